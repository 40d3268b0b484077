import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import style from "#app/communication/components/message.css?url";
import { urgentAsked } from "#app/communication/components/urgent/export.ts";
import { UrgentFilters, UrgentTable } from "#app/communication/components/urgent/urgent-table.tsx";
import { messageDispositifs } from "#app/communication/queries/list.ts";
import type { UrgentMessage } from "#app/communication/queries/urgent.ts";
import shared from "#app/incident/components/incident.css?url";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { frame } from "#app/messages/frame.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

const words = urgentWords.all;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

/** The console did not exist before. */
const FIRST_YEAR = 2026;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { caller, filter, messages } = await urgentAsked(context, request);
  const last = context.now().getFullYear();
  const years = Array.from({ length: Math.max(1, last - FIRST_YEAR + 1) }, (_, n) => String(last - n));
  return {
    messages,
    years,
    dispositifs: await messageDispositifs(context.db, caller),
    filtered: Object.values(filter).some(Boolean),
  };
}

export default function Urgents() {
  const { messages, years, dispositifs, filtered } = useLoaderData<typeof loader>() as unknown as {
    messages: UrgentMessage[];
    years: string[];
    dispositifs: { key: string; name: string }[];
    filtered: boolean;
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {(messages.length > 0 || filtered) && <UrgentFilters years={years} dispositifs={dispositifs} />}
      {messages.length === 0 ? (
        <Empty
          title={words.empty.title}
          text={words.empty.text}
          action={{ to: paths.messages, label: words.empty.action }}
        />
      ) : (
        <UrgentTable messages={messages} />
      )}
    </>
  );
}
