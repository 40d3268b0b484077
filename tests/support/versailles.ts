import { rebuildCoverage } from "#app/directory/coverage.ts";
import type { Database } from "#app/platform/database/database.ts";
import { NIGHT, withConvention, withOrganisations, withPerson } from "./world.ts";

/** A small Versailles: two schools of one commune, their circonscription, an IEN, an RSSI, a maire. */
export async function smallVersailles(db: Database) {
  await withConvention(db, "ent-ecoles-versailles");
  const common = { academie: "Versailles", departement: "78" };
  await withOrganisations(db, [
    { key: "dsden-78", kind: "dsden", ...common, parent: "academie-versailles" },
    { key: "0780580G", kind: "circonscription", name: "Circonscription de Versailles", ...common, parent: "dsden-78", uai: "0780580G" },
    { key: "commune-78646", kind: "commune", name: "Versailles", ...common, communeInsee: "78646" },
    { key: "0781024P", kind: "ecole", schoolType: "ecole", name: "École Richard Mique", uai: "0781024P", ...common, communeInsee: "78646", parent: "0780580G" },
    { key: "0781121V", kind: "ecole", schoolType: "ecole", name: "École des Écuyers", uai: "0781121V", ...common, communeInsee: "78646", parent: "0780580G" },
  ]); // biome-ignore format: one organisation a line
  await rebuildCoverage(db);
  const rssi = await withPerson(db, { function: "rssi", at: "academie-versailles" });
  const ien = await withPerson(db, { function: "ien", at: "0780580G" });
  const head = await withPerson(db, { function: "chefEtablissement", at: "0781024P" });
  const mayor = await withPerson(db, { function: "elu", at: "commune-78646" });
  return { rssi, ien, head, mayor, now: NIGHT };
}

export const declaration = (more: Record<string, unknown> = {}) => ({
  dispositif: "versailles",
  organisation: "0781024P",
  title: "Messages de menace envoyés depuis un compte d'élève",
  description: "Un compte d'élève a envoyé quarante messages de menace cette nuit. Le compte est bloqué.",
  category: "threat-messages",
  certainty: "proven",
  noticedAt: "2026-03-24T01:30:00Z",
  ...more,
});
