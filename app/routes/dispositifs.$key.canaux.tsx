import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { configureChannel } from "#app/channel/commands/configure-channel.ts";
import { testChannel } from "#app/channel/commands/test-channel.ts";
import { ChannelCards } from "#app/channel/components/channel-cards.tsx";
import { ChannelForm } from "#app/channel/components/channel-form.tsx";
import { secretFields } from "#app/channel/connectors/registry.ts";
import { channelsPage } from "#app/channel/queries/channels-page.ts";
import { NotFound } from "#app/engine/errors.ts";
import { channelName } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { frame } from "#app/messages/frame.ts";
import { subscriptions } from "#app/messages/subscriptions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];

/** One more than any field may hold (a table of SMS lists): what is longer is refused, not cut. */
const LONGEST_FIELD = 60_001;
const keyOf = (key: string | undefined) => /^[a-z0-9][a-z0-9.-]{0,63}$/.exec(key ?? "")?.[0] ?? "";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "channel.configure");
  const page = await channelsPage(context.db, tenures, keyOf(params.key), {
    publicUrl: context.env.publicUrl,
    now: context.now(),
  });
  if (!page) throw problem(404, { detail: words.notMine });
  const wanted = searchText(new URL(request.url).searchParams, "canal", 40);
  const open = page.channels.find(({ key }) => key === wanted) ?? null;
  const by = searchText(new URL(request.url).searchParams, "par", 40);
  const way = open?.ways.find(({ key }) => key === (by || open.connector)) ?? open?.ways[0] ?? null;
  return { ...page, open, way };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { tenures, person } = await requireRight(context, request, "channel.configure");
  const { db, env, log, secret } = context;
  const form = await request.formData();
  const fields = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.slice(0, LONGEST_FIELD)]] : [],
    ),
  ) as Record<string, string>;
  const { intent, channel = "", enabled, connector, rate, ...given } = fields;
  const where = { dispositif: keyOf(params.key), channel };
  try {
    if (intent === "test") {
      const result = await testChannel(db, tenures, where, { env, serverSecret: secret }, context.now());
      return { done: { ok: result.ok, said: `${channelName(channel)} : ${result.said}` } };
    }
    const input = { fields: given, enabled: enabled === "1", connector, rate };
    const errors = await configureChannel(db, tenures, where, input, secret);
    if (errors.length === 0) {
      log.warn({ dispositif: where.dispositif, channel, by: person.id }, "channel configured");
      return { done: { ok: true, said: words.saved(channelName(channel)) } };
    }
    const typed = Object.entries(fields).filter(([name]) => !secretFields.has(name));
    return { errors, typed: Object.fromEntries(typed) };
  } catch (error) {
    if (error instanceof NotFound) throw problem(404, { detail: words.notMine });
    throw error;
  }
}

export default function Channels() {
  const { dispositif, channels, open: asked, way } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const done = answer && "done" in answer ? answer.done : undefined;
  const refused = answer && "errors" in answer ? answer : undefined;
  const open = done ? null : asked;
  const back = `/dispositifs/${dispositif.key}/canaux`;
  return (
    <>
      <Trail
        links={[
          { to: paths.conventions, label: frame.navigation.conventions },
          { to: `${paths.conventions}/${dispositif.key}`, label: dispositif.name },
          ...(open ? [{ to: back, label: words.title }] : []),
        ]}
        current={open ? channelName(open.key) : words.title}
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
      </div>
      {open && way ? (
        <ChannelForm channel={open} way={way} typed={refused?.typed} errors={refused?.errors} back={back} />
      ) : (
        <>
          <h1>{words.title}</h1>
          <p className="fr-text--lead">{words.lead}</p>
          <p>{words.professional}</p>
          <p>
            <Link className="fr-link" to={`/dispositifs/${dispositif.key}/abonnements`}>
              {subscriptions.link}
            </Link>
          </p>
          <ChannelCards channels={channels} />
        </>
      )}
    </>
  );
}
