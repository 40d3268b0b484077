import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { type BoardFilter, shownWhere } from "./board.ts";

const PAGE = 1_000;
export type ExportRow = {
  id: string;
  ref: string;
  name: string;
  state: string;
  dispositif: string;
  place: string;
  academie: string | null;
  columns: Record<string, string | number | boolean | null>;
  instructors: RequestContext["instructors"];
  compromises: { ref: string }[];
};

/** Every request that the board shows under the same filters, closed ones too where asked for; page by page. */
export async function* boardRows(
  sql: Sql,
  caller: Caller,
  dispositif: string,
  filter: BoardFilter,
): AsyncGenerator<ExportRow> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const params: unknown[] = [dispositif, after];
    const add = (value: unknown) => `$${params.push(value)}`;
    const where = shownWhere(caller, filter, add);
    const states = filter.state
      ? ` and d.state = ${add(filter.state)}`
      : filter.ended
        ? ""
        : " and d.state not in ('refused', 'withdrawn', 'redirected', 'joined')";
    const rows = await sql.query<ExportRow>(
      `select d.id, d.ref, d.title as name, d.state, s.name dispositif, o.name place, o.academie, d.columns,
              d.context->'instructors' instructors, d.context->'compromises' compromises
         from dossier d join organisation o on o.id = d.organisation_id join dispositif s on s.id = d.dispositif_id
        where d.kind = 'whitelist-request' and d.dispositif_id = $1 and d.id > $2::uuid and d.state <> 'draft'${states} and ${where}
        order by d.id limit ${PAGE}`,
      params,
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
