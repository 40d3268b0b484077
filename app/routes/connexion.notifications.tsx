import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSubmit } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { pushWords, pushPage as words } from "#app/messages/push.ts";
import { session } from "#app/messages/session.ts";
import { sendPush } from "#app/platform/push/send-push.ts";
import { devicesOf, subscribe, subscriptionSchema, unsubscribe } from "#app/platform/push/subscriptions.ts";
import { vapidOf } from "#app/platform/push/vapid.ts";
import { deviceOf } from "#app/platform/session/open-sessions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { ThisDevice } from "#app/ui/push/this-device.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person } = await requirePerson(context, request);
  const vapid = await vapidOf(context.db, context.secret, context.env.publicUrl);
  const devices = await devicesOf(context.db, person.id);
  return { publicKey: vapid?.publicKey ?? null, devices };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { person } = await requirePerson(context, request);
  const { db, now, secret, env } = context;
  const form = Object.fromEntries(await request.formData());
  if (form.intent === "remove") {
    await unsubscribe(db, person.id, String(form.device ?? ""));
    return { ok: true, said: words.done.removed };
  }
  if (form.intent === "trial") {
    const vapid = await vapidOf(db, secret, env.publicUrl);
    const rows = await db.query<{ id: string; endpoint: string; p256dh: string; auth: string }>(
      "select id, endpoint, p256dh, auth from push_subscription where person_id = $1::uuid",
      [person.id],
    );
    const push = {
      title: pushWords.trialTitle,
      body: pushWords.trialBody,
      path: "/connexion/notifications",
      tag: "essai",
    };
    const options = vapid && { vapid, inside: env.TOCSIN_INSIDE_ALLOWED };
    const sent = options ? await Promise.all(rows.map((to) => sendPush(db, to, push, options, now()))) : [];
    const count = sent.filter((one) => one === "sent").length;
    return { ok: count > 0, said: words.done.sent(count) };
  }
  const given = subscriptionSchema.safeParse(form);
  if (!given.success) return { ok: false, said: words.done.invalid };
  await subscribe(db, person.id, given.data, deviceOf(request.headers.get("user-agent")), now());
  return { ok: true, said: words.done.subscribed };
}

export default function Notifications() {
  const { publicKey, devices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const submit = useSubmit();
  const nameOf = (device: string | null) => device ?? words.unknown;
  return (
    <>
      <Trail links={[{ to: "/connexion/sessions", label: session.sessionsTitle }]} current={words.title} />
      <div role="status">
        {answer && (
          <Alert
            small
            severity={answer.ok ? "success" : "error"}
            description={answer.said}
            className="fr-mb-4w"
          />
        )}
      </div>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <p>{words.only}</p>
      {publicKey ? (
        <ThisDevice publicKey={publicKey} onActivated={(keys) => submit(keys, { method: "post" })} />
      ) : (
        <Alert small severity="warning" description={words.unavailable} />
      )}
      <div className="fr-mt-4w">
        {devices.length === 0 ? (
          <Empty {...words.empty} />
        ) : (
          <>
            <DataTable
              caption={words.caption}
              rows={devices}
              keyOf={(row) => row.id}
              columns={[
                { key: "device", label: words.columns.device, render: (row) => nameOf(row.device) },
                {
                  key: "since",
                  label: words.columns.since,
                  render: (row) => <Moment at={String(row.createdAt)} />,
                },
                {
                  key: "used",
                  label: words.columns.used,
                  render: (row) => (row.usedAt ? <Moment at={String(row.usedAt)} /> : words.never),
                },
                {
                  key: "action",
                  label: words.columns.action,
                  render: (row) => (
                    <Form method="post">
                      <input type="hidden" name="intent" value="remove" />
                      <input type="hidden" name="device" value={row.id} />
                      <button
                        type="submit"
                        className="fr-btn fr-btn--sm fr-btn--tertiary"
                        aria-label={words.removeFor(nameOf(row.device))}
                      >
                        {words.remove}
                      </button>
                    </Form>
                  ),
                },
              ]}
            />
            <Form method="post">
              <input type="hidden" name="intent" value="trial" />
              <button type="submit" className="fr-btn fr-btn--secondary">
                {words.trial}
              </button>
            </Form>
          </>
        )}
      </div>
    </>
  );
}
