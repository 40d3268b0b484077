import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { calendarPage } from "#app/messages/committee-calendar.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { frame } from "#app/messages/frame.ts";
import { pushPage } from "#app/messages/push.ts";
import { session } from "#app/messages/session.ts";
import { deviceOf, openSessions } from "#app/platform/session/open-sessions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { revokeSessionsOf } from "#app/platform/session/revoke-session.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Moment } from "#app/ui/time/moment.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(session.sessionsTitle) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person, tenures, sessionId } = await requirePerson(context, request);
  const open = await openSessions(context.db, person.id, context.now());
  return {
    email: person.email,
    functions: tenures.map((held) => ({
      label: functionLabel(held.function),
      place: held.organisation?.name ?? null,
    })),
    // Not the id: it is the hash that the table is searched by.
    open: open.map(({ id, userAgent, createdAt, expiresAt }, index) => ({
      index,
      current: id === sessionId,
      device: deviceOf(userAgent) ?? session.openUnknown,
      since: createdAt.toISOString(),
      until: expiresAt.toISOString(),
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { person, sessionId } = await requirePerson(context, request);
  return { revoked: await revokeSessionsOf(context.db, person.id, context.now(), sessionId) };
}

export default function Account() {
  const { email, functions, open } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>{session.sessionsTitle}</h1>
      <p className="fr-text--lead">{email}</p>
      <p>{session.sessionsLead}</p>
      <p>
        <Link className="fr-link" to="/connexion/notifications">
          {pushPage.link}
        </Link>
      </p>
      <p>
        <Link className="fr-link" to="/connexion/agenda">
          {calendarPage.link}
        </Link>
      </p>
      <h2 className="fr-h5 fr-mt-4w">{session.functionsTitle}</h2>
      {functions.length === 0 && <p>{session.functionsNone}</p>}
      <ul>
        {functions.map(({ label, place }) => (
          <li key={label + place}>{[label, place].filter(Boolean).join(" · ")}</li>
        ))}
      </ul>
      <div className="fr-mt-4w">
        <DataTable
          caption={session.openTitle}
          rows={open}
          keyOf={(row) => String(row.index)}
          columns={[
            {
              key: "device",
              label: session.openDevice,
              render: (row) => (row.current ? `${row.device} (${session.openThis})` : row.device),
            },
            { key: "since", label: session.openSince, render: (row) => <Moment at={row.since} /> },
            { key: "until", label: session.openUntil, render: (row) => <Moment at={row.until} /> },
          ]}
        />
      </div>
      <div role="status">{answer && <p>{session.revoked(answer.revoked)}</p>}</div>
      {open.length > 1 && (
        <Form method="post">
          <button type="submit" className="fr-btn fr-btn--secondary">
            {session.revokeOthers}
          </button>
        </Form>
      )}
    </>
  );
}
