import { Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held, Right } from "#app/platform/permissions.ts";
import type { Actor, Effect } from "#machines/effects.ts";

type Needs = NonNullable<Extract<Effect, { do: "tell" }>["needs"]>;

/**
 * Whether whoever acts may have another dossier do this: they hold the right on it in the function they act in, or
 * the person named holds it in any function of theirs, at that instant. The console itself holds none.
 * @throws Forbidden
 */
export async function requireNeeded(
  sql: Sql,
  { right, or }: Needs,
  dossier: string,
  by: Actor,
  at: Date,
): Promise<void> {
  const wanted = right as Right;
  const own: Held[] =
    by.kind === "person" && by.function
      ? [{ function: by.function, organisation: by.organisation ?? null }]
      : [];
  if (own.length > 0 && (await mayOnDossier(sql, own, wanted, dossier))) return;
  if (or && by.kind === "person" && (await mayOnDossier(sql, await heldBy(sql, or, at), wanted, dossier)))
    return;
  throw new Forbidden(wanted);
}

/** Functions that someone holds at an instant. */
async function heldBy(sql: Sql, person: string, at: Date): Promise<Held[]> {
  const rows = await sql.query<{ function: string; organisation: string | null }>(
    `select t.function, t.organisation_id organisation from tenure t join person p on p.id = t.person_id
      where t.person_id = $1::uuid and p.closed_at is null and t."from" <= $2::timestamptz
        and (t.until is null or t.until > $2::timestamptz)`,
    [person, at.toISOString()],
    true,
  );
  return rows.map(({ function: role, organisation }) => ({
    function: role,
    organisation: organisation ? { id: organisation } : null,
  }));
}
