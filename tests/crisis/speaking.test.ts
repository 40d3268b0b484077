import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../support/grand-est.ts";

let db: Database;
let people: GrandEst;
beforeEach(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
});
afterEach(() => db.close());

const contextOf = async (id: string) => {
  const [row] = await db.query<{ context: CrisisContext }>("select context from dossier where id = $1", [id]);
  return row?.context as CrisisContext;
};

test("an instruction reaches heads of school although the lock is shut: professional alerts are never locked", async () => {
  const { id, act } = await activeCrisis(db, people);
  await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  await act(people.direction, "compromise.confirmed", { what: "messaging" });
  await act(people.direction, "instruction.sent", {
    key: randomUUID(),
    subject: "Conduite à tenir",
    body: "Recevez chaque élève dont le compte a été volé.",
  });
  const rows = await db.query<{ audience: string; state: string; function: string }>(
    `select distinct d.audience, d.state, d.function from delivery d join notice n on n.id = d.notice_id
      where d.dossier_id = $1 and n.key like 'instruction-%'`,
    [id],
  );
  expect(rows).toEqual([{ audience: "professional", state: "queued", function: "chefEtablissement" }]);
});

test("silence does not approve a crisis message: after 48 working hours it is late, and goes up (MBN-5.3-K2)", async () => {
  const { id, act, clock } = await activeCrisis(db, people);
  const key = randomUUID();
  await act(people.direction, "message.proposed", {
    key,
    channel: "ent-messaging",
    profiles: ["families"],
    subject: "Information",
    body: "Bonjour.",
    justification: "Il faut prévenir.",
  });
  // Tuesday 24 March: 48 working hours end on Thursday; on Friday it has rung.
  clock.pass(3 * 24 * 60);
  while ((await ringDue(db, clock.now())) > 0);
  expect((await contextOf(id)).messages[0]).toMatchObject({ key, state: "late" });
  expect(await db.query("select 1 from delivery where audience = 'community'")).toHaveLength(0);
  const [task] = await db.query<{ title: string; rule: string }>(
    "select title, rule from task where dossier_id = $1 and kind = 'decision' and key like 'late-%'",
    [key],
  );
  expect(task).toMatchObject({ rule: "MBN-5.3-K2" });
  // Late, it may still be answered.
  await act(people.region, "message.approved", { key });
  expect(await db.query("select 1 from delivery where audience = 'community'")).toHaveLength(4);
});

test("whoever is called and stays silent is reminded, then goes up; a late step becomes a task", async () => {
  const { id, clock } = await activeCrisis(db, people);
  clock.pass(90);
  while ((await ringDue(db, clock.now())) > 0);
  const rows = await db.query<{ template: string }>(
    "select distinct template from notice where dossier_id = $1 order by 1",
    [id],
  );
  expect(rows.map(({ template }) => template)).toEqual(expect.arrayContaining(["reminder", "escalation"]));
  const context = await contextOf(id);
  const late = Object.values(context.actions).filter((one) => one.late).length;
  expect(late).toBeGreaterThan(0);
  const [tasks] = await db.query<{ n: number }>(
    "select count(*)::int n from task where dossier_id = $1 and kind = 'step'",
    [id],
  );
  expect(tasks?.n).toBe(late);
});

test("a seat passes on with what the next must know; who leaves can no longer act from it", async () => {
  const { id, act } = await activeCrisis(db, people);
  const { person, tenures } = people.rssiNancy;
  const organisation = tenures[0]?.organisation;
  await act(people.rssi, "role.handed-over", {
    role: "rssi",
    from: people.rssi.person.id,
    to: person.id,
    name: "RSSI Nancy",
    organisation,
    function: "rssi",
    note: "Deux comptes restent à bloquer.",
  });
  await expect(
    act(people.rssi, "compromise.declared", { what: "messaging", reason: "Je ne siège plus." }),
  ).rejects.toBeInstanceOf(RuleRefused);
  await act(people.rssiNancy, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  const { members } = await contextOf(id);
  expect(members.filter(({ role }) => role === "rssi").map(({ until }) => Boolean(until))).toEqual([
    true,
    false,
  ]);
  const called = await db.query("select 1 from notice where dossier_id = $1 and template = 'cell-call'", [
    id,
  ]);
  expect(called).toHaveLength(2);
});
