import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { NIGHT, withConvention, withOrganisations, withPerson } from "./world.ts";

const school = (uai: string, name: string, departement: string, academie: string, type = "college") => ({
  key: uai,
  kind: "etablissement",
  schoolType: type,
  name,
  uai,
  academie,
  departement,
  parent: `dsden-${departement}`,
});

/** A small Grand Est: three académies, the Région, the provider, four schools, and those who sit in a cell. */
export async function smallGrandEst(db: Database) {
  await withConvention(db, "mbn-grand-est");
  await withOrganisations(db, [
    school("0511234A", "Collège Joliot-Curie", "51", "Reims"),
    school("0511235B", "Lycée Clemenceau", "51", "Reims", "lycee"),
    school("0541236C", "Collège Callot", "54", "Nancy-Metz"),
    school("0671237D", "Lycée Kléber", "67", "Strasbourg", "lycee"),
  ]);
  await rebuildCoverage(db);
  await ensureRunbooks(db, NIGHT);
  const at = (fn: string, key: string, name: string) => withPerson(db, { function: fn, at: key, name });
  return {
    direction: await at("recteur", "academie-reims", "Recteur Reims"),
    rssi: await at("rssi", "academie-reims", "RSSI Reims"),
    rssiNancy: await at("rssi", "academie-nancy-metz", "RSSI Nancy"),
    dane: await at("dane", "academie-reims", "DANE Reims"),
    dpd: await at("dpd", "academie-reims", "DPD Reims"),
    region: await at("elu", "region-grand-est", "Élu Région"),
    regionRssi: await at("rssi", "region-grand-est", "RSSI Région"),
    exploitant: await at("exploitant", "prestataire-mbn", "Exploitant"),
    head: await at("chefEtablissement", "0511234A", "Principale"),
  };
}
export type GrandEst = Awaited<ReturnType<typeof smallGrandEst>>;

export const crisisOpening = (more: Record<string, unknown> = {}) => ({
  dispositif: "mbn",
  runbook: "messagerie-ent-compromise",
  organisation: "academie-reims",
  title: "Menaces envoyées depuis des comptes volés",
  summary: "Depuis 2 h 10, des comptes d’élèves envoient des menaces à toute leur école.",
  category: "threat-messages",
  perimeter: "dispositif",
  personalData: true,
  awareAt: "2026-03-24T01:30:00Z",
  ...more,
});

/** Someone acts on a crisis: `act(direction, "step.taken", { step })`, a minute later each time. */
export function acting(db: Database, dossier: string, start = NIGHT) {
  let minutes = 0;
  const clock = {
    now: () => new Date(start.getTime() + minutes * 60_000),
    pass: (n: number) => (minutes += n),
  };
  const act = (caller: Caller, type: string, data: Record<string, unknown> = {}) => {
    minutes += 1;
    return sendEvent(db, caller, dossier, { type, ...data }, clock.now());
  };
  return { act, clock };
}

/** A crisis active, its direction and RSSI seated. */
export async function activeCrisis(db: Database, people: GrandEst, more: Record<string, unknown> = {}) {
  const opened = await openCrisis(db, people.rssi, crisisOpening(more), NIGHT);
  const { act, clock } = acting(db, opened.id);
  await act(people.rssi, "crisis.qualified", {
    severity: "major",
    perimeter: "dispositif",
    personalData: true,
    reason: "Trois académies touchées.",
  });
  await act(people.direction, "crisis.activated", {
    criteria: ["menaces-recues"],
    unapproved: "Aucune commission ne s’est encore tenue.",
  });
  await act(people.rssi, "member.joined", { role: "rssi" });
  return { ...opened, act, clock };
}
