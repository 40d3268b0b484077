import { whitelistStatistics as figures, boardExport as words } from "#app/messages/whitelist-statistics.ts";
import { labels, requestState } from "#app/messages/whitelist-words.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { problem } from "#app/ui/problem.ts";
import { boardDispositifs, boardFilter } from "../queries/board.ts";
import { boardRows, type ExportRow } from "../queries/board-export.ts";
import { sinceOf, whitelistStatistics } from "../queries/statistics.ts";

type Format = "csv" | "ods";
const word = (list: string, key: Cell) => (typeof key === "string" ? (labels[list]?.[key] ?? key) : null);
const moment = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : null;
const text = (value: unknown): Cell =>
  typeof value === "string" || typeof value === "number" ? value : null;

const columns: readonly { label: string; moment?: true; of(row: ExportRow): Cell }[] = [
  { label: words.columns.ref, of: ({ ref }) => ref },
  { label: words.columns.name, of: ({ name }) => name },
  { label: words.columns.key, of: (row) => text(row.columns.application) },
  { label: words.columns.state, of: ({ state }) => requestState(state).label },
  { label: words.columns.dispositif, of: ({ dispositif }) => dispositif },
  { label: words.columns.place, of: ({ place }) => place },
  { label: words.columns.academie, of: ({ academie }) => academie },
  { label: words.columns.publisher, of: (row) => text(row.columns.publisher) },
  { label: words.columns.purpose, of: (row) => word("purpose", text(row.columns.purpose)) },
  { label: words.columns.protocol, of: (row) => word("protocol", text(row.columns.protocol)) },
  { label: words.columns.host, of: (row) => text(row.columns.host) },
  { label: words.columns.filed, moment: true, of: (row) => moment(row.columns.filedAt) },
  { label: words.columns.due, moment: true, of: (row) => moment(row.columns.dueAt) },
  { label: words.columns.late, of: (row) => (row.columns.late ? words.yes : null) },
  { label: words.columns.opinions, of: (row) => text(row.columns.opinions) },
  { label: words.columns.security, of: (row) => row.instructors?.security?.name ?? null },
  { label: words.columns.dataProtection, of: (row) => row.instructors?.dataProtection?.name ?? null },
  { label: words.columns.pedagogy, of: (row) => row.instructors?.pedagogy?.name ?? null },
  {
    label: words.columns.compromised,
    of: (row) => row.compromises?.map(({ ref }) => ref).join(", ") || null,
  },
  { label: words.columns.until, of: (row) => text(row.columns.until) },
];

/** Hands out what the board shows under the same address, the whole of each column. */
export async function exportBoard(context: Context, request: Request, format: Format) {
  const { caller, current, search } = await boardOf(context, request);
  const rows = boardRows(context.db, caller, current.id, boardFilter(search));
  const table: Table = {
    name: words.sheet,
    columns: columns.map(({ label, moment: isMoment }) => ({
      label,
      ...(isMoment && { moment: true as const }),
    })),
    rows: (async function* () {
      for await (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
  return download(table, format, `${words.file}-${current.key}-${context.now().toISOString().slice(0, 10)}`);
}

/** One table of the figures, whole. */
export async function exportFigures(context: Context, request: Request, format: Format) {
  const { caller, current, search } = await boardOf(context, request);
  const since = sinceOf(current.id, search, context.now());
  const made = await whitelistStatistics(context.db, caller, since, context.now());
  const { states, load, schools, academies, parts, total } = figures;
  const origins = (place: string, rows: typeof made.schools): [string[], Cell[][]] => [
    [place, parts.open, parts.listed, parts.ended, total],
    rows.map((one) => [
      one.place || academies.none,
      one.open,
      one.listed,
      one.ended,
      one.open + one.listed + one.ended,
    ]),
  ];
  const tables: Record<string, () => [string[], Cell[][]]> = {
    etats: () => [
      [states.state, states.median, states.ninth, states.passages, states.here],
      made.states.map((one) => [
        requestState(one.state).label,
        one.median,
        one.ninth,
        one.passages,
        one.here,
      ]),
    ],
    instructeurs: () => [
      [load.person, load.organisation, load.due, load.late, load.given],
      made.load.map((one) => [one.name, one.organisation, one.due, one.late, one.given]),
    ],
    etablissements: () => origins(schools.place, made.schools),
    academies: () => origins(academies.place, made.academies),
  };
  const asked = search.get("tableau") ?? "";
  if (!Object.hasOwn(tables, asked)) throw problem(404);
  const [names, rows] = (tables[asked] as () => [string[], Cell[][]])();
  const table: Table = {
    name: asked,
    columns: names.map((label) => ({ label })),
    rows: (async function* () {
      yield* rows;
    })(),
  };
  return download(table, format, `${figures.file}-${asked}-${context.now().toISOString().slice(0, 10)}`);
}

/** The dispositif of an address, among those whose board the caller may see. */
export async function boardOf(context: Context, request: Request) {
  const caller = await requireRight(context, request, "whitelist.board");
  const search = new URL(request.url).searchParams;
  const known = await boardDispositifs(context.db, caller);
  const current = known.find(({ key }) => key === search.get("dispositif")) ?? known[0];
  if (!current) throw problem(404);
  return { caller, search, known, current };
}
