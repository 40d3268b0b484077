import type { Sql } from "../../platform/database/database.ts";

/** What became of the staged organisations: the file's own rows, and the levels deduced from them by kind. */
export type Applied = {
  added: number;
  changed: number;
  left: number;
  closed: number;
  deduced: Record<string, number>;
};

export type Source = {
  /** Written on what is added. */
  source: string;
  /** Sources whose organisations the file may overwrite. */
  owned: string[];
  now: Date;
};

const FIELDS = [
  "siren",
  "school_type",
  "sector",
  "academie",
  "departement",
  "region",
  "commune_insee",
  "commune_name",
  "street",
  "postal_code",
  "phone",
];
const MERGED = [
  "name",
  "uai",
  ...FIELDS,
  "mail",
  "mail_state",
  "parent_id",
  "closed_at",
  "source",
  "source_key",
];

// An address given beats one derived from a pattern, which beats one that is none.
const worth = (row: string) =>
  `(case when ${row}.mail is null then 0 when ${row}.mail_state = 'ok' then 3 when ${row}.mail_state = 'derived' then 2 else 1 end)`;
const row = (alias: string) => `(${MERGED.map((column) => `${alias}.${column}`).join(", ")})`;

/**
 * A file overwrites what came from files of its kind, and only fills the gaps of what a convention, a person or
 * the demo wrote; what a file leaves empty never erases what is known. The IEN of a school is not lost to a file
 * that knows only its département.
 */
const MERGE = `
  select o.id, s.own, take.it as take, case when take.it then s.fingerprint else o.fingerprint end as fingerprint,
    case when take.it then s.name else o.name end as name,
    case when exists (select 1 from organisation x where x.uai = s.uai and x.id <> o.id) then o.uai
         else coalesce(o.uai, s.uai) end as uai,
    ${FIELDS.map((f) => `case when take.it then coalesce(s.${f}, o.${f}) else coalesce(o.${f}, s.${f}) end as ${f}`).join(",\n    ")},
    case when better.it then s.mail else o.mail end as mail,
    case when better.it then s.mail_state else o.mail_state end as mail_state,
    case when p.id is null or p.id = o.id then o.parent_id
         when o.parent_id is null then p.id
         when take.it and not (coalesce(q.kind, '') = 'circonscription' and p.kind <> 'circonscription') then p.id
         else o.parent_id end as parent_id,
    case when not take.it then o.closed_at when s.closed then coalesce(o.closed_at, $3::timestamptz) end as closed_at,
    case when take.it then $1 else o.source end as source,
    coalesce(s.source_key, o.source_key) as source_key
  from staged_organisation s
  join organisation o on o.id = s.id
  left join organisation p on p.key = s.parent_key
  left join organisation q on q.id = o.parent_id
  cross join lateral (select s.own and o.source = any($2::text[]) as it) take
  cross join lateral (select case when take.it then s.mail is not null and ${worth("s")} >= ${worth("o")}
                                  else ${worth("s")} > ${worth("o")} end as it) better
  where s.level = $4 and (not take.it or s.fingerprint is distinct from o.fingerprint
    or ($1 = 'aaf' and o.closed_at is not null))`;

/** Finds the organisations that the staged ones are: by key, else by UAI. */
export async function matchOrganisations(sql: Sql): Promise<void> {
  await sql.query("update staged_organisation s set id = o.id from organisation o where o.key = s.key");
  await sql.query(
    "update staged_organisation s set id = o.id from organisation o where s.id is null and o.uai = s.uai",
  );
}

async function updateLevel(sql: Sql, { source, owned, now }: Source, level: number) {
  // The outer select sees the rows as they were before the update, which is what "changed" is measured against.
  const [done] = await sql.query<{ changed: number; closed: number }>(
    `with merged as (${MERGE}),
     written as (
       update organisation o
       set ${MERGED.map((column) => `${column} = m.${column}`).join(", ")}, fingerprint = m.fingerprint, updated_at = $3
       from merged m
       where o.id = m.id and (${row("m")} is distinct from ${row("o")} or m.fingerprint is distinct from o.fingerprint)
       returning o.id)
     select count(*) filter (where m.own and ${row("m")} is distinct from ${row("o")}) as changed,
            count(*) filter (where o.closed_at is null and m.closed_at is not null) as closed
     from merged m join organisation o on o.id = m.id`,
    [source, owned, now, level],
  );
  return done ?? { changed: 0, closed: 0 };
}

async function insertLevel(sql: Sql, { source, now }: Source, level: number) {
  await sql.query(
    `insert into organisation (key, kind, ${MERGED.join(", ")}, timezone, fingerprint, created_at, updated_at)
     select s.key, s.kind, s.name, s.uai, ${FIELDS.map((f) => `s.${f}`).join(", ")}, s.mail, s.mail_state, p.id,
            case when s.closed then $2::timestamptz end, $1, s.source_key,
            coalesce(s.timezone, 'Europe/Paris'), s.fingerprint, $2, $2
     from staged_organisation s left join organisation p on p.key = s.parent_key
     where s.level = $3 and s.id is null`,
    [source, now, level],
  );
}

/** Applies what `matchOrganisations` matched, level after level: académies, DSDEN, circonscriptions, schools. */
export async function applyOrganisations(sql: Sql, source: Source): Promise<Applied> {
  const total: Applied = { added: 0, changed: 0, left: 0, closed: 0, deduced: {} };
  const kinds = await sql.query<{ own: boolean; kind: string; fresh: number; known: number }>(
    `select own, kind, count(*) filter (where id is null) as fresh, count(id) as known
     from staged_organisation group by own, kind order by kind`,
  );
  for (const { own, kind, fresh, known } of kinds) {
    if (own) {
      total.added += fresh;
      total.left += known;
    } else if (fresh > 0) total.deduced[kind] = fresh;
  }
  for (const level of [0, 1, 2, 3]) {
    const { changed, closed } = await updateLevel(sql, source, level);
    await insertLevel(sql, source, level);
    total.changed += changed;
    total.left -= changed;
    total.closed += closed;
  }
  return total;
}
