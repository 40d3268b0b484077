import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dossierForApi } from "#app/api/queries/dossier.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import { deliveriesPage } from "#app/incident/queries/api-deliveries.ts";
import { journalPage } from "#app/incident/queries/api-journal.ts";
import { type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { permissions, type Right, type Role, rights, roles } from "#app/platform/permissions.ts";
import { type PersonEvent, personEvents } from "#machines/incident/v1/events.ts";
import { callApi, qualified } from "../api/call-api.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration } from "../support/versailles.ts";
import { NIGHT } from "../support/world.ts";
import { everyone, granted, thrownBy } from "./table.ts";
import { everyRoleEverywhere, type Standing } from "./world.ts";

let db: Database;
let world: Awaited<ReturnType<typeof everyRoleEverywhere>>;
beforeAll(async () => {
  db = await freshDatabase();
  world = await everyRoleEverywhere(db);
});
// Only what failed can be sent again, whoever tried it before.
beforeEach(async () => {
  await db.query("update delivery set state = 'refused' where id = $1", [world.delivery]);
});
afterAll(() => db.close());

const events: Record<PersonEvent, () => Record<string, unknown>> = {
  "incident.completed": () => ({ note: "Le compte est bloqué." }),
  "incident.qualified": () => qualified(),
  "incident.handled": () => ({ note: "Pris en charge." }),
  "incident.followed-up": () => ({ text: "Suites données." }),
  "incident.closed": () => ({ reason: "Terminé." }),
  "incident.reopened": () => ({ reason: "Recommence." }),
  "note.added": () => ({ text: "Une note." }),
  "authority.notified": () => ({ authority: "cnil", notifiedAt: "2026-03-24T02:00:00Z" }),
  "task.done": () => ({ key: "gap-alert-1" }),
  "delivery.retried": () => ({ delivery: world.delivery }),
};
const reads = {
  "dossier.read": ["", (caller: Caller) => dossierForApi(db, caller, world.dossier, NIGHT)],
  "journal.read": [
    "/journal",
    (caller: Caller) => journalPage(db, caller, world.dossier, { after: 0, limit: 9 }),
  ],
  "delivery.read": [
    "/deliveries",
    (caller: Caller) =>
      deliveriesPage(db, caller, world.dossier, {
        after: [0, "00000000-0000-0000-0000-000000000000"],
        limit: 9,
      }),
  ],
} as const;

type Case = { role: Role; standing: Standing; right: Right };
const cells = (given: readonly string[]): Case[] =>
  everyone.flatMap((who) => given.map((right) => ({ ...who, right: right as Right })));
const name = "$role, $standing: $right";

/** An unknown dossier for who may not read it; else the missing right, by its name; else done, or a rule of the convention. */
function expectRefusal({ role, standing, right }: Case, status: number, body: Record<string, unknown>) {
  if (!granted(role, "dossier.read", standing)) return expect(status).toBe(404);
  if (!granted(role, right, standing)) return expect([status, body.right]).toEqual([403, right]);
  if (status === 422) return expect(body.type).toBe("urn:problem-type:tocsin:rule-refused");
  return expect(status).toBe(200);
}
async function expectThrown({ role, standing, right }: Case, work: Promise<unknown>) {
  const error = await thrownBy(work);
  if (!granted(role, "dossier.read", standing)) return expect(error).toBeInstanceOf(NotFound);
  if (!granted(role, right, standing)) return expect(error).toMatchObject(new Forbidden(right));
  return expect(error === null || error instanceof RuleRefused).toBe(true);
}

test.each(cells(Object.keys(events)))(name, async (cell) => {
  const { token, caller } = world.who(cell.role, cell.standing);
  const body = { type: cell.right, ...events[cell.right as PersonEvent]() };
  for (const verb of ["preview", "events"]) {
    const answer = await callApi(db, "POST", `/api/v1/dossiers/${world.dossier}/${verb}`, { token, body });
    expectRefusal(cell, answer.status, answer.body);
  }
  await expectThrown(cell, previewEvent(db, caller, world.dossier, body, NIGHT));
  await expectThrown(cell, sendEvent(db, caller, world.dossier, body, NIGHT));
});

test.each(cells(Object.keys(reads)))(name, async (cell) => {
  const { token, caller } = world.who(cell.role, cell.standing);
  const [path, read] = reads[cell.right as keyof typeof reads];
  const answer = await callApi(db, "GET", `/api/v1/dossiers/${world.dossier}${path}`, { token });
  expectRefusal(cell, answer.status, answer.body);
  await expectThrown(cell, read(caller));
  const listed = await callApi(db, "GET", "/api/v1/dossiers", { token });
  const ids = listed.body.items.map((one: { id: string }) => one.id);
  expect(ids.includes(world.dossier)).toBe(granted(cell.role, "dossier.read", cell.standing));
});

test.each(cells(["incident.declared"]))(name, async (cell) => {
  const { token, caller } = world.who(cell.role, cell.standing);
  const may = granted(cell.role, cell.right, cell.standing);
  for (const path of ["/api/v1/incidents/preview", "/api/v1/incidents"]) {
    const answer = await callApi(db, "POST", path, { token, body: declaration() });
    expect([answer.status, answer.body.right]).toEqual(
      may ? [path.endsWith("preview") ? 200 : 201, undefined] : [403, "incident.declared"],
    );
  }
  for (const command of [previewDeclaration, declareIncident]) {
    const work = command(db, caller, declaration(), NIGHT);
    if (may) await work;
    else await expect(work).rejects.toMatchObject(new Forbidden("incident.declared"));
  }
});

// A convention binds every organisation that its dispositif covers: there, own and dispositif are the same.
test.each(cells(["convention.read"]))(name, async ({ role, standing, right }) => {
  const { token } = world.who(role, standing);
  const { status } = await callApi(db, "GET", "/api/v1/dispositifs/versailles/lock", { token });
  const near =
    standing === "other dispositif" ? granted(role, right, standing) : permissions[role][right] !== undefined;
  expect(status).toBe(near ? 200 : 404);
});

test.each(cells(["attachment.added", "evidence.export"]))(name, async ({ role, standing, right }) => {
  const { caller } = world.who(role, standing);
  expect(await mayOnDossier(db, caller.tenures, right, world.dossier)).toBe(granted(role, right, standing));
});

test("every event of a person and every right has its test here, or is a right of pages alone", () => {
  const pages = [
    "directory.read",
    "directory.import",
    "convention.import",
    "people.manage",
    "channel.configure",
    "calendar.write",
  ];
  // Those of crises, locks, procedures and exercises: crisis-table.test.ts; of messages: communication-table.test.ts.
  const elsewhere = [
    "crisis.opened",
    "crisis.direct",
    "crisis.act",
    "crisis.approve",
    "lock.attest",
    "runbook.write",
    "runbook.approve",
    "system.manage",
    "homologation.prepare",
    "homologation.advise",
    "homologation.decide",
    // tests/federation/register.test.ts
    "federation.manage",
    "federation.decide",
    "communication.draft",
    "communication.approve",
    "communication.decide",
    "communication.review",
    // tests/reachability
    "reachability.run",
    "exercise.conduct",
    "exercise.take-part",
    // meeting-table.test.ts
    "meeting.prepare",
    "meeting.sit",
    // tests/whitelist/reported.test.ts
    "hosts.report",
    // tests/whitelist/rights.test.ts
    ...rights.filter((right) => right.startsWith("whitelist.")),
  ];
  const here = [...Object.keys(events), ...Object.keys(reads)];
  here.push("incident.declared", "convention.read", "attachment.added", "evidence.export");
  expect([...here, ...elsewhere, ...pages].sort()).toEqual([...rights].sort());
  expect(Object.keys(events).sort()).toEqual(Object.keys(personEvents).sort());
});

test("the table is the one that was reviewed", async () => {
  const width = Math.max(...rights.map((right) => right.length)) + 2;
  const lines = rights.map((right) => {
    const cellsOf = roles.map((role) => (permissions[role][right] ?? "–").padEnd(role.length + 1).padEnd(12));
    return `${right.padEnd(width)}${cellsOf.join("")}`.trimEnd();
  });
  const heads = roles.map((role) => role.padEnd(Math.max(role.length + 1, 12)));
  const table = [`${" ".repeat(width)}${heads.join("")}`.trimEnd(), ...lines, ""].join("\n");
  await expect(table).toMatchFileSnapshot("permission-table.txt");
});
