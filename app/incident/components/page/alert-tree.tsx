import { Link } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { noticeName } from "#app/messages/incident-journal.ts";
import { page } from "#app/messages/incident-page.ts";
import { channelLabel, deliveryState, viaLabel } from "#app/messages/incident-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import { Why } from "#app/ui/why.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";
import { PeopleTable, PeopleTiles } from "./people-table.tsx";
import type { LiveIncident } from "./use-incident-live.ts";

const words = page.people;
export type Answers = LiveIncident["answers"];
type Person = IncidentPage["people"]["people"][number];

/** Who was alerted, by which rule, and where each stands; beyond fifty, tiles and pages of a table. */
export function AlertTree({ incident, answers }: { incident: IncidentPage; answers: Answers }) {
  const { people, remindAt } = incident;
  const news = [...answers].filter(([id, { answer }]) => {
    const known = people.people.find((one) => one.id === id);
    return answer === "taken" && known?.answer !== "taken";
  }).length;
  const roots = people.people.filter((one) => !one.aboutId);
  return (
    <section className="incident-section" aria-labelledby="alerte">
      <h2 id="alerte">{words.title}</h2>
      {people.total === 0 ? (
        <p>{words.none}</p>
      ) : (
        <p role="status">
          <strong>{words.answered(Math.min(people.total, people.answered + news), people.total)}</strong>
          {people.failed > 0 && ` · ${words.failed(people.failed)}`}
        </p>
      )}
      {people.listed ? (
        <PeopleTable incident={incident} answers={answers} />
      ) : people.tiles.length > 0 ? (
        <PeopleTiles incident={incident} />
      ) : (
        people.waves.map((wave) => (
          <div key={wave.key} className="fr-mb-3w">
            <h3 className="fr-text--md fr-mb-0">
              {words.wave(noticeName(wave.key), wave.total)} ·{" "}
              <span className="incident-quiet">
                <Moment at={wave.at} short />
              </span>
            </h3>
            <ul className="incident-plain incident-tree">
              {roots
                .filter((one) => one.notice === wave.key)
                .map((one) => (
                  <li key={one.id}>
                    <PersonLine
                      one={one}
                      incident={incident}
                      answers={answers}
                      remindAt={remindAt[wave.key]}
                    />
                    <Relays of={one} incident={incident} answers={answers} />
                  </li>
                ))}
            </ul>
          </div>
        ))
      )}
    </section>
  );
}

/** Whoever was called on because this one did not answer, or could not be reached. */
function Relays({ of, incident, answers }: { of: Person; incident: IncidentPage; answers: Answers }) {
  const relays = incident.people.people.filter((one) => one.aboutId === of.id);
  if (relays.length === 0) return null;
  return (
    <ul>
      {relays.map((one) => (
        <li key={one.id}>
          <PersonLine one={one} incident={incident} answers={answers} remindAt={undefined} />
        </li>
      ))}
    </ul>
  );
}

type LineProps = {
  one: Person;
  incident: IncidentPage;
  answers: Answers;
  remindAt: string | null | undefined;
};

function PersonLine({ one, incident, answers, remindAt }: LineProps) {
  const { now } = useClock();
  const live = answers.get(one.id);
  const answer = one.answer ?? live?.answer ?? null;
  const { label, tone } = deliveryState({ ...one, answer });
  const at = one.ackedAt ?? live?.at ?? one.seenAt ?? one.stageAt ?? one.sentAt;
  const waits = !answer && remindAt && Date.parse(remindAt) > now && one.function !== "mailbox";
  const reason = incident.people.reasons[one.alert];
  const failed = one.stage === "failed";
  return (
    <>
      <div className="incident-row">
        <div>
          <strong>{one.name}</strong>
          <p className="incident-quiet fr-mb-0">
            {[
              one.function === "mailbox" ? null : functionLabel(one.function),
              one.organisation,
              viaLabel(one.via),
            ]
              .filter((part) => part && part !== one.name)
              .join(" · ")}
          </p>
        </div>
        <div className={live ? "tocsin-fresh" : undefined}>
          <StateBadge label={label} tone={tone} />
        </div>
      </div>
      <p className="incident-quiet fr-mb-0">
        {words.by(channelLabel(one.channel))}
        {at && (
          <>
            {" "}
            · <Moment at={at} short />
          </>
        )}
        {one.reminders > 0 && ` · ${words.reminded(one.reminders)}`}
        {waits && ` · ${words.remindIn} dans ${formatSpan(Date.parse(remindAt) - now)}`}
        {failed && one.error && ` · ${one.error}`}
      </p>
      {failed && incident.may.retry && (
        <p className="fr-mb-0 incident-screen">
          <Link
            to={`/incidents/${incident.ref}/agir/renvoyer?envoi=${one.id}`}
            className="fr-link fr-link--sm"
            aria-label={words.resendTo(one.name)}
          >
            {words.resend}
          </Link>
        </p>
      )}
      {reason && <Why reason={reason} about={one.name} />}
    </>
  );
}
