import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as list } from "#app/routes/procedures._index.tsx";
import { action, loader } from "#app/routes/procedures.$key.tsx";
import type { ProcedurePage } from "#app/runbook/queries/procedure-page.ts";
import { runbooksOf } from "#app/runbook/queries/runbooks-of.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";

const KEY = "messagerie-ent-compromise";
const PATH = `/procedures/${KEY}`;

describe("the pages of crisis procedures", () => {
  let db: Database;
  let people: GrandEst;
  let web: ReturnType<typeof browser>;
  const clock = { at: later(NIGHT, 5) };
  beforeAll(async () => {
    db = await freshDatabase("postgres");
    people = await smallGrandEst(db);
    web = browser(db, clock);
  });
  afterAll(() => db.close());

  const see = async (as: Caller, search = ""): Promise<ProcedurePage> =>
    ((await answerOf(web.get(loader, as, `${PATH}${search}`))).data as { page: ProcedurePage }).page;
  const send = async (as: Caller, type: string, fields: Record<string, string> = {}) => {
    const { status, data } = await answerOf(
      web.post(action, as, PATH, { type, idempotency: randomUUID(), ...fields }),
    );
    return {
      status,
      answer: data as { problems?: { line: number }[]; errors: { path: string }[]; refused?: object },
    };
  };
  const current = async () => {
    const [row] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
    return (await runbooksOf(db, row?.id ?? "")).find(({ key }) => key === KEY);
  };

  test("the list says of each procedure what is in force", async () => {
    const { data } = await answerOf(web.get(list, people.head, "/procedures"));
    const { dispositifs } = data as {
      dispositifs: { key: string; procedures: { key: string; inForce: null }[] }[];
    };
    expect(dispositifs.map(({ key }) => key)).toEqual(["mbn"]);
    expect(dispositifs[0]?.procedures.find(({ key }) => key === KEY)).toMatchObject({ inForce: null });
  });

  test("a head of school reads it and changes nothing", async () => {
    const page = await see(people.head);
    expect(page.shown?.runbook?.phases.length).toBeGreaterThan(0);
    expect(page.can).toEqual([]);
    expect((await send(people.head, "runbook.submitted")).status).toBe(404);
  });

  test("from draft to force: submitted by its author, approved with its minutes, enforced", async () => {
    expect((await see(people.rssi)).can).toEqual(["runbook.revised", "runbook.submitted"]);
    expect((await send(people.rssi, "runbook.submitted")).status).toBe(302);
    const wrong = await send(people.direction, "runbook.approved", {
      instance: "cosui",
      meetingOn: "31/02/2026",
      minutes: "PV",
    });
    expect(wrong).toMatchObject({ status: 422, answer: { errors: [{ path: "meetingOn" }] } });
    const future = await send(people.direction, "runbook.approved", {
      instance: "cosui",
      meetingOn: "01/04/2026",
      minutes: "PV",
    });
    expect(future).toMatchObject({ status: 422, answer: { refused: { rule: "MBN-6.2", article: "6.2" } } });
    const approved = { instance: "commission-homologation", meetingOn: "20/03/2026", minutes: "PV 2026-03" };
    expect((await send(people.direction, "runbook.approved", approved)).status).toBe(302);
    expect((await send(people.direction, "runbook.enforced")).status).toBe(302);
    expect(await current()).toMatchObject({ version: 2, approved: true, state: "in-force" });
  });

  test("an invalid text is shown by its lines and changes nothing", async () => {
    const { newestText } = await see(people.rssi);
    const { status, answer } = await send(people.rssi, "runbook.revised", {
      text: newestText.replace("version: 2", "version: deux"),
    });
    expect(status).toBe(422);
    expect(answer.problems?.[0]?.line).toBe(3);
    expect((await see(people.rssi)).versions).toHaveLength(1);
  });

  test("a text under another key, or an old number, is refused; nothing is kept", async () => {
    const { newestText } = await see(people.rssi);
    const count = async () => (await db.query("select 1 from content")).length;
    const before = await count();
    const other = newestText.replace(`key: ${KEY}`, "key: autre-chose");
    expect((await send(people.rssi, "runbook.revised", { text: other })).answer.problems).toHaveLength(1);
    const old = newestText.replace("On protège les écoles visées", "On protège les écoles");
    expect((await send(people.rssi, "runbook.revised", { text: old })).answer.refused).toMatchObject({
      rule: "MBN-6.2",
    });
    expect(await count()).toBe(before);
  });

  test("a new version is compared by words; the one in force stays what a crisis runs", async () => {
    const { newestText, versions } = await see(people.rssi);
    const text = newestText.replace("version: 2", "version: 3").replace("écoles visées", "écoles menacées");
    expect((await send(people.rssi, "runbook.revised", { text })).status).toBe(302);
    const { diff, can } = await see(people.rssi, `?comparer=${versions[0]?.hash}`);
    expect(diff).toMatchObject({ from: 2, to: 3, added: 2, removed: 2 });
    const words = diff?.lines
      .flatMap((line) => ("parts" in line ? line.parts : []))
      .filter(({ changed }) => changed);
    expect(words?.map(({ text }) => text)).toEqual(["2", "3", "visées", "menacées"]);
    expect(can).toContain("runbook.submitted");
    expect(await current()).toMatchObject({ version: 2, approved: true, state: "draft" });
  });
});
