import { Form, Link, useNavigation } from "@remix-run/react";
import { channelName } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ChannelState, ChannelView, Way } from "../queries/channels-page.ts";
import { TestSteps } from "./test-steps.tsx";

const tones: Record<ChannelState, Tone> = {
  absent: "warning",
  disabled: "neutral",
  unknown: "info",
  ok: "success",
  failing: "error",
};

/** Each channel with how it is, what it can come to know, and what can be done about it. */
export function ChannelCards({ channels }: { channels: readonly ChannelView[] }) {
  const first = channels.find(({ state }) => state === "absent");
  return channels.map((channel) => (
    <ChannelCard key={channel.key} channel={channel} main={channel === first} />
  ));
}

function ChannelCard({ channel, main }: { channel: ChannelView; main: boolean }) {
  const { key, state, detail, checkedAt, ways, connector, rate, test, spent } = channel;
  const name = channelName(key);
  const id = `canal-${key.replace(":", "-")}`;
  const way = (ways.find((one) => one.key === connector) ?? ways[0]) as Way;
  const busy = useNavigation().state === "submitting";
  const absent = state === "absent";
  return (
    <section className="tocsin-item" aria-labelledby={id}>
      <h2 className="fr-h4 fr-mb-1w" id={id}>
        {name}
      </h2>
      <p className="fr-mb-1w">
        <StateBadge label={words.states[state]} tone={tones[state]} />
      </p>
      <p className="fr-mb-1w">
        {absent && ways.length > 1 ? words.choices(ways.map((one) => one.name)) : way.about}
      </p>
      {absent && <p>{words.absent}</p>}
      {detail && <p className="fr-error-text fr-mt-0 fr-mb-1w">{detail}</p>}
      {!absent && (
        <dl className="tocsin-facts fr-mb-2w">
          <div>
            <dt>{words.rateShort}</dt>
            <dd>{words.rateOf(rate ?? way.proposedRate)}</dd>
          </div>
          <div>
            <dt>{words.knowsShort}</dt>
            <dd>
              {words.knows(way.knows)}
              {way.limits && <p className="tocsin-quiet fr-mb-0">{way.limits}</p>}
            </dd>
          </div>
          {spent && (
            <div>
              <dt>{words.spent}</dt>
              <dd>{spent}</dd>
            </div>
          )}
          {checkedAt && (
            <div>
              <dt>{words.checked}</dt>
              <dd>
                <Moment at={checkedAt} />
              </dd>
            </div>
          )}
        </dl>
      )}
      {test && <TestSteps test={test} />}
      <ul className="fr-btns-group fr-btns-group--inline fr-btns-group--sm">
        <li>
          <Link
            to={`?canal=${encodeURIComponent(key)}`}
            className={main ? "fr-btn" : "fr-btn fr-btn--secondary"}
            aria-label={words.setFor(name)}
          >
            {words.set}
          </Link>
        </li>
        {!absent && (
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
