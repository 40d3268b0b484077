import { Link } from "@remix-run/react";
import { channelWord } from "#app/messages/crisis-act.ts";
import { lockWord } from "#app/messages/crisis-list.ts";
import { situation as words } from "#app/messages/crisis-room.ts";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { Because, LockView } from "#machines/lock/v1/compute.ts";
import { useRoomView } from "../../room-state/room-context.ts";

/** What may reach the community now, channel by channel, and why the others are shut. */
export function LockPanel() {
  const { lock, dispositif, exerciseRef, ref } = useRoomView().page;
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
        <li>
          <span className="crisis-channel crisis-channel--open fr-icon-checkbox-circle-fill fr-icon--sm">
            {words.open}
          </span>{" "}
          : {lock.open.map(({ channel }) => channelWord(channel)).join(", ") || words.nothingOpen}
        </li>
        {byReason(lock.closed).map(({ channels, because }) => (
          <li key={channels.join()}>
            <span className="crisis-channel crisis-channel--shut fr-icon-close-circle-fill fr-icon--sm">
              {words.shut}
            </span>{" "}
            : {channels.map(channelWord).join(", ")}
            {because && (
              <Why
                about={channels.map(channelWord).join(", ")}
                reason={{
                  statement: because.sentence,
                  rule: because.rule,
                  article: /^\d/.test(because.article) ? `Article ${because.article}` : because.article,
                }}
              />
            )}
          </li>
        ))}
      </ul>
      <Link to={paths.lock(dispositif.key, exerciseRef ?? undefined)} className="fr-link fr-link--sm">
        {words.lockLink}
      </Link>
      <br />
      <Link
        to={`/messages/nouveau?dispositif=${dispositif.key}&niveau=crise&crise=${ref}`}
        className="fr-link fr-link--sm"
      >
        {words.write}
      </Link>
    </section>
  );
}

/** Channels shut for one and the same reason are said together. */
function byReason(closed: LockView["closed"]): { channels: string[]; because: Because | undefined }[] {
  const groups = new Map<string, { channels: string[]; because: Because | undefined }>();
  for (const { channel, because } of closed) {
    const key = because[0]?.sentence ?? "";
    const group = groups.get(key) ?? { channels: [], because: because[0] };
    group.channels.push(channel);
    groups.set(key, group);
  }
  return [...groups.values()];
}
