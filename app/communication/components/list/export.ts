import {
  channelLabel,
  messageState,
  type Process,
  processWords,
  profileList,
  type Topic,
  topicLabels,
} from "#app/messages/communication.ts";
import { messageList as words } from "#app/messages/communication-list.ts";
import { register } from "#app/messages/register.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { type MessageRow, messageRows } from "../../queries/list.ts";
import { filterOf } from "./filter-of.ts";

const { exported: label } = words;
type Column = { label: string; moment?: true; of(row: MessageRow): Cell };
const date = (iso: string | null | undefined) => (iso ? new Date(iso) : null);
const total = (row: MessageRow) => Object.values(row.decisions).reduce((sum, n) => sum + n, 0);

const columns: readonly Column[] = [
  { label: label.ref, of: (row) => row.ref },
  { label: label.title, of: (row) => row.title },
  { label: label.process, of: (row) => processWords[row.process as Process]?.label ?? row.process },
  { label: label.topic, of: (row) => topicLabels[row.topic as Topic] ?? row.topic },
  { label: label.state, of: (row) => messageState(row.state).label },
  { label: label.author, of: (row) => row.author },
  { label: label.dispositif, of: (row) => row.dispositif },
  { label: label.profiles, of: (row) => profileList(row.profiles) },
  { label: label.channels, of: (row) => row.channels.map(channelLabel).join(", ") },
  { label: label.schools, of: total },
  { label: label.accepted, of: (row) => row.decisions.accepted ?? 0 },
  { label: label.refused, of: (row) => row.decisions.refused ?? 0 },
  { label: label.tacit, of: (row) => row.decisions.tacit ?? 0 },
  { label: label.pending, of: (row) => row.decisions.pending ?? 0 },
  { label: label.starts, moment: true, of: (row) => date(row.startsAt) },
  { label: label.ends, moment: true, of: (row) => date(row.endsAt) },
  { label: label.opened, moment: true, of: (row) => row.openedAt },
  { label: label.changed, moment: true, of: (row) => row.changedAt },
  { label: label.clock, of: (row) => row.deadline?.name ?? null },
  { label: label.due, moment: true, of: (row) => date(row.deadline?.dueAt) },
  { label: label.article, of: (row) => row.deadline?.article ?? null },
  { label: label.exercise, of: (row) => (row.exercise ? register.yes : register.no) },
];

/** Hands out exactly the messages that the page shows under the same address, all pages of them. */
export async function exportMessages(context: Context, request: Request, format: "csv" | "ods") {
  const caller = await requirePerson(context, request);
  const rows = messageRows(context.db, caller, filterOf(new URL(request.url).searchParams));
  const table: Table = {
    name: words.sheet,
    columns: columns.map(({ label, moment }) => ({ label, ...(moment && { moment }) })),
    rows: (async function* () {
      for await (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
  return download(table, format, `${words.file}-${context.now().toISOString().slice(0, 10)}`);
}
