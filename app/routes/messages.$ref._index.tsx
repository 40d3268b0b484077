import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import style from "#app/communication/components/message.css?url";
import { Adaptations } from "#app/communication/components/page/adaptations.tsx";
import { Approvals } from "#app/communication/components/page/approvals.tsx";
import { Deliveries } from "#app/communication/components/page/deliveries.tsx";
import { Done } from "#app/communication/components/page/done.tsx";
import { MessageFacts } from "#app/communication/components/page/facts.tsx";
import { MessageHeader } from "#app/communication/components/page/header.tsx";
import { MainAction, OtherActions } from "#app/communication/components/page/main-action.tsx";
import { Reviews } from "#app/communication/components/page/reviews.tsx";
import { Schools } from "#app/communication/components/page/schools.tsx";
import { Seen } from "#app/communication/components/page/seen.tsx";
import { Story } from "#app/communication/components/page/story.tsx";
import { Tasks } from "#app/communication/components/page/tasks.tsx";
import { useMessageLive } from "#app/communication/components/page/use-message-live.ts";
import { Way } from "#app/communication/components/page/way.tsx";
import { waitingMessages } from "#app/communication/queries/list.ts";
import { type MessagePageModel, messagePageModel } from "#app/communication/queries/page.ts";
import shared from "#app/incident/components/incident.css?url";
import { messagePage as words } from "#app/messages/communication-page.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { problem } from "#app/ui/problem.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? words.titled(given.message.ref, given.message.title) : "") },
];
export const links: LinksFunction = () =>
  [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

const whole = (given: string | null) => (given && /^\d{1,9}$/.test(given) ? Number(given) : null);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const search = new URL(request.url).searchParams;
  const message = await messagePageModel(context.db, caller, {
    ref: params.ref ?? "",
    schools: searchText(search, "ecoles", 20) ?? null,
    departement: searchText(search, "departement", 4) ?? null,
    page: whole(search.get("page")) || 1,
    before: whole(search.get("avant")),
  });
  if (!message) throw problem(404);
  const waiting = search.has("fait") ? await waitingMessages(context.db, caller) : [];
  const others = waiting.filter(({ ref }) => ref !== message.ref);
  return {
    message,
    exercise: message.exercise,
    pace: message.pace,
    done: search.get("fait"),
    next: others[0] ? { ...others[0], left: others.length } : null,
  };
}

export default function MessageRoute() {
  const { message, done, next } = useLoaderData<typeof loader>() as unknown as {
    message: MessagePageModel;
    done: string | null;
    next: { ref: string; title: string; left: number } | null;
  };
  useMessageLive(message);
  return (
    <>
      {done && <Done act={done} next={next} />}
      <MessageHeader message={message} />
      <MainAction message={message} />
      <Way steps={message.way} />
      <div className="incident-columns">
        <div>
          <Seen
            reference={message.ref}
            facts={message.facts}
            files={message.attachments}
            director={message.director?.name}
          />
        </div>
        <div className="incident-people">
          <Approvals message={message} />
          <Tasks message={message} />
          <MessageFacts message={message} />
          <Reviews review={message.review} />
        </div>
        <div>
          <OtherActions message={message} />
        </div>
      </div>
      <Adaptations adaptations={message.adaptations} />
      <Schools message={message} />
      <Deliveries message={message} />
      {message.journal && <Story journal={message.journal} />}
    </>
  );
}
