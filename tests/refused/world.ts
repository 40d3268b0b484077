import { rebuildCoverage } from "#app/directory/coverage.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Role, roles } from "#app/platform/permissions.ts";
import { callerOfToken } from "#app/platform/token/caller-of-token.ts";
import { tokenFor } from "../api/call-api.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { NIGHT, withConvention, withOrganisations } from "../support/world.ts";

/** Where someone stands to a dossier, from the nearest. */
export const places = {
  "own organisation": "0781024P",
  "same dispositif, other organisation": "0781121V",
  "other dispositif": "0060042X",
} as const;
export type Standing = keyof typeof places;

export type Someone = { token: string; caller: Caller };

/** One incident in a school of Versailles, and every role at that school, at another one, and in Beaulieu. */
export async function everyRoleEverywhere(db: Database) {
  const v = await smallVersailles(db);
  await withConvention(db, "ent-beaulieu-dsden06");
  await withOrganisations(db, [
    { key: "0060042X", kind: "ecole", schoolType: "ecole", uai: "0060042X", academie: "Nice", departement: "06", communeInsee: "06011", parent: "dsden-06" },
  ]); // biome-ignore format: one organisation a line
  await rebuildCoverage(db);
  const { id } = await declareIncident(db, v.rssi, declaration(), NIGHT);
  const [delivery] = await db.query<{ id: string }>("select id from delivery where dossier_id = $1 limit 1", [
    id,
  ]);
  const people = new Map<string, Someone>();
  for (const role of roles)
    for (const [standing, key] of Object.entries(places)) {
      const token = await tokenAt(db, role, key);
      const caller = await callerOfToken(db, token, NIGHT);
      people.set(`${role} ${standing}`, { token, caller: caller as Caller });
    }
  return {
    dossier: id,
    delivery: delivery?.id ?? "",
    who: (role: Role, standing: Standing) => people.get(`${role} ${standing}`) as Someone,
  };
}

/** Functions of the whole console are held nowhere in particular. */
const tokenAt = (db: Database, role: Role, key: string) =>
  role === "administrateur" || role === "auditeur"
    ? tokenFor(db, role)
    : tokenFor(db, role, key, key === "0060042X" ? "beaulieu" : "versailles");
