import { Link } from "@remix-run/react";
import { lock } from "#app/messages/lock.ts";
import { Facts } from "#app/ui/facts.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { LockPage } from "../queries/lock-page.ts";

const { attestations: words } = lock;

/** Third parties whose RGS attestation was checked, valid or lapsed (MBN-7). */
export function Attestations({ page: { attestations, may, more } }: { page: LockPage }) {
  return (
    <section className="lock-section" aria-labelledby="attestations">
      <h2 id="attestations">{words.title}</h2>
      <p>{words.lead}</p>
      {attestations.length === 0 && <p>{words.empty}</p>}
      <ul className="lock-groups">
        {attestations.map((one) => (
          <li key={one.channel} className="lock-group">
            <div>
              <p>
                <strong>{one.name}</strong>{" "}
                <StateBadge
                  label={one.lapsed ? words.lapsed : words.valid}
                  tone={one.lapsed ? "error" : "success"}
                />
              </p>
              <Facts
                facts={[
                  {
                    name: words.checked,
                    value: (
                      <>
                        <Moment at={one.checkedAt} /> {words.by(one.by)}
                      </>
                    ),
                  },
                  { name: words.until, value: <Moment at={one.validUntil} /> },
                  { name: words.proof, value: one.proof },
                ]}
              />
            </div>
          </li>
        ))}
      </ul>
      {may.attest && (
        <Link to={`${more}attester=1`} className="fr-btn fr-btn--secondary">
          {words.add}
        </Link>
      )}
    </section>
  );
}
