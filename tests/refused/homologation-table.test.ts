import { afterAll, beforeAll, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { ensureHomologationContent } from "#app/homologation/commands/ensure-content.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Database } from "#app/platform/database/database.ts";
import { permissions, type Right, roles } from "#app/platform/permissions.ts";
import { freshDatabase } from "../support/databases.ts";
import { NIGHT, withPerson } from "../support/world.ts";
import { cellsOf, expectRight, thrownBy } from "./table.ts";
import { everyRoleEverywhere } from "./world.ts";

let db: Database;
let world: Awaited<ReturnType<typeof everyRoleEverywhere>>;
const dossiers = { system: "", homologation: "" };
beforeAll(async () => {
  db = await freshDatabase();
  world = await everyRoleEverywhere(db);
  await ensureHomologationContent(db, NIGHT);
  const rssi = await withPerson(db, {
    function: "rssi",
    at: "academie-versailles",
    email: "rssi3@x.example.invalid",
  });
  const other = { name: "Prestataire" };
  const given = {
    dispositif: "versailles",
    key: "ent",
    name: "ENT",
    nature: "ent",
    operator: other,
    host: other,
  };
  const owner = { key: "0781024P", name: "École" };
  dossiers.system = (await registerSystem(db, rssi, { ...given, owner }, NIGHT)).id;
  dossiers.homologation = (await openHomologation(db, rssi, dossiers.system, NIGHT)).id;
});
afterAll(() => db.close());

/** One event for each right; whether the dossier takes it now is another matter. */
const cases: [Right, keyof typeof dossiers, Record<string, unknown>][] = [
  ["system.manage", "system", { type: "system.described", name: "ENT" }],
  ["homologation.prepare", "homologation", { type: "homologation.readied" }],
  ["homologation.advise", "homologation", { type: "opinion.given", opinion: "favourable", text: "Oui." }],
  ["homologation.decide", "homologation", { type: "homologation.withdrawn", reason: "Non." }],
];
const cells = cellsOf(cases.map(([right, kind, body]) => ({ right, kind, body })));

test.each(cells)("$role, $standing: $right", async ({ right, kind, body, role, standing }) => {
  const { caller } = world.who(role, standing);
  const error = await thrownBy(sendEvent(db, caller, dossiers[kind], body, NIGHT));
  expectRight(error, { role, standing, right });
});

test("who prepares does not decide, and who decides does not prepare (RGS, article 5)", () => {
  for (const role of roles)
    if (permissions[role]["homologation.decide"])
      expect(permissions[role]["homologation.prepare"]).toBeUndefined();
});
