import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { meetingPage } from "#app/committee/queries/meeting-page.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { named, submitted } from "../homologation/support.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { asking } from "../whitelist/real.ts";
import { type CommitteeStage, committeeStage } from "./stage.ts";

describe.each(["postgres", "embedded"] as const)("what a meeting decides moves its dossier (%s)", (kind) => {
  let db: Database;
  let stage: CommitteeStage;
  let commission: Awaited<ReturnType<CommitteeStage["fill"]>>;
  let board: Awaited<ReturnType<CommitteeStage["fill"]>>;
  let whitelist: ReturnType<typeof asking>;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    stage = await committeeStage(db);
    commission = await stage.fill("commission-homologation");
    board = await stage.fill("comite-suivi-securite");
    await stage.act(stage.people.rssi, commission.id, "guests.named", { guests: [named(stage.authority)] });
    const ien = await withPerson(db, {
      function: "referentNumerique",
      at: "academie-reims",
      name: "Référente",
    });
    whitelist = asking(db, { ...stage.people, ien });
  });
  afterAll(() => db.close());
  const revision = async (id: string) => (await stage.read(id)).revision;
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => expect.unreachable("rien n’a été refusé"),
      (error: unknown) => {
        expect(error).toBeInstanceOf(RuleRefused);
        return (error as RuleRefused).refusal;
      },
    );

  test("a homologation: opinions advise, the authority decides, the clock brings it into force at once", async () => {
    const { seats } = commission;
    const { seated, authority } = stage;
    const file = await submitted(db, stage);
    const meeting = await stage.meet("commission-homologation", [
      { kind: "homologation-decision", title: "Homologation de l’ENT", dossier: file.id },
    ]);
    const [item = ""] = meeting.keys;
    await meeting.arrive([seats.region, seated.president], [seats.reims, seated.reims], [seats.nancy, seated.nancyDeputy]);
    await meeting.go(seated.secretary, "item.opened", { item });
    await meeting.go(seated.president, "opinion.stated", { item, seat: seats.region, opinion: "favourable", text: "Rien à redire." });
    await meeting.go(seated.nancyDeputy, "opinion.stated", { item, seat: seats.nancy, opinion: "reserved", text: "Sous réserve des deux facteurs." });
    const outcome = {
      kind: "homologation-decision", verdict: "firm", months: 12,
      authority: { name: "Autorité", function: "Autorité d’homologation", person: authority.person.id },
    };
    // The secretary holds no such right on that dossier, and the authority does not sit: a right refused is kept too.
    const before = [await revision(meeting.id), await revision(file.id)];
    const seenBy = await refused(meeting.go(seated.secretary, "item.decided", { item, outcome }));
    expect(seenBy.because).toContain("n’est pas en séance");
    const { authority: _, ...alone } = outcome;
    const unnamed = { ...alone, authority: { name: "Autorité", function: "Autorité d’homologation" } };
    await expect(meeting.go(seated.secretary, "item.decided", { item, outcome: unnamed })).rejects.toThrow(new Forbidden("homologation.decide"));
    expect([await revision(meeting.id), await revision(file.id)]).toEqual(before);
    const [kept] = await db.query<{ reason: string }>(
      "select reason from refusal where dossier_id = $1 and type = 'item.decided' order by at desc limit 1",
      [meeting.id],
    );
    expect(kept?.reason).toBe("right");
    // Called as a guest, the authority says its decision itself: it is offered so, and to no member without that right.
    const { ref } = await stage.read(meeting.id);
    const shown = async (who: Caller) => {
      const page = await meetingPage(db, who, ref);
      return [page?.decides, page?.arrival?.type ?? null];
    };
    expect(await shown(authority)).toEqual([[item], "guest.arrived"]);
    expect(await shown(seated.reims)).toEqual([[], null]);
    expect(await shown(seated.secretary)).toEqual([[item], null]);
    // A chair not there yet reads why, with the button that comes first; the substitute of a seat taken has none.
    await meeting.go(seated.president, "member.left", { seat: seats.region });
    const chair = await meetingPage(db, seated.president, ref);
    expect([chair?.decides, chair?.can.includes("item.opened"), chair?.arrival]).toEqual([[], false, { type: "member.arrived", fields: { seat: seats.region, who: seated.president.person.id }, because: expect.stringContaining("Consignez d’abord votre présence") }]);
    await meeting.arrive([seats.region, seated.president]);
    expect((await meetingPage(db, seated.vice, ref))?.arrival).toBeNull();
    await meeting.go(authority, "item.decided", { item, outcome });
    const decided = await stage.read<HomologationContext>(file.id);
    expect(decided.state).toBe("in-force");
    expect(decided.context.file.opinions.map(({ member, opinion, meeting: at }) => [member, opinion, at?.ref])).toEqual([
      ["Camille RSSI Région (Région Grand Est, RSSI)", "favourable", (await stage.read(meeting.id)).ref],
      ["Camille Suppleant Nancy (Académie de Nancy-Metz, RSSI)", "reserved", (await stage.read(meeting.id)).ref],
    ]);
    expect(decided.context.decision).toMatchObject({ decision: "firm", meeting: { instance: "commission-homologation" }, by: { name: "Camille Autorité" } });
    expect(await refused(meeting.go(authority, "item.decided", { item, outcome }))).toMatchObject({ because: expect.stringContaining("une fois") });
    expect((await verify(db)).bad).toBeNull();
  }); // biome-ignore format: one act a line

  test("an authority who sits lets the secretary key it in: the right is looked up for the person named", async () => {
    const { seats } = commission;
    const { seated, authority, people } = stage;
    await stage.act(people.rssi, commission.id, "seat.filled", { seat: seats.strasbourg, holder: named(authority), substitutes: [] });
    const meeting = await stage.meet("commission-homologation", [
      { kind: "homologation-review", title: "Réexamen", dossier: (await inForce()).id },
    ]);
    const [item = ""] = meeting.keys;
    const [{ id, key }] = [await inForce()];
    await meeting.arrive([seats.region, seated.president], [seats.strasbourg, authority]);
    await meeting.go(seated.secretary, "item.opened", { item });
    const outcome = { kind: "homologation-review", verdict: "maintained", key, reason: "Le risque est couvert.", authority: { name: "Autorité", function: "Autorité", person: authority.person.id } };
    await meeting.go(seated.secretary, "item.decided", { item, outcome });
    const { context } = await stage.read<HomologationContext>(id);
    expect(context.reviews.at(-1)?.concluded).toMatchObject({ conclusion: "maintained" });
  }); // biome-ignore format: one act a line

  /** The homologation in force, with a review to conclude. */
  async function inForce() {
    const [row] = await db.query<{ id: string; key: string | null }>(
      `select id, (select r->>'key' from jsonb_array_elements(context->'reviews') r where r->'concluded' = 'null' limit 1) "key"
         from dossier where kind = 'homologation' and state = 'in-force'`,
    );
    if (row && !row.key) {
      await stage.act(stage.people.rssi, row.id, "review.opened", { kind: "law", reason: "Nouveau décret." });
      return inForce();
    }
    return row as { id: string; key: string };
  }

  test("a request of the whitelist: the vote carries it, and a verdict that goes against the vote is refused", async () => {
    const { seats } = board;
    const { seated } = stage;
    const request = await whitelist.toCommittee("Labo virtuel");
    const meeting = await stage.meet("comite-suivi-securite", [
      { kind: "whitelist-request", title: "Labo virtuel", dossier: request.id },
    ]);
    const [item = ""] = meeting.keys;
    await meeting.arrive([seats.region, seated.president], [seats.reims, seated.reims], [seats.nancy, seated.nancy], [seats.strasbourg, seated.strasbourg]);
    await meeting.go(seated.president, "item.opened", { item });
    for (const [seat, by, vote] of [[seats.region, seated.president, "for"], [seats.reims, seated.reims, "for"], [seats.nancy, seated.nancy, "against"]] as const)
      await meeting.go(by, "vote.cast", { item, seat, vote });
    const outcome = { kind: "whitelist-request", verdict: "refused", reasons: "Au vu des avis." };
    expect(await refused(meeting.go(seated.president, "item.decided", { item, outcome }))).toMatchObject({
      because: expect.stringContaining("2 pour et 1 contre"),
    });
    const conditions = [{ text: "Audit", owner: "L’éditeur", dueOn: "2027-08-31" }];
    // Two people proclaim in the same instant: it is decided once, and the request moves once.
    const both = await Promise.allSettled(
      [seated.president, seated.secretary].map((by) =>
        meeting.go(by, "item.decided", { item, outcome: { ...outcome, verdict: "approved-with-conditions", conditions } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const moved = await stage.read<RequestContext>(request.id);
    expect(moved.state).toBe("approved");
    expect(moved.context.decisions).toHaveLength(1);
    expect(moved.context.decisions[0]).toMatchObject({
      outcome: "approved-with-conditions",
      sitting: { instance: "comite-suivi-securite", dossier: meeting.id, ref: (await stage.read(meeting.id)).ref },
    });
    expect((await verify(db)).bad).toBeNull();
  }); // biome-ignore format: one act a line

  test("four members vote in the same instant, one of them twice: four votes; two secretaries write, both texts are kept", async () => {
    const { seats } = board;
    const { seated } = stage;
    const meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Bilan" }]);
    const [item = ""] = meeting.keys;
    const here = [[seats.region, seated.president], [seats.reims, seated.reims], [seats.nancy, seated.nancyDeputy], [seats.strasbourg, seated.strasbourg]] as [string, Caller][];
    await meeting.arrive(...here);
    await meeting.go(seated.secretary, "item.opened", { item });
    const votes = [...here, here[2] as [string, Caller]].map(([seat, by]) => meeting.go(by, "vote.cast", { item, seat, vote: "for" }));
    expect((await Promise.allSettled(votes)).filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect((await meeting.context()).items[0]?.votes.map(({ seat }) => seat).sort()).toEqual(here.map(([seat]) => seat).sort());
    // The same press sent again (a phone that lost its answer) writes nothing more.
    const key = receiptFor("me", "press", { item });
    const send = () => actInMeeting(db, seated.president, meeting.id, { type: "item.discussed", item, text: "Le premier texte.", base: 0 }, stage.tick(), key);
    const [first, again] = [await send(), await send()];
    expect([first.replayed, again.replayed, again.revision]).toEqual([undefined, true, first.revision]);
    const second = await refused(meeting.go(seated.secretary, "item.discussed", { item, text: "Le second texte.", base: 0 }));
    expect(second.texts).toEqual({ theirs: "Le premier texte.", by: "Camille RSSI Région", yours: "Le second texte." });
    const [kept] = await db.query<{ data: { text: string } }>("select data from refusal where dossier_id = $1 and type = 'item.discussed'", [meeting.id]);
    expect(kept?.data.text).toBe("Le second texte.");
  }); // biome-ignore format: one act a line

  test("a dossier that moved on meanwhile refuses: nothing is written, the chair reads why, and puts it off", async () => {
    const { seats } = board;
    const { seated, people } = stage;
    const request = await whitelist.toCommittee("Autre outil", {
      key: "autre-outil",
      host: "autre.exemple.fr",
    });
    const meeting = await stage.meet("comite-suivi-securite", [
      { kind: "whitelist-request", title: "Autre outil", dossier: request.id },
    ]);
    const [item = ""] = meeting.keys;
    await meeting.arrive([seats.region, seated.president], [seats.nancy, seated.nancy]);
    await meeting.go(seated.president, "item.opened", { item });
    await whitelist.act(people.head, request.id, "request.withdrawn", { reason: "Plus besoin." });
    const before = [await revision(meeting.id), await revision(request.id)];
    const outcome = { kind: "whitelist-request", verdict: "approved", reasons: "Rien à redire." };
    expect(await refused(meeting.go(seated.president, "item.decided", { item, outcome }))).toMatchObject({
      rule: "MBN-6.1",
      because: expect.stringContaining("retirée"),
    });
    expect([await revision(meeting.id), await revision(request.id)]).toEqual(before);
    await meeting.go(seated.president, "item.postponed", { item, reason: "La demande est retirée." });
    expect((await meeting.context()).items[0]?.state).toBe("postponed");
  });
});
