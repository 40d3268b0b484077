import { messagePage } from "#app/messages/communication-page.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import type { Adaptation } from "#machines/communication/v1/context.ts";
import { TextDiff } from "../text-diff.tsx";

const words = messagePage.adaptations;
type Fields = Record<string, string | undefined>;

/** What an authority proposed to change, word by word, and what the author answered. */
export function Adaptations({ adaptations }: { adaptations: readonly Adaptation[] }) {
  if (adaptations.length === 0) return null;
  return (
    <section className="incident-section" aria-labelledby="adaptations">
      <h2 id="adaptations">{words.title}</h2>
      {adaptations.map((one) => (
        <article key={`${one.approval} ${one.at}`} className="message-letter fr-mb-2w">
          <h3>
            {words.proposed(`${one.by.name}, ${one.by.organisation}`)}, <Moment at={one.at} short />
          </h3>
          <p className="incident-text" dir="auto">
            « {one.reason} »
          </p>
          <Changes before={one.before} changes={one.changes} />
          <p className="incident-quiet fr-mb-0">
            {one.answer
              ? (one.answer.accepted ? words.accepted : words.declined)(one.answer.by.name)
              : words.waiting}
            {one.answer?.reason && ` « ${one.answer.reason} »`}
          </p>
        </article>
      ))}
    </section>
  );
}

/** Each field that changes, before and after in one text. */
export function Changes({ before, changes }: { before: Fields; changes: Fields }) {
  const { zone } = useClock();
  const shown = (name: string, value: string | undefined) =>
    value && (name === "startsAt" || name === "endsAt")
      ? formatDateTime(new Date(value), zone)
      : (value ?? "");
  return (
    <dl className="tocsin-facts fr-mb-2w">
      {Object.entries(changes).map(([name, value]) => (
        <div key={name}>
          <dt>{words.fields[name] ?? name}</dt>
          <dd>
            <TextDiff before={shown(name, before[name])} after={shown(name, value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
