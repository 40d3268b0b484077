import { Link } from "@remix-run/react";
import { homologation, homologationState, needLabels } from "#app/messages/homologation.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { shiftMonths } from "#machines/homologation/v1/time.ts";
import type { SystemPage } from "../queries/systems.ts";

const words = homologation.systems;

/** What a system is, who answers for it, its attestation, its homologations, what moved. */
export function SystemFacts({ page: { context, history }, now }: { page: SystemPage; now: string }) {
  const { need, attestation, changes } = context;
  // Computed where it is looked at, as the lock does at the moment of use (MBN-7).
  const fresh = attestation && shiftMonths(attestation.checkedAt, 12) > now;
  return (
    <>
      <Facts
        facts={[
          { name: words.owner, value: context.owner.name },
          { name: words.operator, value: context.operator.name },
          { name: words.host, value: context.host.name },
          { name: words.url, value: context.url && <a href={context.url}>{context.url}</a> },
          { name: homologation.plan.columns.note, value: context.description },
          {
            name: words.need,
            value: need ? `${needLabels[need.need]}${need.reason ? ` · ${need.reason}` : ""}` : words.noNeed,
          },
          {
            name: words.attested,
            value: attestation && (
              <>
                <Moment at={attestation.checkedAt} /> {words.attestedBy(attestation.by)} · {words.proof} :{" "}
                {attestation.proof}
                <br />
                <StateBadge
                  label={fresh ? words.attestedFresh : words.attestedLapsed}
                  tone={fresh ? "success" : "error"}
                />
              </>
            ),
          },
        ]}
      />
      {history.length > 0 && (
        <section className="fr-mt-4w" aria-labelledby="historique">
          <h2 id="historique" className="fr-h4">
            {words.history}
          </h2>
          <ul>
            {history.map(({ id, ref, state, from, until }) => (
              <li key={id}>
                <Link to={`${paths.homologation}/${ref}`}>{ref}</Link>{" "}
                <StateBadge {...homologationState(state)} />{" "}
                {from && until && (
                  <span className="tocsin-quiet">
                    <Moment at={from} short /> – <Moment at={until} short />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes.length > 0 && (
        <details className="fr-mt-4w">
          <summary>{words.changes}</summary>
          <ul>
            {[...changes].reverse().map(({ key, kind, at, by, what }) => (
              <li key={`${kind} ${key}`}>
                <Moment at={at} short /> · {by} · {what}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
