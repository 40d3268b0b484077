import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireOnDossier } from "./api-journal.ts";

type Row = {
  id: string;
  notice: string;
  template: string;
  seq: number;
  organisation: string;
  role: string;
  name: string;
  address: string;
  channel: string;
  rule: string;
  article: string;
  via: string;
  about: string | null;
  state: string;
  attempts: number;
  decided_at: Date;
  sent_at: Date | null;
  seen_at: Date | null;
  acked_at: Date | null;
  answer: string | null;
  provider_id: string | null;
  last_error: string | null;
  history: { state: string; at: string; detail?: string | null }[];
};

/**
 * Each delivery of a dossier with its states and times, by wave.
 * Someone whose organisation was only alerted, among 1,081 others, sees what was sent to it and to those below it:
 * the answers and addresses of the others are not theirs to read.
 * @param after last delivery of the page before: the entry that decided it, and its id.
 * @throws NotFound, Forbidden
 */
export async function deliveriesPage(
  sql: Sql,
  caller: Caller,
  dossier: string,
  { after, limit }: { after: [number, string]; limit: number },
) {
  await requireOnDossier(sql, caller, "delivery.read", dossier);
  const rows = await sql.query<Row>(
    `with ${visible}
     select d.id, n.key notice, n.template, n.seq, o.key organisation, d.function "role", d.name, d.address, d.channel,
            d.rule, d.article, d.via, d.about_id about, d.state, d.attempts, n.created_at decided_at, d.sent_at, d.seen_at,
            d.acked_at, d.answer, d.provider_id, d.last_error, d.history
       from delivery d join notice n on n.id = d.notice_id join organisation o on o.id = d.organisation_id
      where d.dossier_id = $1 and (n.seq, d.id) > ($4::int, $5::uuid)
        and ((select yes from whole) or d.organisation_id in (select id from below))
      order by n.seq, d.id limit $6`,
    [dossier, ...reachParams(caller), after[0], after[1], limit + 1],
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(told),
    next: last ? ([last.seq, last.id] as [number, string]) : null,
  };
}

/** $2: organisations whose dispositif-wide right counts (null: everywhere); $3: every organisation of the caller. */
const visible = `recursive below(id) as (
    select unnest($3::uuid[])
    union select o.id from below join organisation o on o.parent_id = below.id
  ), place(id) as (
    select organisation_id from dossier where id = $1
    union select o.parent_id from place join organisation o on o.id = place.id where o.parent_id is not null
  ), whole as (
    select $2::uuid[] is null
      or exists (select 1 from dossier x join coverage c on c.dispositif_id = x.dispositif_id
                  where x.id = $1 and c.organisation_id = any($2::uuid[]))
      or exists (select 1 from dossier_access a where a.dossier_id = $1 and a.via <> 'alerted'
                  and a.organisation_id = any($3::uuid[]))
      or exists (select 1 from place where id = any($3::uuid[])) as yes
  )`;

function reachParams({ tenures }: Caller): [string[] | null, string[]] {
  const reach = reachOf(tenures, "delivery.read");
  return [reach.all ? null : reach.dispositif, [...reach.own, ...reach.dispositif]];
}

const iso = (at: Date | null) => at && new Date(at).toISOString();

function told({
  seq: _,
  decided_at,
  sent_at,
  seen_at,
  acked_at,
  provider_id,
  last_error,
  history,
  ...row
}: Row) {
  return {
    ...row,
    decidedAt: new Date(decided_at).toISOString(),
    sentAt: iso(sent_at),
    seenAt: iso(seen_at),
    ackedAt: iso(acked_at),
    providerId: provider_id,
    lastError: last_error,
    history,
  };
}
