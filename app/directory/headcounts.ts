import type { Sql } from "../platform/database/database.ts";
import type { Report } from "./report.ts";

/** People of one school by profile; the school by its UAI (annuaire) or by `scope/jointure` (AAF). */
export type Counted = {
  school: string;
  profile: "families" | "pupils" | "teachers" | "staff";
  people: number;
};

const BATCH = 5_000;
/** The annuaire's figure is of last year's pupils; the AAF counts accounts. It gives way for as long as that one is fresh. */
const FRESH = "400 days";

/**
 * Keeps how many people a school has, for what a message will cost: numbers only, with where they come from and when.
 * Never a record of a person.
 */
export async function saveHeadcounts(
  sql: Sql,
  counted: readonly Counted[],
  source: "annuaire" | "aaf",
  report: Report,
  now: Date,
): Promise<void> {
  const match = source === "annuaire" ? "o.uai = e.school" : "o.source_key = e.school";
  let saved = 0;
  for (let at = 0; at < counted.length; at += BATCH) {
    const rows = await sql.query(
      `insert into headcount (organisation_id, profile, people, source, at)
       select distinct on (o.id, e.profile) o.id, e.profile, e.people, $2, $3::timestamptz
         from jsonb_to_recordset($1::jsonb) e(school text, profile text, people int) join organisation o on ${match}
        order by o.id, e.profile, e.people desc
       on conflict (organisation_id, profile) do update
          set people = excluded.people, source = excluded.source, at = excluded.at
        where excluded.source = 'aaf' or headcount.source <> 'aaf' or headcount.at < excluded.at - interval '${FRESH}'
       returning 1`,
      [JSON.stringify(counted.slice(at, at + BATCH)), source, now.toISOString()],
    );
    saved += rows.length;
  }
  if (saved > 0) report.counted["effectifs comptés"] = saved;
}
