import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { whatWaits } from "#app/committee/queries/waiting.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { classique, drafted } from "../communication/stage.ts";
import { homologated, homologationStage, submitted, system } from "../homologation/support.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis } from "../support/grand-est.ts";
import { later, NIGHT, withPerson } from "../support/world.ts";
import { asking } from "../whitelist/real.ts";

const SUMMER = new Date("2026-07-01T08:00:00Z");

describe.each(["postgres", "embedded"] as const)("what waits for the instances of Grand Est (%s)", (kind) => {
  let db: Database;
  let place: { dispositif: string; convention: string };
  let stage: Awaited<ReturnType<typeof homologationStage>>;
  const waits = async (who: Caller, at = SUMMER) =>
    whatWaits(
      db,
      place.dispositif,
      await conventionOf(db, place.convention),
      reachOf(who.tenures, "dossier.read"),
      at,
    );
  const kinds = (found: Awaited<ReturnType<typeof waits>>) => found.map((one) => one.kind).sort();

  beforeAll(async () => {
    db = await freshDatabase(kind);
    stage = await homologationStage(db);
    const [row] = await db.query<typeof place>(
      "select dispositif_id dispositif, id convention from convention",
    );
    if (!row) throw new Error("no convention");
    place = row;
  });
  afterAll(() => db.close());

  test("nothing at all, on the first day", async () => {
    expect(await waits(stage.people.rssi)).toEqual([]);
  });

  test("a homologation put to the commission, one to review, one suspended, a procedure submitted", async () => {
    const { rssi } = stage.people;
    await submitted(db, stage);
    for (const key of ["module", "suspendu"]) {
      const { id } = await registerSystem(db, rssi, system({ key, name: key, nature: "module" }), NIGHT);
      await sendEvent(
        db,
        rssi,
        id,
        { type: "system.assessed", answers: {}, proposed: "basique", need: "basique" },
        NIGHT,
      );
      const { act } = await homologated(db, stage, undefined, id);
      if (key === "module") {
        await act(rssi, "review.opened", { kind: "threat", reason: "Faille publiée." });
        await act(rssi, "review.opened", { kind: "law", reason: "Nouvelle loi." });
      } else await act(stage.authority, "decision.suspended", { reason: "Réserve non levée." });
    }
    const [runbook] = await db.query<{ id: string }>(
      "select id from dossier where kind = 'runbook' order by ref limit 1",
    );
    await sendEvent(db, rssi, runbook?.id ?? "", { type: "runbook.submitted" }, NIGHT);
    const found = await waits(rssi);
    expect(kinds(found)).toEqual(["homologation-decision", "homologation-review", "runbook", "suspension"]);
    for (const one of found) expect(one.instances).toEqual(["commission-homologation"]);
    const cause = (of: string) => found.find((one) => one.kind === of)?.cause;
    expect(cause("homologation-review")).toEqual({
      text: "2 réexamens ouverts, le dernier : Nouvelle loi.",
      rule: "MBN-6",
      article: "6",
    });
    expect(found.find((one) => one.kind === "homologation-review")?.part).toMatch(/^law:/);
    expect(cause("suspension")?.text).toContain("Réserve non levée.");
    expect(cause("runbook")).toMatchObject({ rule: "MBN-6.2", text: expect.stringContaining("soumise") });
  });

  test("applications: one before the committee, one that an incident suspended, with their articles", async () => {
    const ien = await withPerson(db, {
      function: "referentNumerique",
      at: "academie-reims",
      name: "Référente",
    });
    const request = asking(db, { ...stage.people, ien });
    const waiting = await request.toCommittee("Labo virtuel");
    const back = await request.toActive("Autre outil", { key: "autre-outil", host: "autre.exemple.fr" });
    await sendEvent(
      db,
      stage.people.rssi,
      back.id,
      {
        type: "request.suspended",
        reason: "Fuite chez l’éditeur",
      },
      request.now(),
    );
    const found = (await waits(stage.people.rssi)).filter((one) => one.kind.startsWith("whitelist"));
    expect(found.map((one) => [one.kind, one.dossier.ref, one.instances, one.cause.rule])).toEqual([
      ["whitelist-request", waiting.ref, ["comite-suivi-securite"], "MBN-6.1"],
      ["whitelist-reinstatement", back.ref, ["comite-suivi-securite"], "MBN-6.1"],
    ]);
    // Thirty working days have passed: the committee is late, and told so.
    expect(found[0]).toMatchObject({ late: true, cause: { text: expect.stringContaining("favorable") } });
    expect(found[1]?.cause.text).toContain("Fuite chez l’éditeur. Son retour");
  });

  test("an urgent message waits for COSUI and CST, then for the one that has not said (MBN-5.3-U)", async () => {
    const { region } = stage.people;
    const { act } = await drafted(
      db,
      region,
      {
        ...classique({ process: "urgent", from: "region-grand-est", justification: "Neige ce soir." }),
        ...{ perimeter: "dispositif", departement: undefined, startsAt: undefined, endsAt: undefined },
      },
      NIGHT,
    );
    await act(region, NIGHT, "communication.submitted");
    const urgent = async () => (await waits(region)).find((one) => one.kind === "urgent-review");
    expect(await urgent()).toMatchObject({
      instances: ["cosui", "cst"],
      cause: { rule: "MBN-5.3-U", article: "5.3", text: expect.stringContaining("Région Grand Est") },
    });
    await act(region, later(NIGHT, 60), "review.recorded", {
      instance: "cosui",
      opinion: "conforme",
      text: "Établi.",
    });
    expect((await urgent())?.instances).toEqual(["cst"]);
  });

  test("an action of a RETEX waits once it is late, with the one who answers for it", async () => {
    const { people } = stage;
    const { act } = await activeCrisis(db, people);
    await act(people.direction, "crisis.exited", {
      criteria: [],
      reason: "Fin des menaces.",
      dissent: undefined,
    }).catch(() => undefined);
    const [{ context } = { context: {} }] = await db.query<{ context: Record<string, unknown> }>(
      "select context from dossier where kind = 'crisis'",
    );
    const key = "00000000-0000-4000-8000-0000000000aa";
    const action = {
      key,
      title: "Deux facteurs partout",
      owner: "DSI",
      dueAt: "2026-05-01T08:00:00.000Z",
      late: true,
    };
    await db.query("update dossier set context = $1 where kind = 'crisis'", [
      JSON.stringify({ ...context, retex: { notes: [], actions: [action] } }),
    ]);
    expect((await waits(people.rssi, NIGHT)).some((one) => one.kind === "retex-action")).toBe(false);
    expect((await waits(people.rssi)).find((one) => one.kind === "retex-action")).toMatchObject({
      key,
      title: "Deux facteurs partout",
      late: true,
      cause: { text: expect.stringContaining("confiée à DSI") },
    });
  });

  test("a third party whose attestation nears its year waits two months before, and says when it has lapsed", async () => {
    const { rssi } = stage.people;
    const { id } = await registerSystem(
      db,
      rssi,
      system({ key: "alerte", name: "AlerteTiers", nature: "communication" }),
      NIGHT,
    );
    await sendEvent(
      db,
      rssi,
      id,
      { type: "system.attested", checkedAt: NIGHT.toISOString(), proof: "PV" },
      NIGHT,
    );
    const attested = async (at: string) =>
      (await waits(rssi, new Date(at))).find((one) => one.kind === "attestation");
    expect(await attested("2027-01-01T08:00:00Z")).toBeUndefined();
    expect(await attested("2027-02-01T08:00:00Z")).toMatchObject({
      late: false,
      cause: { rule: "MBN-7", article: "7" },
    });
    expect(await attested("2027-04-01T08:00:00Z")).toMatchObject({
      late: true,
      cause: { text: expect.stringContaining("périmée") },
    });
  });

  test("a reader sees only what they may read", async () => {
    const seen = kinds(await waits(stage.people.head));
    expect(seen).toContain("whitelist-request");
    expect(seen.filter((one) => /^(homologation|runbook|attestation)/.test(one))).toEqual([]);
  });
});
