import { afterAll, beforeAll, expect, test } from "vitest";
import type { Refusal } from "#app/crisis/queries/sitrep-answer.ts";
import type { SitrepValues } from "#app/crisis/queries/sitrep-form.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/crises.$ref.points.$n.tsx";
import { loader as pdf } from "#app/routes/crises.$ref.points.$n[.]pdf.ts";
import { freshDatabase } from "../../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { later, NIGHT } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

type Page = {
  number: number;
  values: SitrepValues;
  point: { state: string; validated?: { by: { name: string } } } | null;
  may: { draft: boolean };
  reach: { sent: number } | null;
};

let db: Database;
let people: GrandEst;
let web: ReturnType<typeof browser>;
let ref: string;
const clock = { at: later(NIGHT, 90) };

beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
  const crisis = await activeCrisis(db, people);
  ref = crisis.ref;
  const { act } = crisis;
  await act(people.rssi, "log.entered", {
    kind: "fait",
    content: "212 comptes volés recensés.",
    reliability: "confirmed",
  });
  await act(people.rssi, "log.entered", { kind: "fait", content: "Un lycée évacué.", reliability: "rumour" });
  await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  await act(people.direction, "compromise.confirmed", { what: "messaging" });
  await act(people.direction, "channel.opened", { channel: "mail", reason: "Les familles attendent." });
  web = browser(db, clock);
});
afterAll(() => db.close());

const point = (n: string | number, end = "") => `/crises/${ref}/points/${n}${end}`;
// The harness names the last parameter after incidents' forms.
const asPoint = <Route extends (args: never) => unknown>(route: Route): Route =>
  ((args: { params: Record<string, string>; request: Request }) => {
    const [, , crisis = "", , n = ""] = new URL(args.request.url).pathname.split("/");
    return route({ ...args, params: { ref: crisis, n: n.replace(/\.pdf$/, "") } } as never);
  }) as unknown as Route;
const see = async (as: Caller, n: string | number, search = "") =>
  answerOf(web.get(asPoint(loader), as, point(n) + search));
const page = async (as: Caller, n: number, search = "") => (await see(as, n, search)).data as Page;
const press = async (as: Caller, n: number, fields: Record<string, string>) =>
  answerOf(web.post(asPoint(action), as, point(n), fields));

test("the first point is drafted from the journal: confirmed facts, impacts, steps, open channels", async () => {
  const { values, number, point: known, may } = await page(people.direction, 1);
  expect({ number, known, draft: may.draft }).toEqual({ number: 1, known: null, draft: true });
  expect(values.facts).toContain("212 comptes volés recensés.");
  expect(values.facts).toContain("Compromission confirmée à deux : la messagerie de l’ENT.");
  expect(values.facts).not.toContain("évacué");
  expect(values.impacts).toContain("Compromis : la messagerie de l’ENT.");
  expect(values.actions).toMatch(/À prendre :\n– /);
  expect(values.communication).toContain("Canal de substitution ouvert : courriel.");
  expect(values.nextAt).toMatch(/^\d\d\/\d\d à \d\dh\d\d$/);
});

test("« nouveau » leads to the number that comes next; a number further on does not exist", async () => {
  expect((await see(people.direction, "nouveau")).to).toBe(point(1));
  expect((await see(people.direction, 2)).status).toBe(404);
  expect((await see(people.direction, "0")).status).toBe(404);
});

test("an unreadable next point is said beside its field, and the text stays", async () => {
  const { values } = await page(people.direction, 1);
  const answer = await press(people.direction, 1, {
    ...values,
    facts: "Mes mots.",
    nextAt: "bientôt",
    intent: "save",
  });
  expect(answer.status).toBe(422);
  expect(answer.data as Refusal & { values: SitrepValues }).toMatchObject({
    errors: [{ path: "nextAt" }],
    values: { facts: "Mes mots." },
  });
});

test("corrected, read again with how many will receive it, validated by the direction alone, it leaves", async () => {
  const { values } = await page(people.rssi, 1);
  const facts = `${values.facts}\n– Mot de l’auteur.`;
  const drafted = await press(people.rssi, 1, { ...values, facts, intent: "review", idempotency: "a" });
  expect(drafted.to).toBe(`${point(1)}?relire=1`);
  const notMine = await press(people.rssi, 1, { intent: "confirm", idempotency: "b" });
  expect(notMine.status).toBe(422);
  expect((notMine.data as Refusal).refused).toMatchObject({ reason: { rule: "MBN-6.2", article: /6\.2/ } });
  const review = await page(people.direction, 1, "?relire=1");
  expect(review.reach?.sent).toBeGreaterThan(0);
  const sent = await press(people.direction, 1, { intent: "confirm", idempotency: "c" });
  expect(sent.to).toBe(point(1));
  expect((await page(people.direction, 1)).point?.validated?.by.name).toContain("Recteur Reims");
  expect((await see(people.direction, "nouveau")).to).toBe(point(2));
});

test("the second point starts where the first one stopped", async () => {
  const { values } = await page(people.direction, 2);
  expect(values.facts).not.toContain("212 comptes");
  expect(values.impacts).toContain("Compromis");
});

test("it prints as a PDF, numbered and dated", async () => {
  const { response } = await answerOf(web.get(asPoint(pdf), people.rssi, point(1, ".pdf")));
  expect(response?.headers.get("content-type")).toBe("application/pdf");
  expect(response?.headers.get("content-disposition")).toContain(`${ref}-point-1.pdf`);
  const bytes = Buffer.from(await (response as unknown as Response).arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect((await answerOf(web.get(asPoint(pdf), people.rssi, point(7, ".pdf")))).status).toBe(404);
});
