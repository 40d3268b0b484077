import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { NotFound } from "#app/engine/errors.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import { named } from "../homologation/support.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT, withPerson } from "../support/world.ts";
import { cellsOf, everyone, expectRight, granted, thrownBy } from "./table.ts";
import { everyRoleEverywhere } from "./world.ts";

let db: Database;
let world: Awaited<ReturnType<typeof everyRoleEverywhere>>;
const dossiers = { instance: "", meeting: "" };
const at = later(NIGHT, 60 * 24 * 10).toISOString();
beforeAll(async () => {
  db = await freshDatabase();
  world = await everyRoleEverywhere(db);
  await ensureInstances(db, NIGHT);
  const rssi = await withPerson(db, {
    function: "rssi",
    at: "academie-versailles",
    email: "rssi4@x.example.invalid",
  });
  const head = await withPerson(db, {
    function: "chefEtablissement",
    at: "0781024P",
    email: "head4@x.example.invalid",
  });
  const [row] = await db.query<{ id: string; seat: string }>(
    `select id, context->'seats'->0->>'key' seat from dossier
      where kind = 'instance' and columns->>'key' = 'comite-pilotage' and ref like 'INS-%' order by ref limit 1`,
  );
  dossiers.instance = row?.id ?? "";
  // Whoever sits there makes the instance and its meetings their organisation's own.
  const filled = { type: "seat.filled", seat: row?.seat, holder: named(head) };
  await sendEvent(db, rssi, dossiers.instance, filled, NIGHT);
  const plan = { dispositif: "versailles", instance: "comite-pilotage", at };
  dossiers.meeting = (await planMeeting(db, rssi, plan, NIGHT)).id;
});
afterAll(() => db.close());

/** One event for each right; whether the dossier takes it now, from that seat, is another matter. */
const cases: [Right, keyof typeof dossiers, Record<string, unknown>][] = [
  ["meeting.prepare", "instance", { type: "seat.vacated", seat: "s", who: randomUUID(), reason: "Départ." }],
  ["meeting.prepare", "meeting", { type: "item.removed", item: randomUUID() }],
  ["meeting.sit", "meeting", { type: "meeting.opened" }],
];
const cells = cellsOf(cases.map(([right, kind, body]) => ({ right, kind, body })));

test.each(cells)("$role, $standing: $right on $kind", async ({ right, kind, body, role, standing }) => {
  const { caller } = world.who(role, standing);
  const error = await thrownBy(sendEvent(db, caller, dossiers[kind], body, NIGHT));
  expectRight(error, { role, standing, right });
});

test.each(everyone)("$role, $standing: plans a meeting", async ({ role, standing }) => {
  const { caller } = world.who(role, standing);
  const plan = { dispositif: "versailles", instance: "comite-pilotage", at };
  const error = await thrownBy(planMeeting(db, caller, plan, NIGHT));
  if (!granted(role, "dossier.read", standing)) return expect(error).toBeInstanceOf(NotFound);
  if (!granted(role, "meeting.prepare", standing))
    return expect(error).toMatchObject(new Forbidden("meeting.prepare"));
  expect(error).toBeNull();
});

test("a meeting that was not called is opened by nobody, and an auditor opens none", async () => {
  const own = world.who("rssi", "own organisation").caller;
  const open = sendEvent(db, own, dossiers.meeting, { type: "meeting.opened" }, NIGHT);
  await expect(open).rejects.toMatchObject({ refusal: { rule: "TOCSIN-CYCLE" } });
  const auditor = world.who("auditeur", "own organisation").caller;
  await expect(sendEvent(db, auditor, dossiers.meeting, { type: "meeting.opened" }, NIGHT)).rejects.toThrow(
    Forbidden,
  );
});
