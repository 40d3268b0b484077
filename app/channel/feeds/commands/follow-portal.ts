import { NotFound } from "#app/engine/errors.ts";
import { hookErrors as say } from "#app/messages/hooks.ts";
import { subscriptions } from "#app/messages/subscriptions.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { urlProblem } from "../../hooks/commands/save-hook.ts";
import { dispositifHere } from "../../queries/dispositif-here.ts";
import { profiles } from "../../settings.ts";

const words = subscriptions.in;
export type PortalInput = { name: string; url: string; profiles: string[] };

/**
 * Follows the feed of a portal: its news to come are proposed in the name of whoever asked, in a function of theirs
 * that the dispositif covers.
 * @returns the fields to correct; none when it is followed.
 * @throws NotFound when the dispositif's channels are not the caller's.
 */
export async function followPortal(
  sql: Sql,
  caller: Caller,
  dispositif: string,
  input: PortalInput,
  { now, inside }: { now: Date; inside: readonly string[] },
): Promise<{ path: string; message: string }[]> {
  const here = await dispositifHere(sql, caller.tenures, dispositif);
  if (!here) throw new NotFound(say.unknown);
  const name = input.name.trim();
  const url = input.url.trim();
  const meant = input.profiles.filter((one) => (profiles as readonly string[]).includes(one));
  const covered = await sql.query<{ id: string }>(
    "select organisation_id id from coverage where dispositif_id = $1::uuid and organisation_id = any($2::uuid[])",
    [here.id, caller.tenures.flatMap(({ organisation }) => organisation?.id ?? [])],
  );
  const tenure = caller.tenures.find(({ organisation }) => covered.some(({ id }) => id === organisation?.id));
  const errors = [
    ...(name && name.length <= 80 ? [] : [{ path: "name", message: say.name }]),
    ...(await urlProblem(url, inside)),
    ...(meant.length > 0 ? [] : [{ path: "profiles", message: words.noProfile }]),
    ...(tenure ? [] : [{ path: "name", message: words.noPlace }]),
  ];
  if (errors.length > 0 || !tenure?.organisation) return errors;
  const rows = await sql.query(
    `insert into feed_in (dispositif_id, person_id, function, organisation_id, name, url, profiles, next_at, created_at)
     values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7::text[], $8::timestamptz, $8::timestamptz)
     on conflict (dispositif_id, url) do nothing returning id`,
    [here.id, caller.person.id, tenure.function, tenure.organisation.id, name, url, meant, now.toISOString()],
  );
  return rows.length > 0 ? [] : [{ path: "url", message: words.taken }];
}

/** The drafts that it gave stay. @throws NotFound */
export async function leavePortal(
  sql: Sql,
  tenures: Held[],
  where: { dispositif: string; portal: string },
): Promise<void> {
  const here = await dispositifHere(sql, tenures, where.dispositif);
  if (!here) throw new NotFound(say.unknown);
  await sql.query("delete from feed_in where id::text = $1 and dispositif_id = $2::uuid", [
    where.portal,
    here.id,
  ]);
}
