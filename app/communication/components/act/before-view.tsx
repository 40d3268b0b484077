import { Link } from "@remix-run/react";
import { channelLabel, count, euros, profileLabels } from "#app/messages/communication.ts";
import { before as words } from "#app/messages/communication-before.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { variableWords } from "#app/messages/variables.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { Before, BeforeChannel } from "../../queries/before-page.ts";
import type { Foreseen, ForeseenApproval } from "../../queries/foreseen.ts";

/** What an author reads before sending: who, how, at what cost, approved by whom and by when, what the lock says. */
export function BeforeView({ before, foreseen }: { before: Before; foreseen: Foreseen | null }) {
  return (
    <>
      <Who before={before} />
      <How channels={before.channels} people={before.people} />
      {foreseen && <Approved foreseen={foreseen} before={before} />}
      <Variables before={before} />
    </>
  );
}

function Who({ before: { reached, people } }: { before: Before }) {
  const { schools, profiles, departements, named } = reached;
  return (
    <section className="incident-section" aria-labelledby="avant-qui">
      <h2 id="avant-qui">{words.who.title}</h2>
      {schools === 0 ? (
        <p className="fr-message fr-message--error">{words.who.none}</p>
      ) : (
        <p className="fr-text--lead fr-mb-2w">
          {people === null ? words.who.onlySchools(schools) : words.who.total(people, schools)}
        </p>
      )}
      <ul>
        {profiles.map(({ profile, people: n, uncounted }) => (
          <li key={profile}>
            {n === 0 && uncounted > 0
              ? words.who.unknown(profileLabels[profile] ?? profile)
              : words.who.profile(profileLabels[profile] ?? profile, n)}
            {n > 0 && uncounted > 0 && (
              <span className="incident-quiet"> ({words.who.uncounted(uncounted)})</span>
            )}
          </li>
        ))}
      </ul>
      {named.length > 0 ? (
        <details className="tocsin-why" open={named.length <= 5}>
          <summary>{words.who.onlySchools(schools)}</summary>
          <ul className="tocsin-disclosed">
            {named.map(({ name, uai, people: n }) => (
              <li key={`${uai}${name}`}>
                {name}
                <span className="incident-quiet">
                  {uai && ` · ${uai}`}
                  {n !== null && ` · ${words.who.people.toLowerCase()} : ${count(n)}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        departements.length > 1 && (
          <ul className="tocsin-tiles" aria-label={words.who.tiles}>
            {departements.map((one) => (
              <li key={one.departement ?? "-"}>
                <span>{one.label ?? words.who.outside}</span>
                <strong>{count(one.schools)}</strong>
                <span className="tocsin-quiet">
                  {one.people > 0
                    ? words.who.total(one.people, one.schools)
                    : words.who.onlySchools(one.schools)}
                </span>
              </li>
            ))}
          </ul>
        )
      )}
    </section>
  );
}

function How({ channels, people }: { channels: readonly BeforeChannel[]; people: number | null }) {
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

function Approved({ foreseen, before }: { foreseen: Foreseen; before: Before }) {
  const { approvals, clocks } = foreseen;
  const nobody = approvals.length === 0 && before.t2 === null;
  const explanationOf = (dueAt: string | null) =>
    clocks.find((one) => one.dueAt === dueAt)?.explanation ?? null;
  return (
    <section className="incident-section" aria-labelledby="avant-approbation">
      <h2 id="avant-approbation">{words.approved.title}</h2>
      {nobody && <p>{words.approved.none}</p>}
      {approvals.length > 0 && (
        <ul className="incident-plain">
          {approvals.map((one) => (
            <Authority key={one.key} one={one} explanation={explanationOf(one.dueAt)} />
          ))}
        </ul>
      )}
      {before.t2 && (
        <div className="fr-mt-2w">
          <strong>{words.approved.t2}</strong>
          <p className="fr-mb-0">{words.approved.t2Text(before.reached.schools)}</p>
          {clocks
            .filter(({ key }) => key.startsWith("t2"))
            .map((one) => (
              <div key={one.key}>
                <TimeLeft dueAt={one.dueAt} explanation={one.explanation} reason={one.reason} />
              </div>
            ))}
          <Why reason={before.t2} about={words.approved.t2} />
        </div>
      )}
    </section>
  );
}

function Authority({
  one,
  explanation,
}: {
  one: ForeseenApproval;
  explanation: Foreseen["clocks"][number]["explanation"];
}) {
  const name = `${functionLabel(one.function)}, ${one.organisation}`;
  return (
    <li>
      <strong>{one.organisation}</strong>
      <p className="incident-quiet fr-mb-0">{functionLabel(one.function)}</p>
      {one.dueAt && <TimeLeft dueAt={one.dueAt} explanation={explanation} reason={one.step} />}
      <p className="fr-mb-0">
        {one.silence === "approves" ? words.approved.silenceApproves : words.approved.silenceEscalates}{" "}
        {one.step.to && <Link to={one.step.to}>{one.step.article}</Link>}
      </p>
      {!one.reachable && <p className="fr-message fr-message--warning">{words.approved.unreachable}</p>}
      <Why reason={one.reason} about={words.approved.why(name)} />
    </li>
  );
}

/** « 3 établissements sur 5 500 n’ont pas de valeur pour « Commune » »: said before anything leaves. */
function Variables({ before: { variables, unknown } }: { before: Before }) {
  if (variables.length + unknown.length === 0) return null;
  return (
    <section className="fr-alert fr-alert--warning fr-mb-4w" aria-labelledby="avant-texte">
      <h2 id="avant-texte" className="fr-alert__title">
        {words.text.title}
      </h2>
      <ul>
        {unknown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {variables.map(({ sentence, schools, more }) => (
          <li key={sentence}>
            {sentence} {variableWords.consequence(schools.length + more)}
            <br />
            <span className="incident-quiet">
              {schools.join(", ")} {more > 0 && variableWords.others(more)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
