import { Link } from "@remix-run/react";
import {
  channelLabel,
  type Process,
  processWords,
  profileList,
  type Topic,
  topicLabels,
} from "#app/messages/communication.ts";
import { messagePage } from "#app/messages/communication-page.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { MessagePageModel } from "../../queries/page.ts";

const words = messagePage.facts;

/** Who, to whom, when, why. */
export function MessageFacts({ message }: { message: MessagePageModel }) {
  const { facts, author, crisis, schools, director } = message;
  const { process, topic, audience, channels, startsAt, endsAt } = facts;
  return (
    <section className="incident-section" aria-labelledby="faits">
      <h2 id="faits">{words.title}</h2>
      <Facts
        facts={[
          { name: words.process, value: processWords[process as Process]?.label },
          { name: words.topic, value: topicLabels[topic as Topic] },
          { name: words.author, value: `${author.name}, ${author.place}` },
          { name: words.profiles, value: profileList(audience.profiles) },
          { name: words.where, value: whereOf(audience.scope, schools) },
          { name: words.channels, value: channels.map(channelLabel).join(", ") },
          { name: words.starts, value: startsAt ? <Moment at={startsAt} /> : words.asap },
          { name: words.ends, value: endsAt && <Moment at={endsAt} /> },
          { name: words.objective, value: facts.objective },
          { name: words.justification, value: facts.justification },
          {
            name: words.director,
            value: director && (
              <>
                {director.name}
                {director.reason && <Why reason={director.reason} about={words.director} />}
              </>
            ),
          },
          {
            name: words.crisis,
            value: crisis && <Link to={`${paths.crises}/${crisis.ref}`}>{messagePage.room(crisis.ref)}</Link>,
          },
        ]}
      />
    </section>
  );
}

type Scope = MessagePageModel["facts"]["audience"]["scope"];

/** « Académie Reims (412 établissements) » */
export function whereOf(scope: Scope, schools: number | null): string {
  const { perimeter } = words;
  const many = schools === null ? "" : ` (${perimeter.schools(schools)})`;
  if (scope.perimeter === "academie") return perimeter.academie(scope.academie ?? "") + many;
  if (scope.perimeter === "departement") return perimeter.departement(scope.departement ?? "") + many;
  if (scope.perimeter === "dispositif") return perimeter.dispositif + many;
  return perimeter.schools(scope.schools?.length ?? schools ?? 1);
}
