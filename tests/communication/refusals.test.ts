import { afterAll, beforeAll, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { classique, drafted, leftOf, MONDAY, type People, readMessage, refusalOf, stage } from "./stage.ts";

let db: Database;
let people: People;
const fail = (error: unknown) => {
  throw error;
};
const ring = async (at: string) => {
  while ((await ringDue(db, new Date(at), fail)) > 0);
};
beforeAll(async () => {
  db = await freshDatabase();
  people = await stage(db);
});
afterAll(() => db.close());

test.each([
  ["a start in seven days", { startsAt: "2026-03-16T08:00:00+01:00" }, "MBN-5.3-C", "au moins 8 jours"],
  ["a run of 31 days", { endsAt: "2026-04-30T08:00:00+02:00" }, "MBN-5.3-C", "dure 31 jours"],
  ["a run of 14 days", { endsAt: "2026-04-13T08:00:00+02:00" }, "MBN-5.3-C", "dure 14 jours"],
  ["no objective", { objective: undefined }, "MBN-5.3-C", "l’objectif"],
  ["no short description", { short: undefined }, "MBN-5.3-C", "la description courte"],
  ["an SMS without its text", { channels: ["sms"] }, "MBN-5.3-C", "le texte du SMS"],
  ["an urgent one without justification", { process: "urgent" }, "MBN-5.3-U", "la justification"],
  ["one of crisis without a crisis", { process: "crise", justification: "j" }, "MBN-5.3-K1", "la crise"],
] as const)("%s is refused at submission, with its article", async (_, more, rule, words) => {
  const input = Object.fromEntries(
    Object.entries(classique(more)).filter(([, value]) => value !== undefined),
  );
  const { act } = await drafted(db, people.departement, input);
  const refusal = await refusalOf(act(people.departement, MONDAY, "communication.submitted"));
  expect(refusal).toMatchObject({ rule, article: "5.3" });
  expect(refusal.because).toContain(words);
});

test.each([
  ["HTML in a text", { long: "Bonjour, <b>lisez</b> bien." }, "La description longue contient du HTML (« <b> »)"],
  ["a script in a title", { title: "<script>alert(1)</script>" }, "Le titre contient du HTML"],
  ["a file of nowhere", { attachments: ["a".repeat(64)] }, "n’est pas dans ce dossier (aaaaaaaaaaaa…)"],
  ["an SMS of 2,000 characters with one emoji", { channels: ["ent-messaging", "sms"], sms: `${"a".repeat(1_998)}😀` }, "en ferait 30 (UCS-2, à cause de 😀) : 10 au plus"],
  ["an audience where no school is open", { departement: "88" }, "Aucun établissement ouvert"],
] as const)("%s is refused at submission, as a choice of the console that names it", async (_, more, words) => {
  const { act } = await drafted(db, people.departement, classique(more));
  const refusal = await refusalOf(act(people.departement, MONDAY, "communication.submitted"));
  expect(refusal).toMatchObject({ rule: "CHOIX-COMMUNICATION", article: "choix de la console" });
  expect(refusal.because).toContain(words);
}); // biome-ignore format: one refusal a line

test("text that only looks like HTML is let: a heart, a comparison, an address", async () => {
  const long =
    "On vous aime <3. Si x < 4 et y > 2, écrivez à <vie.scolaire@x.example> ou <https://x.example>.";
  const { id, act } = await drafted(db, people.departement, classique({ long }));
  await act(people.departement, MONDAY, "communication.submitted");
  expect((await readMessage(db, id)).state).toBe("t1");
});

test.each([
  ["no audience", { profiles: [] }, "profiles"],
  ["a survey that is not https", { survey: "http://enquete.example" }, "survey"],
  ["a survey that runs", { survey: "javascript:alert(1)" }, "survey"],
  ["a file that is no hash", { attachments: ["piece.pdf"] }, "attachments.0"],
] as const)("%s is not even kept, and the field is named", async (_, more, path) => {
  const refused = await drafted(db, people.departement, classique(more)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InputRefused);
  expect((refused as InputRefused).errors.map((one) => one.path)).toContain(path);
});

test("an SMS is asked for its objective, date and text alone: no eight days, no run (MBN-5.3-C)", async () => {
  const { dispositif, from, process, topic, profiles, perimeter, departement, objective } = classique();
  const { id, act } = await drafted(db, people.departement, {
    ...{ dispositif, from, process, topic, profiles, perimeter, departement, objective },
    ...{ channels: ["sms"], sms: "Cars annulés demain.", startsAt: "2026-03-11T08:00:00+01:00" },
  });
  await act(people.departement, MONDAY, "communication.submitted");
  expect((await readMessage(db, id)).state).toBe("t1");
});

test("only the authority of the territory answers, once, never the author, and a rejection has its reason", async () => {
  const { id, act } = await drafted(db, people.departement, classique());
  await act(people.departement, MONDAY, "communication.submitted");
  expect(await refusalOf(act(people.dasen51, MONDAY, "t1.approved").catch(outOfSight))).toMatchObject({
    rule: "MBN-5.4",
  });
  expect(await refusalOf(act(people.direction, MONDAY, "t1.approved"))).toMatchObject({ rule: "MBN-5.4" });
  await expect(act(people.dasen54, MONDAY, "t1.rejected")).rejects.toBeInstanceOf(InputRefused);
  await act(people.dasen54, MONDAY, "t1.rejected", { reason: "Hors du cadre de l’article 5." });
  expect(await readMessage(db, id)).toMatchObject({
    state: "rejected",
    context: { end: { reason: "Hors du cadre de l’article 5." } },
  });
});
/** A DSDEN that was not asked does not even see the message: as good as refused. */
const outOfSight = async (error: unknown) => {
  if (error instanceof Error && error.message === "Ce dossier n'existe pas.") return refuseLike("MBN-5.4");
  throw error;
};
async function refuseLike(rule: string): Promise<never> {
  const { RuleRefused } = await import("#app/engine/errors.ts");
  throw new RuleRefused({ rule, article: "5.4", because: "hors de vue", instead: [] });
}

test("an adaptation is accepted or declined; declined, it goes back to who proposed it and silence gives nothing", async () => {
  const { id, act } = await drafted(db, people.departement, classique());
  await act(people.departement, MONDAY, "communication.submitted");
  await act(people.dasen54, MONDAY, "t1.adapted", { changes: { title: "Transport" }, reason: "Plus court." });
  expect((await readMessage(db, id)).state).toBe("adapting");
  expect(await refusalOf(act(people.dasen54, MONDAY, "t1.approved"))).toMatchObject({ rule: "MBN-5.3-T1" });
  await act(people.departement, MONDAY, "adaptation.declined", { reason: "Le titre dit l’essentiel." });
  await ring("2026-03-17T00:00:00Z");
  const late = await readMessage(db, id);
  expect(late).toMatchObject({
    state: "t1",
    context: { approvals: [{ state: "late", silence: "escalates" }] },
  });
  await act(people.dasen54, new Date("2026-03-17T09:00:00Z"), "t1.adapted", {
    ...{ changes: { title: "Carte de transport" }, reason: "Plus court." },
  });
  await act(people.departement, new Date("2026-03-17T10:00:00Z"), "adaptation.accepted");
  expect(await readMessage(db, id)).toMatchObject({
    state: "t2",
    context: { facts: { title: "Carte de transport" }, approvals: [{ state: "approved" }] },
  });
  await act(people.departement, new Date("2026-03-17T11:00:00Z"), "communication.withdrawn", {
    reason: "Erreur.",
  });
});

test("each DSDEN of several territories answers on its own clock; lycées go to the SGRA, by choice of the console", async () => {
  const region = { from: "region-grand-est", perimeter: "dispositif", departement: undefined };
  const input = Object.fromEntries(Object.entries(classique(region)).filter(([, v]) => v !== undefined));
  const { id, act } = await drafted(db, people.region, input);
  await act(people.region, MONDAY, "communication.submitted");
  const { approvals } = (await readMessage(db, id)).context;
  expect(approvals.map((one) => [one.organisation.key, one.rule, one.choice ?? false])).toEqual([
    ["dsden-51", "MBN-5.4", false],
    ["dsden-54", "MBN-5.4", false],
    ["academie-nancy-metz", "CHOIX-APPROBATEUR", true],
  ]);
  await act(people.dasen54, MONDAY, "t1.approved");
  expect((await readMessage(db, id)).state).toBe("t1");
  await act(people.dasen51, MONDAY, "t1.approved");
  await act(people.sgra, MONDAY, "t1.approved");
  expect((await readMessage(db, id)).context.decisions).toMatchObject({ total: 4, pending: 4 });
  // All silent, their clocks end at one instant and ring in one sweep.
  const silent = await drafted(db, people.region, input);
  await silent.act(people.region, MONDAY, "communication.submitted");
  await ring("2026-03-16T23:00:00Z");
  const { state, context } = await readMessage(db, silent.id);
  expect([state, ...context.approvals.map((one) => one.state)]).toEqual(["t2", "tacit", "tacit", "tacit"]);
  await silent.act(people.region, MONDAY, "communication.withdrawn", { reason: "Autre message." });
  await act(people.region, MONDAY, "communication.withdrawn", { reason: "Autre message." });
});

test("a head refuses with a reason, for that school alone; too late is told with the date; a school that closed is left out", async () => {
  const everywhere = { from: "region-grand-est", perimeter: "dispositif", departement: undefined };
  const input = Object.fromEntries(
    Object.entries(classique({ ...everywhere, topic: "cross-cutting" })).filter(([, v]) => v !== undefined),
  );
  const { id, act } = await drafted(db, people.region, input);
  await act(people.region, MONDAY, "communication.submitted");
  await act(people.sgra, MONDAY, "t1.approved");
  await expect(act(people.head, MONDAY, "t2.refused")).rejects.toBeInstanceOf(InputRefused);
  await act(people.head, MONDAY, "t2.refused", { reason: "Déjà dit en conseil de classe." });
  expect(await refusalOf(act(people.head, MONDAY, "t2.accepted"))).toMatchObject({ rule: "MBN-5.3-T2" });
  const other = "10000000-0000-4000-8000-000000000001";
  expect(await refusalOf(act(people.head54, MONDAY, "t2.accepted", { school: other }))).toMatchObject({
    because: expect.stringContaining("pour lui seul"),
  });
  await act(people.head54, MONDAY, "t2.accepted");
  // The clock has ended and has not rung yet: silence already approved.
  const kleber = await withPerson(db, { function: "chefEtablissement", at: "0671237D", name: "Proviseur" });
  const late = await refusalOf(
    act(kleber, new Date("2026-03-12T08:00:00Z"), "t2.refused", { reason: "Non." }),
  );
  expect(late).toMatchObject({
    rule: "MBN-5.3-T2",
    because: expect.stringContaining("11 mars 2026 au soir"),
  });
  await ring("2026-03-12T08:00:00Z");
  expect((await readMessage(db, id)).context.decisions).toMatchObject({ refused: 1, accepted: 1, tacit: 2 });
  await db.query("update organisation set closed_at = now() where key = '0671237D'");
  await ring("2026-03-30T06:00:00Z");
  const left = await leftOf(db, id);
  expect(left.map(({ address }) => address)).toEqual(["0511235B/families", "0541236C/families"]);
  expect(await readMessage(db, id)).toMatchObject({
    state: "sending",
    context: { decisions: { closed: 1 } },
  });
  const states = await db.query<{ state: string }>(
    "select s.state from school_decision s join organisation o on o.id = s.organisation_id where s.dossier_id = $1 order by o.key",
    [id],
  );
  expect(states.map(({ state }) => state)).toEqual(["refused", "tacit", "accepted", "closed"]);
  await db.query("update organisation set closed_at = null where key = '0671237D'");
});

test("an urgent one leaves at once, marked, and waits for its review (MBN-5.3-U)", async () => {
  const { id, act } = await drafted(db, people.departement, {
    ...classique({ process: "urgent", justification: "Neige annoncée pour ce soir." }),
    ...{ startsAt: undefined, endsAt: undefined },
  } as Record<string, unknown>);
  await act(people.departement, MONDAY, "communication.submitted");
  expect(await readMessage(db, id)).toMatchObject({
    state: "sending",
    context: { review: { state: "pending" } },
  });
  expect(await leftOf(db, id)).toHaveLength(1);
  const opinion = { opinion: "conforme", text: "Urgence établie." };
  expect(
    await refusalOf(act(people.region, MONDAY, "review.recorded", { instance: "gt-conformite", ...opinion })),
  ).toMatchObject({ rule: "MBN-5.3-U" });
  await act(people.region, MONDAY, "review.recorded", { instance: "cosui", ...opinion });
  // Both look at it: one opinion is not the review.
  expect(await readMessage(db, id)).toMatchObject({ context: { review: { state: "pending" } } });
  await act(people.region, MONDAY, "review.recorded", { instance: "cst", ...opinion });
  expect(await readMessage(db, id)).toMatchObject({ context: { review: { state: "done" } } });
});

test("a safety message by a third party needs a fresh attestation, even with no case open (MBN-7)", async () => {
  const [lock] = await db.query<{ id: string }>("select id from dossier where kind = 'lock'");
  const { sendEvent } = await import("#app/engine/command/send-event.ts");
  const attest = (checkedAt: string) =>
    sendEvent(
      db,
      people.rssi,
      lock?.id ?? "",
      { type: "attestation.checked", channel: "third-party:alerte", checkedAt, proof: "PV" },
      MONDAY,
    );
  await attest("2025-02-09T08:00:00Z");
  const { id, act } = await drafted(db, people.direction, {
    ...{
      dispositif: "mbn",
      process: "surete",
      topic: "other",
      profiles: ["families"],
      perimeter: "academie",
    },
    ...{
      channels: ["third-party:alerte"],
      title: "Confinement levé",
      long: "Tout va bien.",
      justification: "j",
    },
  });
  expect(await refusalOf(act(people.direction, MONDAY, "communication.submitted"))).toMatchObject({
    ...{ rule: "MBN-7", article: "7" },
    because: expect.stringContaining("plus d’un an"),
  });
  await attest("2026-02-09T08:00:00Z");
  await act(people.direction, MONDAY, "communication.submitted");
  expect(await leftOf(db, id)).toMatchObject([{}, {}]);
});

test("an approver who left is replaced by the substitute, the mailbox, the level above, then shown as nobody", async () => {
  await db.query("update tenure set until = '2026-01-01' where function = 'dasen'");
  await db.query("update organisation set mail = null where kind in ('dsden', 'academie')");
  const { id, act } = await drafted(db, people.departement, classique());
  await act(people.departement, MONDAY, "communication.submitted");
  const [approval] = (await readMessage(db, id)).context.approvals;
  // The DSDEN of Meurthe-et-Moselle is below the académie of Nancy-Metz, whose RSSI answers (convention.levels).
  expect(approval).toMatchObject({ via: "above", answerers: [{ function: "rssi" }] });
  const [gap] = await db.query("select kind, rule from task where dossier_id = $1 and kind = 'gap'", [id]);
  expect(gap).toEqual({ kind: "gap", rule: "MBN-5.4" });
  await act(people.rssiNancy, MONDAY, "t1.approved");
  expect((await readMessage(db, id)).state).toBe("t2");
  await db.query("update tenure set until = '2026-01-01' where function in ('rssi', 'recteur', 'dsi')");
  const again = await drafted(db, people.departement, classique());
  await again.act(people.departement, MONDAY, "communication.submitted");
  await ring("2026-03-16T23:00:00Z");
  expect((await readMessage(db, again.id)).context.approvals).toMatchObject([
    { state: "tacit", nobody: true, via: null },
  ]);
});
