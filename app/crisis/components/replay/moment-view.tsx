import { StateWord } from "#app/crisis/components/procedure/state-shape.tsx";
import { channelWord, seatWord } from "#app/messages/crisis-act.ts";
import { crisisState } from "#app/messages/crisis-list.ts";
import { replay, whoLabel } from "#app/messages/crisis-procedure.ts";
import { authorOf, crisisSentence, namesOf } from "#app/messages/crisis-room-journal.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { Room, Rules } from "#machines/crisis/v1/room.ts";
import type { LockView } from "#machines/lock/v1/compute.ts";
import { isLive } from "#machines/procedure/states.ts";
import { actionsOf } from "#runbooks/actions.ts";

/** The room as it was: state, lock, steps, cell, last lines. */
export function MomentView({ room, rules, lock }: { room: Room; rules: Rules; lock: LockView | null }) {
  const { label, tone } = crisisState(room.state);
  return (
    <div className="replay-room">
      <section aria-labelledby="rejeu-etat">
        <h2 id="rejeu-etat" className="fr-h5">
          {replay.state}
        </h2>
        <p>
          <StateBadge label={label} tone={tone} />
        </p>
        <h3 className="fr-h6">{replay.lock}</h3>
        {lock ? <LockLines lock={lock} /> : <p>{replay.noLock}</p>}
        <People room={room} />
      </section>
      <Steps room={room} rules={rules} />
      <Lines room={room} rules={rules} />
    </div>
  );
}

const LockLines = ({ lock }: { lock: LockView }) => (
  <>
    <p className="fr-mb-1v">
      {replay.openChannels(lock.open.map(({ channel }) => channelWord(channel)).join(", "))}
    </p>
    {lock.closed.length > 0 && (
      <p>{replay.closedChannels(lock.closed.map(({ channel }) => channelWord(channel)).join(", "))}</p>
    )}
  </>
);

function People({ room }: { room: Room }) {
  const sitting = room.context?.members.filter((one) => !one.until) ?? [];
  return (
    <>
      <h3 className="fr-h6">{replay.people}</h3>
      {sitting.length === 0 && <p>{replay.nobody}</p>}
      <ul>
        {sitting.map((one) => (
          <li key={one.role + one.id}>
            {seatWord(one.role)} : {one.name}
            {one.substitute && ` (${replay.substitute})`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Steps({ room, rules }: { room: Room; rules: Rules }) {
  const progress = room.context?.steps ?? {};
  const names = namesOf(rules.runbook);
  return (
    <section aria-labelledby="rejeu-etapes">
      <h2 id="rejeu-etapes" className="fr-h5">
        {replay.steps}
      </h2>
      <ul className="replay-steps">
        {actionsOf(rules.runbook).map((one) => {
          const state = progress[one.key] ?? "waiting";
          const option = state.startsWith("decided:") ? names.option(one.key, state.slice(8)) : undefined;
          return (
            <li key={one.key} className={isLive(state) ? "replay-live" : undefined}>
              <StateWord state={state} chosen={option} /> <span>{one.title}</span>{" "}
              <span className="fr-text--xs">
                {room.context?.actions[one.key]?.by?.name ?? whoLabel(one.who, one.party)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Lines({ room, rules }: { room: Room; rules: Rules }) {
  const names = namesOf(rules.runbook);
  return (
    <section aria-labelledby="rejeu-lignes">
      <h2 id="rejeu-lignes" className="fr-h5">
        {replay.lines}
      </h2>
      <ul className="replay-lines">
        {[...room.lines].reverse().map((line) => {
          const { text, quote } = crisisSentence(line, names);
          return (
            <li key={line.seq}>
              <span className="fr-text--xs">
                {replay.line(line.seq)} · <Moment at={line.at} /> · {authorOf(line.by)}
              </span>
              <br />
              {quote ? `${text} « ${quote} »` : text}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
