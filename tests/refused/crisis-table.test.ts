import { afterAll, beforeAll, expect, test } from "vitest";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { prepareExercise } from "#app/exercise/commands/prepare-exercise.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { freshDatabase } from "../support/databases.ts";
import { NIGHT, withPerson } from "../support/world.ts";
import { cellsOf, everyone, expectRight, granted, thrownBy } from "./table.ts";
import { everyRoleEverywhere } from "./world.ts";

let db: Database;
let world: Awaited<ReturnType<typeof everyRoleEverywhere>>;
let dossiers: Record<"crisis" | "lock" | "runbook" | "exercise", string>;
beforeAll(async () => {
  db = await freshDatabase();
  world = await everyRoleEverywhere(db);
  await ensureRunbooks(db, NIGHT);
  const rssi = await withPerson(db, {
    function: "rssi",
    at: "academie-versailles",
    email: "rssi2@x.example.invalid",
  });
  const { id: crisis } = await openCrisis(db, rssi, opening, NIGHT);
  const [lock] = await db.query<{ id: string }>(
    "select l.id from dossier l join dispositif d on d.id = l.dispositif_id where l.kind = 'lock' and d.key = 'versailles'",
  );
  const [runbook] = await db.query<{ id: string }>(
    "select r.id from dossier r join dispositif d on d.id = r.dispositif_id where r.kind = 'runbook' and d.key = 'versailles' limit 1",
  );
  const { id: exercise } = await prepareExercise(
    db,
    rssi,
    {
      ...{ dispositif: "versailles", runbook: opening.runbook, organisation: opening.organisation },
      ...{ category: opening.category, title: "Exercice", summary: opening.summary, objectives: ["Voir."] },
      ...{ players: [{ id: rssi.person.id }], injects: [], grid: [] },
    },
    NIGHT,
  );
  dossiers = { crisis, lock: lock?.id ?? "", runbook: runbook?.id ?? "", exercise };
  // A school of its own is concerned by the crisis, as by its incident.
  for (const dossier of Object.values(dossiers))
    await db.query(
      `insert into dossier_access (dossier_id, organisation_id, via)
       select $1, id, 'place' from organisation where key = '0781024P' on conflict do nothing`,
      [dossier],
    );
});
afterAll(() => db.close());

const opening = {
  dispositif: "versailles",
  runbook: "messagerie-ent-compromise",
  organisation: "0781024P",
  title: "Menaces",
  summary: "Des menaces partent de comptes volés.",
  category: "threat-messages",
  perimeter: "school",
  awareAt: NIGHT.toISOString(),
};

/** One event for each right; what the convention or the cell then says of it is another matter. */
const cases: [Right, keyof typeof dossiers, Record<string, unknown>][] = [
  ["crisis.direct", "crisis", { type: "crisis.stood-down", reason: "" }],
  ["crisis.direct", "crisis", { type: "cell.strategic-opened", reason: "Il le faut." }],
  ["crisis.act", "crisis", { type: "step.taken", step: "recenser-comptes" }],
  ["crisis.approve", "crisis", { type: "press.approved", key: "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001" }],
  ["lock.attest", "lock", { type: "attestation.checked", channel: "third-party:sms-rectorat", checkedAt: NIGHT.toISOString(), proof: "Attestation RGS" }],
  ["runbook.write", "runbook", { type: "runbook.submitted" }],
  ["runbook.approve", "runbook", { type: "runbook.enforced" }],
  ["exercise.conduct", "exercise", { type: "exercise.cancelled", reason: "Reporté." }],
  ["exercise.take-part", "exercise", { type: "observation.noted", criterion: "verrou", observed: "yes" }],
]; // biome-ignore format: one case a line
const cells = cellsOf(cases.map(([right, kind, body]) => ({ right, kind, body, type: body.type })));

test.each(cells)("$role, $standing: $right by $type", async ({ right, kind, body, role, standing }) => {
  const { caller } = world.who(role, standing);
  const error = await thrownBy(sendEvent(db, caller, dossiers[kind], body, NIGHT));
  expectRight(error, { role, standing, right });
});

test.each(everyone)(
  "$role, $standing: opens a crisis only with the right, and where the convention lets",
  async ({ role, standing }) => {
    const { caller } = world.who(role, standing);
    const error = await thrownBy(openCrisis(db, caller, opening, NIGHT));
    if (granted(role, "crisis.opened", standing))
      expect(error === null || error instanceof RuleRefused).toBe(true);
    else expect(error).toMatchObject(new Forbidden("crisis.opened"));
  },
);

test("a refusal is kept, with who tried and why", async () => {
  const { caller } = world.who("dpd", "own organisation");
  await sendEvent(db, caller, dossiers.crisis, { type: "crisis.stood-down", reason: "Non." }, NIGHT).catch(
    () => {},
  );
  const [kept] = await db.query(
    "select reason, type, because from refusal where dossier_id = $1 and reason = 'right' order by id desc limit 1",
    [dossiers.crisis],
  );
  expect(kept).toEqual({
    reason: "right",
    type: "crisis.stood-down",
    because: "Il vous manque le droit « crisis.direct » pour cela.",
  });
});
