import { Link } from "@remix-run/react";
import { deliveries, deliveryStep } from "#app/messages/deliveries.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { register } from "#app/messages/register.ts";
import { KnownPath } from "#app/ui/delivery/stage.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { PhoneLink } from "#app/ui/phone-link.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { DeadLetter } from "../../queries/dead-letters.ts";
import { ToldInstead } from "./dead-letter-table.tsx";
import { incidentPath } from "./incident-table.tsx";

const { one: words } = deliveries;

/** Whom it was for, why it did not arrive, what was done, each try. */
export function DeadLetterFacts({ letter }: { letter: Omit<DeadLetter, "lastTry"> & { lastTry: string } }) {
  return (
    <section>
      <h2 className="fr-h4">{words.facts}</h2>
      <Facts
        facts={[
          { name: words.exact, value: letter.lastError },
          { name: words.recipient, value: `${letter.name}, ${functionLabel(letter.function)}` },
          { name: words.address, value: letter.address },
          {
            name: words.known,
            value: letter.known.sent && <KnownPath {...letter} failure={letter.lastError} />,
          },
          { name: words.phone, value: letter.phone && <PhoneLink number={letter.phone} /> },
          { name: words.instead, value: <ToldInstead instead={letter.instead} phone={null} /> },
          {
            name: words.rule,
            value: (
              <Link to={`${paths.conventions}/${letter.conventionKey}#regle-${letter.rule}`}>
                {register.article(letter.article)} ({letter.rule})
              </Link>
            ),
          },
          {
            name: words.incident,
            value: (
              <Link to={incidentPath(letter.ref)}>
                {letter.ref} · {letter.title}
              </Link>
            ),
          },
        ]}
      />
      <details className="fr-mt-3w">
        <summary>
          {words.history} ({deliveries.tries(letter.attempts)})
        </summary>
        <ol className="tocsin-disclosed fr-raw-list">
          {letter.history.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows, and two steps may share a second.
            <li key={index}>
              <Moment at={step.at} short /> · {deliveryStep(step.state)}
              {step.detail && ` : ${step.detail}`}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
