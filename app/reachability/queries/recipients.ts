import type { Sql } from "#app/platform/database/database.ts";
import { recipientsSql } from "./recipients.sql.ts";
import { asRef, type Outcome } from "./test-result.ts";

export type RecipientFilter = {
  departement?: string | undefined;
  fn?: string | undefined;
  state?: string | undefined;
};
export type RecipientRow = {
  id: string;
  name: string;
  function: string;
  alert: string;
  address: string;
  via: string;
  why: string | null;
  organisationKey: string;
  organisation: string;
  uai: string | null;
  departement: string | null;
  state: Outcome;
  answeredAt: Date | null;
};

const PAGE = 50;
const EXPORT_PAGE = 2_000;
const COLUMNS = `id, name, function, alert, address, via, why, organisation_key "organisationKey", organisation, uai, departement,
  state, acked_at "answeredAt"`;

/** One page of those tested: who must be seen to first, then by organisation. `page` counts from 1. */
export async function recipients(sql: Sql, dossier: string, filter: RecipientFilter, page: number) {
  const rows = await sql.query<RecipientRow & { count: number }>(
    `select ${COLUMNS}, count(*) over ()::int count from (${recipientsSql("$1::uuid")}) r
      where ($2::text is null or departement = $2) and ($3::text is null or alert = $3) and ($4::text is null or state = $4)
      order by array_position(array['failed', 'changed', 'derived', 'silent', 'waiting', 'reachable'], state), organisation, id
      limit ${PAGE} offset $5::int`,
    [dossier, filter.departement ?? null, filter.fn ?? null, filter.state ?? null, (page - 1) * PAGE],
  );
  return { rows: rows.map(({ count: _, ...row }) => row), pages: Math.ceil((rows[0]?.count ?? 0) / PAGE) };
}

/** All of them, page after page, for an export. */
export async function* allRecipients(sql: Sql, dossier: string): AsyncGenerator<RecipientRow> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows: RecipientRow[] = await sql.query<RecipientRow>(
      `select ${COLUMNS} from (${recipientsSql("$1::uuid")}) r where id > $2::uuid order by id limit ${EXPORT_PAGE}`,
      [dossier, after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = last.id;
  }
}

/** Tests that wait for this very person's answer; no right is needed to answer for oneself. */
export const askedOfMe = (sql: Sql, person: string, ref: string) =>
  sql.query<{ id: string; title: string; organisation: string; answer: string | null }>(
    `select d.id, s.title, o.name organisation, d.answer
       from delivery d join dossier s on s.id = d.dossier_id and s.kind = 'reachability' and s.ref = $2
       join notice n on n.id = d.notice_id and n.key = 'test' join organisation o on o.id = d.organisation_id
      where d.person_id = $1::uuid order by o.name`,
    [person, asRef(ref)],
  );
