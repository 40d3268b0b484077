import { mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import type { Actor } from "#machines/effects.ts";
import type { FoundClaim } from "#machines/step.ts";

/** Who holds one of these names in the dispositif; what the asker may not read is told by its public side alone. */
export async function claimedBy(
  sql: Sql,
  dispositif: string,
  { names, dossier, tenures }: { names: string[]; dossier: string; tenures: Held[] },
): Promise<FoundClaim | undefined> {
  const [found] = await sql.query<FoundClaim>(
    `select d.id dossier, d.ref, d.title, d.state from claimed_name c join dossier d on d.id = c.dossier_id
      where c.dispositif_id = $1 and c.name = any($2::text[]) and c.dossier_id <> $3 order by d.opened_at, d.id limit 1`,
    [dispositif, names, dossier],
  );
  if (!found) return undefined;
  return { ...found, readable: await mayOnDossier(sql, tenures, "dossier.read", found.dossier) };
}

/** The function in which somebody acts, as rights are asked of it. */
export const heldIn = ({ function: role, organisation }: Actor): Held[] =>
  role ? [{ function: role, organisation: organisation ?? null }] : [];
