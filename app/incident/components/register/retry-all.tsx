import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Link } from "@remix-run/react";
import { deliveries } from "#app/messages/deliveries.ts";
import { number } from "#app/messages/incident-words.ts";
import { Confirm, Consequences } from "#app/ui/confirm.tsx";
import { paths } from "#app/ui/paths.ts";
import type { GivenUp } from "../../queries/dead-letters.ts";

const { all: words } = deliveries;

/** After an outage: every message given up of one dossier leaves again, once its reader has seen how many. */
export function RetryAll({ dossiers, asked }: { dossiers: readonly GivenUp[]; asked: GivenUp | null }) {
  if (asked)
    return (
      <>
        <Consequences
          lines={[
            { text: words.will(number(asked.count), asked.ref), icon: "fr-icon-mail-line" },
            { text: words.refused, icon: "fr-icon-error-warning-line" },
            { text: words.kept, icon: "fr-icon-draft-line" },
          ]}
        />
        <div className="fr-mb-4w">
          <Confirm
            label={words.confirm(number(asked.count), asked.ref)}
            fields={{ dossier: asked.id, revision: String(asked.revision) }}
            action={`${paths.deadLetters}?index`}
            cancel={paths.deadLetters}
          />
        </div>
      </>
    );
  if (dossiers.length === 0) return null;
  return (
    <section className="fr-mb-4w">
      <h2 className="fr-h5 fr-mb-1w">{words.title}</h2>
      <p>{words.lead}</p>
      <ul className="fr-raw-list">
        {dossiers.map(({ id, ref, count }) => (
          <li key={id} className="fr-mb-1w">
            <span className="fr-mr-2w">{words.line(ref, number(count))}</span>
            <Link
              to={`?tout=${ref}`}
              className="fr-btn fr-btn--sm fr-btn--secondary"
              aria-label={words.buttonFor(number(count), ref)}
            >
              {words.button(number(count))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of it. */
export const RetriedAll = ({ told }: { told: { ref: string | null } }) => (
  <div role="status" className="fr-mb-4w">
    <Alert
      small
      severity={told.ref ? "success" : "info"}
      description={told.ref ? words.done(told.ref) : words.late}
    />
  </div>
);
