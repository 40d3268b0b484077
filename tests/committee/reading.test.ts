import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { rights } from "#app/platform/permissions.ts";
import { loader as requestPage } from "#app/routes/liste-blanche.$ref._index.tsx";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import { named } from "../homologation/support.ts";
import { visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { decided } from "../whitelist/cast.ts";
import { asking } from "../whitelist/real.ts";
import { type CommitteeStage, committeeStage } from "./stage.ts";

describe.each(["postgres", "embedded"] as const)("members read what they decide of (%s)", (kind) => {
  let db: Database;
  let stage: CommitteeStage;
  let board: Awaited<ReturnType<CommitteeStage["fill"]>>;
  let member: Caller;
  let deputy: Caller;
  let guest: Caller;
  let stranger: Caller;
  let request: { id: string; ref: string };
  let other: { id: string; ref: string };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    stage = await committeeStage(db);
    const elu = (name: string, rank: number) => withPerson(db, { function: "elu", at: "departement-54", name, rank });
    [member, deputy, stranger] = [await elu("Présidente 54", 0), await elu("Vice-président 54", 1), await elu("Conseillère 54", 2)];
    guest = await withPerson(db, { function: "dpd", at: "academie-strasbourg", name: "Invitée" });
    board = await stage.fill("comite-suivi-securite");
    const { context } = await stage.read<InstanceContext>(board.id);
    const seat = context.seats.find(({ kind }) => kind === "departement")?.key;
    await stage.act(stage.people.rssi, board.id, "seat.filled", { seat, holder: named(member), substitutes: [named(deputy)] });
    await stage.act(stage.people.rssi, board.id, "guests.named", { guests: [named(guest)] });
    const ien = await withPerson(db, { function: "referentNumerique", at: "academie-reims", name: "Référente" });
    const whitelist = asking(db, { ...stage.people, ien });
    request = await whitelist.toCommittee("Labo virtuel");
    other = await whitelist.toCommittee("Carnet de voyage");
  }); // biome-ignore format: facts in few lines
  afterAll(() => db.close());

  const reads = (who: Caller, { id } = request) => mayOnDossier(db, who.tenures, "dossier.read", id);
  /** Signed in anew each time: days pass here. */
  const sees = async (who: Caller, { ref } = request) =>
    visitor(db, () => stage.clock.at)
      .get(requestPage, who, `/liste-blanche/${ref}`, { ref })
      .then(
        () => 200,
        (answer: Response) => answer.status,
      );

  test("from the convening until the minutes are sent, holder and substitute read the dossiers, and do nothing there", async () => {
    const { seated } = stage;
    const meeting = await stage.meet(
      "comite-suivi-securite",
      [{ kind: "whitelist-request", title: "Labo virtuel", dossier: request.id }],
      { until: "planned" },
    );
    expect([await sees(member), await sees(deputy), await reads(member)]).toEqual([404, 404, false]);
    await meeting.go(stage.people.rssi, "meeting.convened");
    expect([await sees(member), await sees(deputy), await sees(stage.seated.secretary)]).toEqual([
      200, 200, 200,
    ]);
    // A guest decides of nothing, and a colleague of the member is not called.
    expect([await sees(guest), await sees(stranger), await sees(member, other)]).toEqual([404, 404, 404]);

    // To read is all: no other right follows, and what they send is refused and kept.
    for (const right of rights.filter((one) => one !== "dossier.read"))
      expect([right, await mayOnDossier(db, member.tenures, right, request.id)]).toEqual([right, false]);
    await expect(
      sendEvent(db, member, request.id, { type: "request.decided", ...decided("approved") }, stage.tick()),
    ).rejects.toThrow(Forbidden);
    const kept = await db.query("select 1 from refusal where dossier_id = $1 and reason = 'right'", [
      request.id,
    ]);
    expect(kept).toHaveLength(1);

    // What joins the agenda is read too; what leaves it, no more.
    const key = crypto.randomUUID();
    await meeting.go(stage.people.rssi, "item.added", {
      key,
      kind: "whitelist-request",
      title: "Carnet",
      dossier: other.id,
    });
    expect([await sees(member, other), await sees(member)]).toEqual([200, 200]);
    await meeting.go(stage.people.rssi, "item.removed", { item: key });
    expect([await sees(member, other), await sees(member)]).toEqual([404, 200]);

    // A conflict takes away the voice, not the reading.
    const [item] = meeting.keys;
    const seat = (await meeting.context()).members.find(
      (one) => one.holder?.person === member.person.id,
    )?.seat;
    await meeting.go(member, "conflict.declared", { item, seat, reason: "J’ai conseillé l’éditeur." });
    expect(await sees(member)).toBe(200);

    stage.clock.at = new Date((await meeting.context()).at);
    await meeting.go(seated.secretary, "meeting.opened");
    await meeting.arrive([board.seats.region, seated.president]);
    await meeting.go(seated.secretary, "meeting.closed", {});
    await meeting.go(seated.president, "minutes.validated");
    expect(await sees(member)).toBe(200);
    await meeting.go(seated.secretary, "minutes.sent");
    expect([await sees(member), await sees(deputy), await reads(member)]).toEqual([404, 404, false]);
  });

  test("two meetings let the same dossier be read: the end of one leaves what the other lets", async () => {
    const items = [{ kind: "whitelist-request", title: "Labo virtuel", dossier: request.id }];
    const first = await stage.meet("comite-suivi-securite", items, { until: "convened" });
    const written = await stage.meet("comite-suivi-securite", items, { until: "planned", kind: "written" });
    await written.go(stage.people.rssi, "consultation.opened", {
      closesAt: new Date(stage.clock.at.getTime() + 3 * 86_400_000).toISOString(),
      reason: "Rentrée.",
    });
    await first.go(stage.people.rssi, "meeting.cancelled", { reason: "Grève." });
    expect(await sees(member)).toBe(200);
    await written.go(stage.people.rssi, "meeting.cancelled", { reason: "Plus d’objet." });
    expect(await sees(member)).toBe(404);
  });
});
