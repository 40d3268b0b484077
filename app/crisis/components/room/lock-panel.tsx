import { Link } from "@remix-run/react";
import { channelWord } from "#app/messages/crisis-act.ts";
import { lockWord } from "#app/messages/crisis-list.ts";
import { situation as words } from "#app/messages/crisis-room.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { useRoomView } from "../../room-state/room-context.ts";

/** What may reach the community now, channel by channel, and why the others are shut. */
export function LockPanel() {
  const { lock, dispositif } = useRoomView().page;
  if (!lock) return null;
  const { label, tone } = lockWord(lock.state);
  return (
    <section aria-labelledby="titre-verrou">
      <h2 id="titre-verrou">{words.lock}</h2>
      <p className="fr-mb-1w">
        <StateBadge label={label} tone={tone} small={false} />
        {lock.state !== "open" && (
          <span className="crisis-quiet">
            {" "}
            {words.since} <Moment at={lock.since} short />
          </span>
        )}
      </p>
      <ul className="crisis-plain crisis-channels">
        {lock.open.map(({ channel }) => (
          <li key={channel}>
            <span className="crisis-channel crisis-channel--open fr-icon-checkbox-circle-fill fr-icon--sm">
              {words.open}
            </span>
            {channelWord(channel)}
          </li>
        ))}
        {lock.closed.map(({ channel, because }) => (
          <li key={channel}>
            <span className="crisis-channel crisis-channel--shut fr-icon-close-circle-fill fr-icon--sm">
              {words.shut}
            </span>
            {channelWord(channel)}
            {because[0] && (
              <details className="tocsin-why">
                <summary aria-label={`${words.why} ${channelWord(channel)}`}>{words.why}</summary>
                <p className="tocsin-disclosed">
                  {because[0].sentence}{" "}
                  <span className="crisis-quiet">
                    {because[0].article} · {because[0].rule}
                  </span>
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Link to={`/dispositifs/${dispositif.key}/verrou`} className="fr-link fr-link--sm">
        {words.lockLink}
      </Link>
    </section>
  );
}
