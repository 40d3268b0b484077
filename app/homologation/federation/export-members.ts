import { memberState, outcome, roleLabels, federation as words } from "#app/messages/federation.ts";
import type { Context } from "#app/platform/context.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell } from "#app/platform/tables/table.ts";
import { dayWritten } from "#machines/days.ts";
import type { Commitment, MemberContext } from "#machines/federation-member/v1/context.ts";
import { memberFilter } from "./filter.ts";
import { type MemberRow, memberRows } from "./members.ts";

type Line = { row: MemberRow; context: MemberContext; commitment: Commitment | null };
const { columns: c } = words;
const roles = ({ identity, service }: MemberRow) =>
  [identity && roleLabels.identity, service && roleLabels.service].filter(Boolean).join(", ");
const day = (given: string | null | undefined): Cell => dayWritten(given) ?? null;
const moment = (given: string | null): Cell => (given ? new Date(given) : null);
const columns: readonly { label: string; moment?: true; of(line: Line): Cell }[] = [
  { label: c.ref, of: ({ row }) => row.ref },
  { label: c.member, of: ({ row }) => row.title },
  { label: c.role, of: ({ row }) => roles(row) },
  { label: c.dispositif, of: ({ row }) => row.dispositif },
  { label: c.state, of: ({ row }) => memberState(row.state).label },
  { label: c.from, moment: true, of: ({ row }) => moment(row.from) },
  { label: c.leaves, moment: true, of: ({ row }) => moment(row.leaves) },
  { label: c.until, of: ({ row }) => day(row.until) },
  { label: c.contact, of: ({ context }) => context.contact },
  { label: c.perimeter, of: ({ context }) => context.agreement.perimeter },
  { label: c.check, moment: true, of: ({ row }) => moment(row.checkDue) },
  { label: c.commitment, of: ({ commitment }) => commitment?.name ?? null },
  {
    label: c.found,
    of: ({ commitment }) => commitment && outcome(commitment.check?.outcome ?? "unchecked").label,
  },
  { label: c.checkedOn, of: ({ commitment }) => day(commitment?.check?.checkedOn) },
  { label: c.by, of: ({ commitment }) => commitment?.check?.by.name ?? null },
  {
    label: c.proof,
    of: ({ commitment }) => commitment?.check?.link ?? commitment?.check?.file?.name ?? null,
  },
  { label: c.note, of: ({ commitment }) => commitment?.check?.note ?? null },
];

/** Hands out what the page shows under the same address, all pages of it: a line a commitment. */
export async function exportMembers(context: Context, request: Request, format: "csv" | "ods") {
  const { tenures } = await requireRight(context, request, "convention.read");
  const filter = memberFilter(new URL(request.url).searchParams);
  const rows = memberRows(context.db, reachOf(tenures, "dossier.read"), filter, context.now());
  const table = {
    name: words.sheet,
    columns: columns.map(({ label, moment }) => ({ label, ...(moment && { moment }) })),
    rows: (async function* () {
      for await (const line of linesOf(context.db, rows)) yield columns.map(({ of }) => of(line));
    })(),
  };
  return download(table, format, `${words.file}-${context.now().toISOString().slice(0, 10)}`);
}

async function* linesOf(sql: Sql, rows: AsyncIterable<MemberRow>): AsyncGenerator<Line> {
  for await (const row of rows) {
    const [found] = await sql.query<{ context: MemberContext }>("select context from dossier where id = $1", [
      row.id,
    ]);
    if (!found) continue;
    const { context } = found;
    if (context.commitments.length === 0) yield { row, context, commitment: null };
    for (const commitment of context.commitments) yield { row, context, commitment };
  }
}
