import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { compromisedWord, crisisActPath, crisisActs, isCrisisAct } from "#app/messages/crisis-act.ts";
import { situation as words } from "#app/messages/crisis-room.ts";
import { severityLabel } from "#app/messages/incident-words.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import type { RoomClock } from "../../room-state/clocks.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { Due } from "./due.tsx";
import { LockPanel } from "./lock-panel.tsx";
import { clockName } from "./room-header.tsx";

/** The lock, the clocks, what is known, and where the rest is. */
export function SituationPanel({
  clocks,
  messages,
}: {
  clocks: readonly RoomClock[];
  /** Messages to the community of this crisis, as their own domain shows them. */
  messages: ReactNode;
}) {
  return (
    <section id="situation" className="crisis-panel crisis-side" aria-label={words.heading}>
      <LockPanel />
      <Compromises />
      <Clocks clocks={clocks} />
      {messages}
      <Facts />
      <Pages />
      <OtherActs />
    </section>
  );
}

const SHOWN = 6;

function Clocks({ clocks }: { clocks: readonly RoomClock[] }) {
  const rest = clocks.slice(SHOWN);
  return (
    <section aria-labelledby="titre-echeances">
      <h2 id="titre-echeances">{words.clocks}</h2>
      {clocks.length === 0 && <p className="crisis-quiet">{words.noClock}</p>}
      <ClockList clocks={clocks.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details className="crisis-fold">
          <summary>{words.allClocks(rest.length)}</summary>
          <ClockList clocks={rest} />
        </details>
      )}
    </section>
  );
}

const ClockList = ({ clocks }: { clocks: readonly RoomClock[] }) => (
  <ul className="crisis-plain">
    {clocks.map((clock) => (
      <li key={clock.key} className="crisis-clock">
        <Due at={clock.dueAt} />
        <span>
          {clock.kind === "step" ? <a href={`#etape-${clock.key}`}>{clockName(clock)}</a> : clockName(clock)}
        </span>
      </li>
    ))}
  </ul>
);

/** What two people must agree on, as far as they are. */
function Compromises() {
  const { room } = useRoomView();
  const found = Object.entries(room.context?.compromises ?? {}).filter(([, { declared }]) => declared);
  const applications = room.context?.applications ?? [];
  if (found.length + applications.length === 0) return null;
  return (
    <ul className="crisis-plain">
      {applications.map(({ what, by }) => (
        <li key={what} className="crisis-compromise">
          <strong>{compromisedWord(what)}</strong>
          <span>
            {words.compromised.application} ({by.name})
          </span>
        </li>
      ))}
      {found.map(([what, { declared, confirmed, restoring }]) => (
        <li key={what} className="crisis-compromise">
          <strong>{compromisedWord(what)}</strong>
          <span>
            {restoring
              ? words.compromised.restoring
              : confirmed
                ? words.compromised.confirmed
                : words.compromised.declared}{" "}
            ({(restoring ?? confirmed ?? declared)?.by.name})
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts() {
  const { room } = useRoomView();
  if (!room.context) return null;
  const { facts, severity, unapproved } = room.context;
  return (
    <section aria-labelledby="titre-faits">
      <h2 id="titre-faits">{words.facts}</h2>
      <p className="crisis-summary" dir="auto">
        {facts.summary}
      </p>
      <dl className="crisis-facts">
        {severity && (
          <div>
            <dt>{words.severity}</dt>
            <dd>{severityLabel(severity)}</dd>
          </div>
        )}
        <div>
          <dt>{words.place}</dt>
          <dd>{facts.place.name}</dd>
        </div>
        {facts.incident && (
          <div>
            <dt>{words.incident}</dt>
            <dd>
              <Link to={`/incidents/${facts.incident.ref}`}>{facts.incident.ref}</Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.runbook}</dt>
          <dd>
            {words.runbookVersion(facts.runbook.title, facts.runbook.version)}
            {unapproved && <span className="crisis-quiet"> ({words.unapproved})</span>}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Pages() {
  const { page, room } = useRoomView();
  const last = room.context?.sitreps.at(-1)?.number;
  const links = [
    { to: `/crises/${page.ref}/procedure`, label: words.links.procedure },
    ...(last ? [{ to: `/crises/${page.ref}/points/${last}`, label: words.sitrep(String(last)) }] : []),
    ...(room.state === "active"
      ? [{ to: `/crises/${page.ref}/points/nouveau`, label: words.newSitrep }]
      : []),
    { to: `/crises/${page.ref}/rejeu`, label: words.links.rejeu },
    ...(room.state === "sortie" || room.state === "retex" || room.state === "closed"
      ? [{ to: `/crises/${page.ref}/retex`, label: words.links.retex }]
      : []),
  ];
  return (
    <nav aria-labelledby="titre-pages">
      <h2 id="titre-pages">{words.pages}</h2>
      <ul className="crisis-plain">
        {links.map(({ to, label }) => (
          <li key={to}>
            <Link to={to} className="fr-link fr-link--sm">
              {label}
            </Link>
          </li>
        ))}
        <li>
          <a
            href={`/crises/${page.ref}/classeur.pdf`}
            className="fr-link fr-link--sm fr-link--icon-right fr-icon-download-line"
          >
            {words.links.classeur}
          </a>
        </li>
      </ul>
      <CopyLink to={`/crises/${page.ref}`} />
    </nav>
  );
}

/** Forms that the reader may open now, beyond what the steps lead to. */
function OtherActs() {
  const { page } = useRoomView();
  const acts = page.can
    .filter(isCrisisAct)
    .filter((type) => !/^(role|message\.(approved|refused|withdrawn)|press\.(approved|refused))/.test(type));
  if (acts.length === 0) return null;
  return (
    <details className="crisis-fold">
      <summary>{words.acts}</summary>
      <ul className="crisis-plain">
        {acts.map((type) => (
          <li key={type}>
            <Link to={crisisActPath(page.ref, type)} className="fr-link fr-link--sm">
              {crisisActs[type].button}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
