import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { LevelList } from "#app/communication/components/form/level-list.tsx";
import { cursorOf, filterOf } from "#app/communication/components/list/filter-of.ts";
import { MessageFilters } from "#app/communication/components/list/filters.tsx";
import { MessageTable } from "#app/communication/components/list/message-table.tsx";
import style from "#app/communication/components/message.css?url";
import { messageDispositifs, messagePage, waitingMessages } from "#app/communication/queries/list.ts";
import shared from "#app/incident/components/incident.css?url";
import { messageList as words } from "#app/messages/communication-list.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { holdsRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const search = new URL(request.url).searchParams;
  const filter = filterOf(search);
  const [page, dispositifs, waiting] = await Promise.all([
    messagePage(context.db, caller, filter, cursorOf(search)),
    messageDispositifs(context.db, caller),
    waitingMessages(context.db, caller),
  ]);
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...row,
      openedAt: row.openedAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
    })),
    dispositifs,
    waiting: waiting.length,
    filtered: Object.values(filter).some(Boolean),
    may: {
      draft: holdsRight(caller.tenures, "communication.draft"),
      review: holdsRight(caller.tenures, "communication.review"),
    },
  };
}

export default function Messages() {
  const { rows, next, dispositifs, waiting, filtered, may } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const exported = new URLSearchParams(search);
  exported.delete("apres");
  const some = filtered || search.has("apres");
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {waiting > 0 && filterOf(search).waiting !== "moi" && (
        <p className="fr-mb-3w">
          <Link to="?attente=moi" className="fr-link fr-icon-time-line fr-link--icon-left">
            {words.waiting(waiting)}
          </Link>
        </p>
      )}
      {(rows.length > 0 || some) && (
        <>
          <Actions may={may} />
          <MessageFilters dispositifs={dispositifs} />
        </>
      )}
      {rows.length === 0 ? (
        <>
          <Empty
            title={some ? words.none.title : words.empty.title}
            text={some ? words.none.text : words.empty.text}
            {...(some
              ? { action: { to: paths.messages, label: words.none.action } }
              : may.draft && { action: { to: `${paths.messages}/nouveau`, label: words.empty.action } })}
          />
          {!some && <LevelList />}
        </>
      ) : (
        <MessageTable
          rows={rows}
          caption={words.caption}
          pages={{ next }}
          exports={[
            { format: "CSV", to: `${paths.messages}/export.csv?${exported}` },
            { format: "ODS", to: `${paths.messages}/export.ods?${exported}` },
          ]}
        />
      )}
    </>
  );
}

function Actions({ may }: { may: { draft: boolean; review: boolean } }) {
  if (!may.draft && !may.review) return null;
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md">
      {may.draft && (
        <li>
          <Link to={`${paths.messages}/nouveau`} className="fr-btn">
            {words.new}
          </Link>
        </li>
      )}
      {may.review && (
        <>
          <li>
            <Link to={`${paths.messages}/a-examiner`} className="fr-btn fr-btn--secondary">
              {words.reviews}
            </Link>
          </li>
          <li>
            <Link to={`${paths.messages}/urgents`} className="fr-btn fr-btn--secondary">
              {words.urgent}
            </Link>
          </li>
        </>
      )}
    </ul>
  );
}
