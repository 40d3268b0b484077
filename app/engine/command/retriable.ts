import type { Sql } from "#app/platform/database/database.ts";
import { InputRefused } from "../input.ts";
import { failedLate } from "../outbox/failed.sql.ts";

const refuse = (path: string, message: string) => new InputRefused([{ path, message }]);

/**
 * Only what failed is sent again, and not to an address that this alert already went to.
 * @throws InputRefused
 */
export async function requireRetriable(
  sql: Sql,
  dossier: string,
  { delivery, address }: { delivery: string; address?: string | undefined },
): Promise<void> {
  if (delivery === "all") return requireGivenUp(sql, dossier, address);
  const [row] = await sql.query<{ state: string; late: boolean; twin: boolean }>(
    `select d.state, ${failedLate()} late, exists (select 1 from delivery t where t.notice_id = d.notice_id and t.id <> d.id
       and t.organisation_id = d.organisation_id and t.function = d.function and t.channel = d.channel
       and t.address = coalesce($3, d.address)) twin
     from delivery d where d.id = $1 and d.dossier_id = $2`,
    [delivery, dossier, address ?? null],
  );
  if (!row) throw refuse("delivery", "Cet envoi n'existe pas dans ce dossier.");
  if ((row.state === "sent" && !row.late) || row.state === "cancelled")
    throw refuse("delivery", "Cet envoi n'a pas échoué : il n'y a rien à renvoyer.");
  if (row.state === "held")
    throw refuse("delivery", "Cet envoi est retenu par le verrou : la direction de crise en décide.");
  if (row.twin) throw refuse("address", "Cette alerte est déjà partie vers cette adresse.");
}

/** All at once is for an outage: each to its own address. */
async function requireGivenUp(sql: Sql, dossier: string, address: string | undefined): Promise<void> {
  if (address) throw refuse("address", "Une adresse se corrige envoi par envoi, pas pour tous à la fois.");
  const dead = await sql.query("select 1 from delivery where dossier_id = $1 and state = 'dead' limit 1", [
    dossier,
  ]);
  if (dead.length === 0) throw refuse("delivery", "Ce dossier n'a pas d'envoi abandonné.");
}
