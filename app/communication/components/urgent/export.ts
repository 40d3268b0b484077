import { channelLabel, messageState, profileList } from "#app/messages/communication.ts";
import { messagePage } from "#app/messages/communication-page.ts";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { register } from "#app/messages/register.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import { type UrgentFilter, type UrgentMessage, urgentMessages } from "../../queries/urgent.ts";

const { exported: label } = urgentWords;
const date = (iso: string | null) => (iso ? new Date(iso) : null);
/** « COSUI : conforme. Texte de l’avis. » */
export const opinionsOf = ({ review }: UrgentMessage) =>
  (review?.opinions ?? [])
    .map(({ instance, opinion, text }) =>
      urgentWords.print.opinion(
        instance.toUpperCase(),
        (messagePage.review.opinion[opinion] ?? opinion).toLowerCase(),
        text,
      ),
    )
    .join("\n");

const columns: readonly { label: string; moment?: true; of(one: UrgentMessage): Cell }[] = [
  { label: label.ref, of: (one) => one.ref },
  { label: label.title, of: (one) => one.title },
  { label: label.author, of: (one) => one.author },
  { label: label.dispositif, of: (one) => one.dispositif },
  { label: label.submitted, moment: true, of: (one) => date(one.submittedAt) },
  { label: label.left, moment: true, of: (one) => date(one.leftAt) },
  { label: label.profiles, of: (one) => profileList(one.profiles) },
  { label: label.channels, of: (one) => one.channels.map(channelLabel).join(", ") },
  { label: label.schools, of: (one) => one.schools },
  { label: label.justification, of: (one) => one.justification },
  { label: label.text, of: (one) => one.text },
  { label: label.state, of: (one) => messageState(one.state).label },
  {
    label: label.review,
    of: (one) => urgentWords.all.filter.reviews[one.review?.state ?? "pending"],
  },
  { label: label.opinions, of: opinionsOf },
  { label: label.exercise, of: (one) => (one.exercise ? register.yes : register.no) },
];

/** The filter that an address holds. */
export const urgentFilterOf = (search: URLSearchParams): UrgentFilter => ({
  dispositif: searchText(search, "dispositif", 80),
  year: /^\d{4}$/.exec(search.get("annee") ?? "")?.[0],
  review: searchChoice(search, "examen", ["pending", "done"] as const),
});

/** Who asks, for what, and the messages. */
export async function urgentAsked(context: Context, request: Request) {
  const caller = await requireRight(context, request, "dossier.read");
  const filter = urgentFilterOf(new URL(request.url).searchParams);
  return { caller, filter, messages: await urgentMessages(context.db, caller, filter, 20_000) };
}

/** The compilation as a table to hand out. */
export async function exportUrgent(context: Context, request: Request, format: "csv" | "ods") {
  const { messages } = await urgentAsked(context, request);
  const table: Table = {
    name: urgentWords.all.sheet,
    columns: columns.map(({ label: name, moment }) => ({ label: name, ...(moment && { moment }) })),
    rows: (async function* () {
      for (const one of messages) yield columns.map((column) => column.of(one));
    })(),
  };
  return download(table, format, `${urgentWords.all.file}-${context.now().toISOString().slice(0, 10)}`);
}
