import { Link } from "@remix-run/react";
import { lock } from "#app/messages/lock.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { ChannelPicture } from "../queries/lock-page.ts";

const { channels: words } = lock;

/** The channels, open or shut, each with its reason: a lane from the console to the community. */
export function LockPicture({
  channels,
  convention,
  settings,
}: {
  channels: ChannelPicture[];
  convention: string;
  /** Page where the channels are set, for who may set them. */
  settings?: string | undefined;
}) {
  return (
    <section aria-labelledby="canaux">
      <h2 id="canaux">{words.title}</h2>
      <p className="lock-ends" aria-hidden="true">
        <span>{words.console}</span>
        <span>{words.community}</span>
      </p>
      <ul className="lock-lanes">
        {channels.map((one) => (
          <Lane key={one.channel} one={one} convention={convention} />
        ))}
      </ul>
      {settings && (
        <p className="fr-mt-2w">
          <Link className="fr-link" to={settings}>
            {words.settings}
          </Link>
        </p>
      )}
    </section>
  );
}

function Lane({ one, convention }: { one: ChannelPicture; convention: string }) {
  const { open, name, because } = one;
  const icon = open ? "fr-icon-lock-unlock-fill" : "fr-icon-lock-fill";
  return (
    <li className={open ? "lock-lane" : "lock-lane lock-lane--shut"}>
      <div className="lock-lane__way">
        <span className="lock-lane__name">{name.charAt(0).toLocaleUpperCase("fr") + name.slice(1)}</span>
        <span className="lock-lane__line" aria-hidden="true" />
        <span className={`${icon} lock-lane__gate`} aria-hidden="true" />
        <StateBadge label={open ? words.open : words.shut} tone={open ? "success" : "error"} />
        <span className="lock-lane__line" aria-hidden="true" />
      </div>
      {because.map((reason) => (
        <div key={`${reason.ref} ${reason.rule}`}>
          <p className="fr-mt-1w fr-mb-0">{reason.sentence}</p>
          <Why
            about={`${words.shut}, ${name}${reason.ref && `, ${reason.ref}`}`}
            reason={{
              statement: reason.sentence,
              rule: reason.rule,
              article: lock.banner.article(reason.article),
              to: `/conventions/${convention}#${reason.rule.toLowerCase()}`,
            }}
          />
        </div>
      ))}
      {one.opened && <p className="fr-mt-1w fr-mb-0">{words.opened(one.opened)}</p>}
      {one.until && (
        <p className="fr-mt-1w fr-mb-0">
          {words.until} <Moment at={one.until} />
        </p>
      )}
      <Quiet one={one} />
    </li>
  );
}

/** What is true of a channel whatever the lock says. */
function Quiet({ one: { configured, queued, held } }: { one: ChannelPicture }) {
  const said = [
    !configured?.enabled && words.missing,
    configured?.failing && words.failing,
    queued > 0 && words.waiting(queued),
    held > 0 && words.held(held),
  ].filter(Boolean);
  return said.length > 0 ? <p className="lock-quiet">{said.join(" · ")}</p> : null;
}
