import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import type { Classeur } from "#app/crisis/queries/classeur.ts";
import { myCrises } from "#app/crisis/queries/classeur-mine.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { latin } from "#app/platform/pdf/latin.ts";
import { loader as pdf } from "#app/routes/crises.$ref.classeur[.]pdf.ts";
import { loader as kept } from "#app/routes/crises.$ref.hors-ligne[.]json.ts";
import { loader as mine } from "#app/routes/crises.hors-ligne[.]json.ts";
import { freshDatabase } from "../../support/databases.ts";
import { activeCrisis, crisisOpening, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { textOf } from "../../support/pdf-text.ts";
import { later, NIGHT } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

let db: Database;
let people: GrandEst;
let web: ReturnType<typeof browser>;
let ref: string;
const clock = { at: later(NIGHT, 60) };

beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
  const crisis = await activeCrisis(db, people);
  ref = crisis.ref;
  await crisis.act(people.rssi, "log.entered", { kind: "fait", content: "212 comptes → recensés." });
  web = browser(db, clock);
});
afterAll(() => db.close());

const keptOf = async (as: Caller, of = ref) => {
  const { response, status } = await answerOf(web.get(kept, as, `/crises/${of}/hors-ligne.json`));
  return status === 200 ? ((await (response as unknown as Response).json()) as Classeur) : status;
};
const pdfOf = async (as: Caller, of = ref) => {
  const { response } = await answerOf(web.get(pdf, as, `/crises/${of}/classeur.pdf`));
  return Buffer.from(await (response as unknown as Response).arrayBuffer());
};

test("a device keeps the procedure in force, who to call, the lock and the last lines, in words", async () => {
  const copy = (await keptOf(people.rssi)) as Classeur;
  expect(copy).toMatchObject({ v: 1, ref, state: "Active", person: people.rssi.person.id });
  expect(copy.lock[1]).toBe("Ouverts vers la communauté : messagerie de l’ENT.");
  const seated = copy.contacts.filter((one) => one.seated).map(({ role }) => role);
  expect(seated.sort()).toEqual(["Direction de crise", "RSSI"]);
  expect(copy.runbook.phases.length).toBe(4);
  expect(copy.runbook.phases[0]?.steps[0]?.facts.length).toBeGreaterThan(0);
  expect(copy.lines.at(-1)?.text).toBe("212 comptes → recensés.");
  expect(copy.decisions.join()).toContain("Faut-il couper la messagerie pour tous ?");
});

test("whoever may not read the crisis keeps nothing of it", async () => {
  expect(await keptOf({ ...people.head, tenures: [] }, "CRI-2026-999")).toBe(404);
  const list = await answerOf(web.get(mine, null, "/crises/hors-ligne.json"));
  expect((list.response as unknown as Response).status).toBe(401);
});

test("a member's list holds the open crises of their cells, and no other", async () => {
  const own = await answerOf(web.get(mine, people.rssi, "/crises/hors-ligne.json"));
  expect(await (own.response as unknown as Response).json()).toMatchObject({
    person: people.rssi.person.id,
    crises: [{ ref }],
  });
  expect(await myCrises(db, people.head)).toEqual([]);
});

test("the classeur prints the procedure with its boxes, the contacts, the journal and empty sheets, dated", async () => {
  const bytes = await pdfOf(people.rssi);
  if (process.env.TOCSIN_KEEP_PDF) await writeFile(process.env.TOCSIN_KEEP_PDF, bytes);
  const text = textOf(bytes);
  for (const words of ["Classeur de crise", ref, "RSSI Reims", "Main courante à remplir à la main"])
    expect(`${words} ${text.includes(words)}`).toBe(`${words} true`);
  expect(text.includes("212 comptes")).toBe(true);
  // One page an empty sheet: a last line that spills over would print a blank one.
  const pages = Number(text.match(/Page 1 sur (\d+)/)?.[1]);
  expect(text.split("Main courante à remplir à la main").length - 1).toBe(3);
  const before = text.slice(0, text.indexOf("Main courante à remplir")).match(/Page (\d+) sur/g)?.length ?? 0;
  expect(pages).toBe(before + 3);
});

test("it prints while the crisis is only watched, and says that nothing is ticked yet", async () => {
  const watched = await openCrisis(db, people.rssi, crisisOpening({ title: "En veille" }), clock.at);
  const copy = (await keptOf(people.rssi, watched.ref)) as Classeur;
  expect(copy).toMatchObject({ state: "Veille", runbook: { begun: false }, decisions: [], point: null });
  expect(textOf(await pdfOf(people.rssi, watched.ref)).includes("aucune case")).toBe(true);
});

test("what the standard fonts cannot write never breaks a page", () => {
  expect(latin("Été – « œuvre »\u202f! → 😀\u0007")).toBe("Été – « œuvre »\u00a0! › ?");
});
