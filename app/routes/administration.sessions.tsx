import { Alert } from "@codegouvfr/react-dsfr/Alert";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { frame } from "#app/messages/frame.ts";
import { peopleSessions as words } from "#app/messages/people-sessions.ts";
import { findPeople, foundPerson, MOST_PEOPLE } from "#app/platform/session/find-people.ts";
import { deviceOf, openSessions } from "#app/platform/session/open-sessions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { revokeSessionsOf } from "#app/platform/session/revoke-session.ts";
import { Confirm, Consequences } from "#app/ui/confirm.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
const here = "/administration/sessions";

const withWords = <One extends { functions: { function: string; organisation: string | null }[] }>(
  one: One,
) => ({
  ...one,
  functions: one.functions
    .map((held) => [functionLabel(held.function), held.organisation].filter(Boolean).join(", "))
    .join(" · "),
});

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requirePerson(context, request);
  // Everybody's own sessions are on their account's page.
  if (!holdsRight(tenures, "people.manage")) throw redirect(paths.account);
  const search = new URL(request.url).searchParams;
  const [q, id, now] = [searchText(search, "q") ?? "", searchText(search, "personne", 36), context.now()];
  const person = id ? await foundPerson(context.db, id, now) : null;
  if (id && !person) throw problem(404);
  const found = q && !person ? await findPeople(context.db, q, now) : [];
  const open = person ? await openSessions(context.db, person.id, now) : [];
  return {
    q,
    person: person && withWords(person),
    devices: open.flatMap(({ userAgent }) => deviceOf(userAgent) ?? []),
    people: found.slice(0, MOST_PEOPLE).map(withWords),
    more: found.length > MOST_PEOPLE,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { sessionId } = await requireRight(context, request, "people.manage");
  const now = context.now();
  const id = String((await request.formData()).get("person") ?? "").slice(0, 36);
  const person = /^[0-9a-f-]{36}$/.test(id) ? await foundPerson(context.db, id, now) : null;
  if (!person) throw problem(404);
  // One's own session in use is closed by signing out.
  const closed = await revokeSessionsOf(context.db, person.id, now, sessionId);
  context.log.warn({ closed }, "sessions closed by an administrator");
  return { done: words.done(closed, person.name) };
}

export default function PeopleSessions() {
  const { q, person, devices, people, more } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <div role="status">
        {answer && <Alert small severity="success" description={answer.done} className="fr-mb-4w" />}
      </div>
      {person && !answer ? (
        person.open > 0 ? (
          <>
            <Consequences
              lines={[
                { text: words.will(person.open, person.name), icon: "fr-icon-logout-box-r-line" },
                ...[...new Set(devices)].map((one) => ({ text: words.device(one) })),
                { text: words.again },
              ]}
            />
            <Confirm label={words.confirm(person.open)} fields={{ person: person.id }} cancel={here} />
          </>
        ) : (
          <p>{words.nobodyOpen(person.name)}</p>
        )
      ) : (
        <Form method="get" role="search" className="tocsin-filters" action={here}>
          <div className="fr-input-group">
            <label className="fr-label" htmlFor="q">
              {words.search}
            </label>
            <input className="fr-input" type="search" id="q" name="q" defaultValue={q} />
          </div>
          <button type="submit" className="fr-btn">
            {words.submit}
          </button>
        </Form>
      )}
      {q && people.length === 0 && <Empty {...words.empty} />}
      {people.length > 0 && (
        <DataTable
          caption={words.caption}
          rows={people}
          keyOf={(one) => one.id}
          columns={[
            {
              key: "person",
              label: words.column.person,
              render: (one) => (
                <>
                  <strong>{one.name}</strong>
                  <p className="tocsin-quiet fr-mb-0">{one.email}</p>
                </>
              ),
            },
            {
              key: "functions",
              label: words.column.functions,
              render: (one) => one.functions || words.noFunction,
            },
            { key: "open", label: words.column.open, render: (one) => one.open || words.none },
            {
              key: "action",
              label: words.column.action,
              render: (one) =>
                one.open > 0 && (
                  <Link
                    to={`${here}?personne=${one.id}`}
                    className="fr-btn fr-btn--sm fr-btn--secondary"
                    aria-label={words.closeFor(one.name)}
                  >
                    {words.close}
                  </Link>
                ),
            },
          ]}
        />
      )}
      {more && <p>{words.more}</p>}
      <p className="fr-mt-4w">
        <Link to={paths.account} className="fr-link">
          {words.mine}
        </Link>
      </p>
    </>
  );
}
