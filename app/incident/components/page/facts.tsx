import type { ReactNode } from "react";
import { page } from "#app/messages/incident-page.ts";
import { suspend } from "#app/messages/incident-suspend.ts";
import { compromiseLabel, severityLabel } from "#app/messages/incident-words.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import { categoryLabels, certaintyLabels, perimeterLabels } from "#conventions/labels.ts";
import { windowOf } from "../../messages/facts-lines.ts";
import type { IncidentPage } from "../../queries/incident-page.ts";

const words = page.facts;

/** What is known, in the order in which it is asked on the phone. */
export function Facts({ incident }: { incident: IncidentPage }) {
  const { facts, openedAt, dispositif } = incident;
  const data = facts.personalData === null ? words.unknown : facts.personalData ? words.yes : words.no;
  return (
    <section className="incident-section" aria-labelledby="faits">
      <h2 id="faits">{words.title}</h2>
      <p className="incident-text" dir="auto">
        {facts.description}
      </p>
      <dl className="incident-facts">
        <Line name={words.where}>
          {facts.place.name}
          <br />
          <span className="incident-quiet">{dispositif}</span>
        </Line>
        <Line name={words.what}>
          {categoryLabels[facts.category].label}
          {!facts.suspension && ` · ${certaintyLabels[facts.certainty]}`}
        </Line>
        {facts.suspension && (
          <>
            <Line name={suspend.causeShort}>{suspend.causes[facts.suspension.cause].label}</Line>
            <Line name={suspend.window}>{windowOf(facts.suspension, facts.place.timezone)}</Line>
          </>
        )}
        <Line name={words.noticed}>
          <Moment at={facts.noticedAt} />
        </Line>
        <Line name={words.declared}>
          <Moment at={openedAt} />, {words.by(facts.declarer)}
        </Line>
        <Line name={words.perimeter}>
          {perimeterLabels[facts.perimeter]}
          {facts.perimeter === "schools" && facts.schools > 0 && ` (${facts.schools})`}
        </Line>
        <Line name={words.personalData}>{data}</Line>
        {facts.compromises.length > 0 && (
          <Line name={words.compromises}>{facts.compromises.map(compromiseLabel).join(", ")}</Line>
        )}
        {facts.severity && <Line name={words.severity}>{severityLabel(facts.severity)}</Line>}
        <Line name={words.field}>
          {facts.field.proposed ? words.fieldProposed(facts.field.name) : facts.field.name}
          <Why reason={facts.field.reason} about={facts.field.name} />
        </Line>
        {facts.cnil && (
          <Line name={words.cnil}>
            <Moment at={facts.cnil.at} />
            {facts.cnil.reference && `, ${words.cnilRef(facts.cnil.reference)}`}
          </Line>
        )}
      </dl>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
