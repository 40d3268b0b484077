import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import style from "#app/communication/components/message.css?url";
import { ReviewList, type ShownUrgent } from "#app/communication/components/urgent/review-list.tsx";
import { urgentMessages } from "#app/communication/queries/urgent.ts";
import shared from "#app/incident/components/incident.css?url";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { frame } from "#app/messages/frame.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import { awaited } from "#machines/communication/v1/mine.ts";
import pageStyle from "../ui/pages.css?url";

const words = urgentWords.review;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "communication.review");
  const messages = await urgentMessages(context.db, caller, { review: "pending" });
  return { messages: messages.map((one) => ({ ...one, awaited: one.review ? awaited(one.review) : [] })) };
}

export default function Reviews() {
  const { messages } = useLoaderData<typeof loader>() as unknown as { messages: ShownUrgent[] };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {messages.length === 0 ? (
        <Empty
          title={words.empty.title}
          text={words.empty.text}
          action={{ to: `${paths.messages}/urgents`, label: words.empty.action }}
        />
      ) : (
        <ReviewList messages={messages} />
      )}
    </>
  );
}
