import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { calendarPath } from "#app/committee/calendar/link.ts";
import { renewCalendar } from "#app/committee/commands/renew-calendar.ts";
import { revokeCalendar } from "#app/committee/commands/revoke-calendar.ts";
import { calendarPage as words } from "#app/messages/committee-calendar.ts";
import { frame } from "#app/messages/frame.ts";
import { session } from "#app/messages/session.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person } = await requirePerson(context, request);
  const [feed] = await context.db.query<{ generation: number; openedAt: Date; readAt: Date | null }>(
    `select generation, opened_at "openedAt", read_at "readAt" from calendar_feed
      where person_id = $1 and revoked_at is null`,
    [person.id],
  );
  if (!feed) return { feed: null };
  const path = calendarPath(context.secret, { person: person.id, generation: feed.generation });
  return {
    feed: {
      url: `${context.env.publicUrl}${path}`,
      openedAt: feed.openedAt.toISOString(),
      readAt: feed.readAt?.toISOString() ?? null,
    },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { person } = await requirePerson(context, request);
  const intent = String((await request.formData()).get("intent"));
  if (intent === "revoke") await revokeCalendar(context.db, person.id, context.now());
  else await renewCalendar(context.db, person.id, context.now());
  return { said: intent === "revoke" || intent === "renew" ? words.done[intent] : words.done.open };
}

export default function Agenda() {
  const { feed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Trail links={[{ to: "/connexion/sessions", label: session.sessionsTitle }]} current={words.title} />
      <div role="status">
        {answer && <Alert small severity="success" description={answer.said} className="fr-mb-4w" />}
      </div>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {feed ? <Opened feed={feed} /> : <Empty {...words.empty} />}
      <Form method="post" className="fr-mt-4w tocsin-buttons">
        {feed ? (
          <>
            <Press intent="renew" label={words.renew} kind="fr-btn--secondary" />
            <Press intent="revoke" label={words.revoke} kind="fr-btn--tertiary" />
          </>
        ) : (
          <Press intent="open" label={words.open} kind="" />
        )}
      </Form>
    </>
  );
}

const Press = ({ intent, label, kind }: { intent: string; label: string; kind: string }) => (
  <button type="submit" name="intent" value={intent} className={`fr-btn fr-mr-2w fr-mb-2w ${kind}`}>
    {label}
  </button>
);

type Feed = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["feed"]>;
function Opened({ feed }: { feed: Feed }) {
  return (
    <>
      <p>{words.how}</p>
      <div className="fr-input-group">
        <label className="fr-label" htmlFor="adresse">
          {words.address}
          <span className="fr-hint-text">{words.secret}</span>
        </label>
        <input id="adresse" className="fr-input" readOnly value={feed.url} />
      </div>
      <p>
        <CopyLink to={feed.url} />{" "}
        <a className="fr-link" href={feed.url.replace(/^https?:/, "webcal:")}>
          {words.subscribe}
        </a>
      </p>
      <Facts
        facts={[
          { name: words.openedAt, value: <Moment at={feed.openedAt} /> },
          { name: words.readAt, value: feed.readAt ? <Moment at={feed.readAt} /> : words.never },
        ]}
      />
    </>
  );
}
