import { Form, Link, useNavigation } from "@remix-run/react";
import { channelName } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ChannelState, ChannelView } from "../queries/channels-page.ts";

const tones: Record<ChannelState, Tone> = {
  absent: "warning",
  disabled: "neutral",
  unknown: "info",
  ok: "success",
  failing: "error",
};

/** Each channel with how it is, and what can be done about it. */
export function ChannelCards({ channels }: { channels: readonly ChannelView[] }) {
  const first = channels.find(({ state }) => state === "absent");
  return channels.map((channel) => (
    <ChannelCard key={channel.key} channel={channel} main={channel === first} />
  ));
}

function ChannelCard({ channel, main }: { channel: ChannelView; main: boolean }) {
  const { key, connector, state, detail, checkedAt } = channel;
  const name = channelName(key);
  const busy = useNavigation().state === "submitting";
  return (
    <section className="tocsin-item" aria-labelledby={`canal-${key}`}>
      <h2 className="fr-h4 fr-mb-1w" id={`canal-${key}`}>
        {name}
      </h2>
      <p className="fr-mb-1w">
        <StateBadge label={words.states[state]} tone={tones[state]} />
      </p>
      <p className="fr-mb-1w">{words.about[connector]}</p>
      {state === "absent" && <p>{words.absent}</p>}
      {detail && <p className="fr-error-text fr-mt-0 fr-mb-1w">{detail}</p>}
      {checkedAt && (
        <p className="tocsin-quiet fr-mb-2w">
          {words.checked} <Moment at={checkedAt} />
        </p>
      )}
      <ul className="fr-btns-group fr-btns-group--inline fr-btns-group--sm">
        <li>
          <Link
            to={`?canal=${key}`}
            className={main ? "fr-btn" : "fr-btn fr-btn--secondary"}
            aria-label={words.setFor(name)}
          >
            {words.set}
          </Link>
        </li>
        {state !== "absent" && (
          <li>
            <Form method="post">
              <input type="hidden" name="intent" value="test" />
              <input type="hidden" name="channel" value={key} />
              <button
                type="submit"
                className="fr-btn fr-btn--tertiary"
                aria-disabled={busy}
                aria-label={words.testFor(name)}
                onClick={(event) => busy && event.preventDefault()}
              >
                {words.test}
              </button>
            </Form>
          </li>
        )}
      </ul>
    </section>
  );
}
