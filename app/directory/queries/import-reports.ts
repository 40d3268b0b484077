import type { Sql } from "../../platform/database/database.ts";
import type { Refusal, Report } from "../report.ts";

const MOST = 50;
/** Refused rows shown on the page; the file has them all. */
export const SHOWN = 10;

export type ImportRun = {
  id: string;
  kind: string;
  file: string;
  startedAt: Date;
  endedAt: Date;
  counts: Omit<Report, "refused" | "kind" | "file">;
  refusedTotal: number;
  refused: Refusal[];
};

/** The last imports, newest first, with their first refused rows. */
export function importRuns(sql: Sql): Promise<ImportRun[]> {
  return sql.query<ImportRun>(
    `select id, kind, file, started_at "startedAt", ended_at "endedAt", counts,
       jsonb_array_length(refused) "refusedTotal",
       coalesce((select jsonb_agg(r.value order by r.n) from jsonb_array_elements(refused) with ordinality r(value, n)
         where r.n <= ${SHOWN}), '[]') refused
     from import_run order by started_at desc, id limit ${MOST}`,
  );
}

/** Every refused row of one import; null when there is no such import. */
export async function refusedRows(sql: Sql, id: string): Promise<Refusal[] | null> {
  const [run] = await sql.query<{ refused: Refusal[] }>(
    "select refused from import_run where id::text = $1",
    [id],
  );
  return run?.refused ?? null;
}
