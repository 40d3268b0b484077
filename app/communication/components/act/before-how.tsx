import { channelLabel, count, euros } from "#app/messages/communication.ts";
import { before as words } from "#app/messages/communication-before.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Why } from "#app/ui/why.tsx";
import type { BeforeChannel } from "../../queries/before-page.ts";

/** By which ways, whether the lock lets them, at what cost. */
export function How({ channels, people }: { channels: readonly BeforeChannel[]; people: number | null }) {
  return (
    <section className="incident-section" aria-labelledby="avant-comment">
      <h2 id="avant-comment">{words.how.title}</h2>
      <ul className="incident-plain">
        {channels.map((one) => (
          <li key={one.key}>
            <div className="incident-row">
              <strong>{channelLabel(one.key)}</strong>
              {one.shut ? (
                <StateBadge label={words.how.shut} tone="error" />
              ) : (
                <StateBadge label={words.how.open} tone="success" />
              )}
            </div>
            <p className="fr-mb-0">{one.sms ? smsLine(one.sms, people) : words.how.free}</p>
            {!one.configured && <p className="fr-message fr-message--warning">{words.how.absent}</p>}
            {one.shut && (
              <>
                <p className="fr-mb-0">{one.shut.statement}</p>
                <Why reason={one.shut} about={channelLabel(one.key)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function smsLine({ parts, cents }: NonNullable<BeforeChannel["sms"]>, people: number | null) {
  if (cents === null || people === null) return words.how.smsUnknown;
  return words.how.sms(parts, count(people), euros(cents));
}
