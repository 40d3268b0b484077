import { Link } from "@remix-run/react";
import { runbook, runbookStates } from "#app/messages/runbook.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { RunbookVersion, Signed } from "#machines/runbook/v1/context.ts";
import type { ProcedurePage } from "../queries/procedure-page.ts";

const { versions: words } = runbook;

/** All versions, newest first, with who did what of each and when. */
export function Versions({ page }: { page: ProcedurePage }) {
  const here = `/procedures/${page.key}?dispositif=${page.dispositif.key}`;
  const newest = page.versions.at(-1)?.hash;
  return (
    <section className="fr-mt-6w" aria-labelledby="versions">
      <h2 id="versions">{words.title}</h2>
      <ul className="runbook-list">
        {[...page.versions].reverse().map((one) => (
          <li key={one.hash}>
            <strong>{words.one(one.version)}</strong>{" "}
            <StateBadge {...(runbookStates[one.state] ?? { label: one.state, tone: "neutral" })} />
            {said(one).map(({ text, at, by }) => (
              <p key={text} className="runbook-quiet">
                {text} · {by} · <Moment at={at} short />
              </p>
            ))}
            <p>
              {one.hash !== page.shown?.hash && (
                <Link to={`${here}&v=${one.hash}#texte`}>
                  {words.read}
                  <span className="fr-sr-only"> : {words.one(one.version)}</span>
                </Link>
              )}{" "}
              {one.hash !== newest && (
                <Link to={`${here}&comparer=${one.hash}#comparaison`}>
                  {words.compare}
                  <span className="fr-sr-only"> : {words.one(one.version)}</span>
                </Link>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function said({ drafted, submitted, approved, returned, enforced, retired }: RunbookVersion) {
  const line = (text: string, { by, at }: Signed) => ({ text, at, by: by.name });
  return [
    line(words.drafted, drafted),
    submitted && line(words.submitted, submitted),
    approved &&
      line(`${words.approved(approved.instanceName)}, ${words.minutes(approved.minutes)}`, approved),
    returned && line(words.returned(returned.reason), returned),
    enforced && line(words.enforced, enforced),
    retired && line(words.retired(retired.reason), retired),
  ].filter((one) => one !== undefined);
}
