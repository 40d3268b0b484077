import type { Database } from "#app/platform/database/database.ts";
import { someone } from "../people.ts";
import type { Say } from "./cell.ts";

/** What the play stands on. */
export type Stage = {
  db: Database;
  say: Say;
  secret: string;
  /** Sends all that is due at that hour. */
  send(now: Date): Promise<void>;
};
export const DISPOSITIF = "mbn";

/** Those who play, by their part. */
export async function cast(db: Database) {
  const at = (fn: string, kind: string, key?: string) =>
    someone(db, DISPOSITIF, { function: fn, kind, ...(key && { at: key }) });
  return {
    direction: await at("recteur", "academie", "academie-reims"),
    rssi: await at("rssi", "academie", "academie-reims"),
    dane: await at("dane", "academie", "academie-reims"),
    dpd: await at("dpd", "academie", "academie-reims"),
    exploitant: await at("exploitant", "prestataire"),
    region: await at("elu", "region"),
    head: await at("chefEtablissement", "etablissement"),
  };
}
export type Cast = Awaited<ReturnType<typeof cast>>;
