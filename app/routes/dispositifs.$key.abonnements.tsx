import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FeedSettings } from "#app/channel/components/subscriptions/feed.tsx";
import { HookForm } from "#app/channel/components/subscriptions/hook-form.tsx";
import { Hooks } from "#app/channel/components/subscriptions/hooks.tsx";
import { Portals } from "#app/channel/components/subscriptions/portals.tsx";
import { subscriptionsPage } from "#app/channel/queries/subscriptions-page.ts";
import { actOnSubscriptions } from "#app/channel/subscriptions-acts.ts";
import { NotFound } from "#app/engine/errors.ts";
import { channelPage } from "#app/messages/channel-page.ts";
import { frame } from "#app/messages/frame.ts";
import { subscriptions as words } from "#app/messages/subscriptions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];
const keyOf = (key: string | undefined) => /^[a-z0-9][a-z0-9.-]{0,63}$/.exec(key ?? "")?.[0] ?? "";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "channel.configure");
  const { db, env, secret } = context;
  const page = await subscriptionsPage(db, tenures, keyOf(params.key), {
    publicUrl: env.publicUrl,
    serverSecret: secret,
  });
  if (!page) throw problem(404, { detail: channelPage.notMine });
  const wanted = searchText(new URL(request.url).searchParams, "modifier", 40);
  return { ...page, wanted };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "channel.configure");
  try {
    return await actOnSubscriptions(context, caller, keyOf(params.key), await request.formData());
  } catch (error) {
    if (error instanceof NotFound) throw problem(404, { detail: channelPage.notMine });
    throw error;
  }
}

export default function Subscriptions() {
  const { dispositif, hooks, feed, portals, wanted } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const done = answer && "done" in answer ? answer.done : undefined;
  const refusedHook = answer && "hook" in answer ? answer : undefined;
  const refusedPortal = answer && "portal" in answer ? answer : undefined;
  const hook = hooks.find(({ id }) => id === wanted) ?? null;
  const editing = !done && (hook !== null || wanted === "nouveau");
  const back = `/dispositifs/${dispositif.key}/abonnements`;
  return (
    <>
      <Trail
        links={[
          { to: paths.conventions, label: frame.navigation.conventions },
          { to: `${paths.conventions}/${dispositif.key}`, label: dispositif.name },
          { to: `/dispositifs/${dispositif.key}/canaux`, label: channelPage.title },
          ...(editing ? [{ to: back, label: words.title }] : []),
        ]}
        current={editing ? (hook?.name ?? words.hooks.form.add) : words.title}
      />
      <div role="status">
        {done && (
          <Alert
            small
            severity={done.ok ? "success" : "error"}
            description={done.said}
            className="fr-mb-4w"
          />
        )}
        {done?.secret && (
          <div className="fr-callout">
            <h2 className="fr-callout__title fr-h6">{words.hooks.secret}</h2>
            <p className="fr-callout__text">{words.hooks.secretOnce}</p>
            <p className="tocsin-break">
              <code>{done.secret}</code>
            </p>
          </div>
        )}
      </div>
      {editing ? (
        <HookForm hook={hook as never} typed={refusedHook?.hook} errors={refusedHook?.errors} back={back} />
      ) : (
        <>
          <h1>{words.title}</h1>
          <p className="fr-text--lead">{words.lead}</p>
          <Hooks hooks={hooks as never} />
          <FeedSettings feed={feed} />
          <Portals portals={portals as never} typed={refusedPortal?.portal} errors={refusedPortal?.errors} />
        </>
      )}
    </>
  );
}
