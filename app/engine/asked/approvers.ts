import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import { levelsOf } from "#machines/alerting/chase.ts";
import { type Wanted, wantedApprovers } from "#machines/communication/v1/approvers.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { Answerer, FoundApprover, Reach } from "#machines/communication/v1/found.ts";
import { candidatesSql } from "../audience/audience.sql.ts";
import { goodFridayOffSql } from "../opening/place.ts";
import { Params } from "../write/rows.ts";

type Asked = {
  convention: Convention;
  dispositif: string;
  draft: Pick<Draft, "process" | "topic">;
  /** Kind of party that carries the message. */
  carrier: string;
  now: Date;
};
type Row = {
  i: number;
  concerned: boolean;
  organisation: FoundApprover["organisation"];
  /** Null: nobody there. */
  candidate: (Omit<Answerer, "organisation"> & { preference: number }) | null;
};

/**
 * Who must approve a message, why and through whom: the rule is the convention's (wantedApprovers, pure), the people
 * come from the directory in one query, substitutes and mailboxes included, and the level above where nobody is.
 * Previews and submissions both ask here.
 */
export async function foundApprovers(sql: Sql, asked: Asked, reach: Reach): Promise<FoundApprover[]> {
  const wanted = wantedApprovers(asked.convention, asked.draft, asked.carrier, reach);
  if (wanted.length === 0) return [];
  const rows = await candidates(sql, wanted, asked);
  const found = wanted.flatMap((one, i) =>
    chosen(
      one,
      rows.filter((row) => row.i === i),
    ),
  );
  const lonely = found
    .filter(({ answerers }) => answerers.length === 0)
    .map(({ organisation }) => organisation.id);
  if (lonely.length === 0) return found;
  const above = await levelAbove(sql, lonely, asked);
  return found.map((one) => {
    const up = above.filter(({ of }) => of === one.organisation.id).map(({ answerer }) => answerer);
    return one.answerers.length > 0 || up.length === 0
      ? one
      : { ...one, answerers: up, via: "above" as const };
  });
}

/** One approval a territory, or one for all: held somewhere rather than nowhere, near rather than far. */
function chosen(wanted: Wanted, rows: Row[]): FoundApprover[] {
  const byPlace = new Map<string, Row[]>();
  for (const row of rows)
    byPlace.set(row.organisation.id, [...(byPlace.get(row.organisation.id) ?? []), row]);
  const places = [...byPlace.values()].map((of) => approver(wanted, of));
  if (wanted.each) return places.filter(({ concerned }) => concerned).map(({ found }) => found);
  const best = places
    // Elsewhere only whoever holds the very function answers for all (a DRAIO is one for the région académique).
    .filter(({ concerned, found }) => concerned || found.answerers[0]?.function === wanted.functions[0])
    .filter(({ concerned, found }) => concerned || found.via === "holder" || found.via === "substitute")
    .sort((a, b) => a.preference - b.preference || Number(b.concerned) - Number(a.concerned));
  const first = best[0]?.found;
  if (!first) return [];
  // Whoever of that party: each académie of the audience is told, one answers (MBN-5.3-K1).
  if (wanted.kind) return [{ ...first, answerers: best.flatMap(({ found }) => found.answerers.slice(0, 1)) }];
  return [first];
}

function approver(wanted: Wanted, rows: Row[]) {
  const { organisation, concerned } = rows[0] as Row;
  const people = rows
    .flatMap(({ candidate }) => (candidate ? [candidate] : []))
    .sort((a, b) => a.preference - b.preference);
  const { id, key, kind, name } = organisation;
  const answerers = people
    .slice(0, 4)
    .map(({ preference: _, ...one }): Answerer => ({ ...one, organisation: { id, key, kind, name } }));
  const found: FoundApprover = {
    key: `${wanted.kind ?? wanted.functions[0]}-${key}`,
    function: wanted.functions[0] as string,
    functions: wanted.functions,
    organisation,
    rule: wanted.rule,
    article: wanted.article,
    ...(wanted.choice && { choice: true as const }),
    ...(wanted.kind && { kind: wanted.kind }),
    answerers,
    via: answerers[0]?.via ?? null,
  };
  return { found, concerned, preference: people[0]?.preference ?? 10_000 };
}

const organisationSql = (
  o: string,
) => `jsonb_strip_nulls(jsonb_build_object('id', ${o}.id, 'key', ${o}.key, 'kind', ${o}.kind, 'name', ${o}.name,
  'timezone', ${o}.timezone, 'goodFridayOff', ${goodFridayOffSql(o)}))
  || jsonb_build_object('departement', ${o}.departement, 'academie', ${o}.academie)`;
const candidateSql = `jsonb_build_object('person', c.person_id, 'name', c.name, 'function', c.function,
  'address', c.address, 'via', c.via, 'preference', c.preference)`;

/** Everyone who could answer at each organisation wanted, with how near it is. */
function candidates(sql: Sql, wanted: Wanted[], { dispositif, now }: Asked): Promise<Row[]> {
  const p = new Params();
  const rows = wanted.map(({ functions, at, departements, academies }, i) => ({
    ...{ i, functions, at, departements, academies },
  }));
  const want = `jsonb_to_recordset(${p.json(rows)}::jsonb) w(i int, functions text[], at text, departements text[], academies text[])`;
  const at = `${p.add(now.toISOString())}::timestamptz`;
  return sql.query<Row>(
    `with place as materialized (
       select w.i, w.functions, o.id, case w.at when 'dsden' then o.departement = any(w.departements)
                when 'academie' then o.academie = any(w.academies) else true end concerned
         from ${want} join organisation o on o.kind = w.at and o.closed_at is null
        where exists (select 1 from coverage c where c.dispositif_id = ${p.add(dispositif)}::uuid and c.organisation_id = o.id)
     )
     select place.i, coalesce(place.concerned, false) concerned, ${organisationSql("o")} organisation,
            case when c.address is not null then ${candidateSql} end candidate
       from place join organisation o on o.id = place.id
       left join lateral (${candidatesSql("place.id", "place.functions", at)}) c on true
      order by place.i, o.key, c.preference`,
    p.values,
  );
}

/** One level up, and up again: whoever answers there (convention.levels). */
function levelAbove(sql: Sql, organisations: string[], { convention, now }: Asked) {
  const p = new Params();
  const levels = `${p.json(levelsOf(convention))}::jsonb`;
  const at = `${p.add(now.toISOString())}::timestamptz`;
  return sql.query<{ of: string; answerer: Answerer }>(
    `select start.id "of", jsonb_build_object('person', up.person_id, 'name', up.name, 'function', up.function,
              'address', up.address, 'via', 'above', 'organisation',
              jsonb_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name)) answerer
       from unnest(${p.add(organisations)}::uuid[]) start(id)
       cross join lateral (
         with recursive chain(id, kind, parent_id, level) as (
           select o.id, o.kind, o.parent_id, 0 from organisation o where o.id = start.id
           union all
           select o.id, o.kind, o.parent_id, level + 1 from chain join organisation o on o.id = chain.parent_id where level < 5
         )
         select c.*, chain.id at_id from chain cross join lateral (
           ${candidatesSql("chain.id", `array(select jsonb_array_elements_text(${levels}->chain.kind))`, at)}
         ) c where chain.level > 0 order by chain.level, c.preference limit 1
       ) up join organisation o on o.id = up.at_id`,
    p.values,
  );
}
