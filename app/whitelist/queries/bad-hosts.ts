import type { Sql } from "#app/platform/database/database.ts";

/** The lists that are there, and where one host is named, if one is looked for. */
export async function badHostsPage(sql: Sql, asked: string) {
  const host = asked
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/:?#].*$/, "")
    .replace(/\.$/, "");
  const parts = host.split(".");
  const [lists, found] = await Promise.all([
    sql.query<{ source: string; count: number; at: Date }>(
      `select source, count(*)::int "count",
              coalesce((select max(r.started_at) from import_run r where r.kind = 'hotes-signales'
                 and (r.file = source or r.file like source || ' (%')), max(added_at)) "at"
         from bad_host group by source order by source limit 200`,
    ),
    host
      ? sql.query<{ host: string; reason: string; source: string }>(
          "select host, reason, source from bad_host where host = any($1::text[]) order by length(host) desc, source limit 20",
          [parts.map((_, n) => parts.slice(n).join("."))],
        )
      : [],
  ]);
  return { host, lists: lists.map((one) => ({ ...one, at: one.at.toISOString() })), found };
}

/** A list kept between its preview and its import. */
export async function keepHostDraft(
  sql: Sql,
  person: string,
  { source, file, text, hash }: { source: string; file: string; text: string; hash: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into bad_host_draft (person_id, source, file, text, hash, at) values ($1, $2, $3, $4, $5, $6::timestamptz)
     on conflict (person_id) do update set source = excluded.source, file = excluded.file, text = excluded.text,
       hash = excluded.hash, at = excluded.at`,
    [person, source, file, text, hash, now.toISOString()],
  );
}

/** Takes it out: confirmed twice, the second finds nothing. Undefined when it is no longer that one. */
export async function takeHostDraft(sql: Sql, person: string, hash: string) {
  const [draft] = await sql.query<{ source: string; file: string; text: string }>(
    "delete from bad_host_draft where person_id = $1 and hash = $2 returning source, file, text",
    [person, hash],
  );
  return draft;
}
