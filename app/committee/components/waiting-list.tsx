import { Link } from "@remix-run/react";
import { committee } from "#app/messages/committee.ts";
import { matterNames } from "#app/messages/committee-words.ts";
import { dossierPath, paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { Why } from "#app/ui/why.tsx";
import type { Waiting } from "../queries/waiting.ts";

const words = committee.page;
const pages: Record<string, (ref: string) => string> = {
  // A procedure has its page by its key, not by its reference: the list of them is one press away.
  runbook: () => paths.procedures,
};
export const pathOf = ({ machine, ref }: Waiting["dossier"]) =>
  pages[machine]?.(ref) ?? dossierPath({ kind: machine, ref });

/** What waits, why, since when; what a meeting has already says which. */
export function WaitingList({ waiting, convention }: { waiting: Waiting[]; convention: string }) {
  if (waiting.length === 0) return <p>{words.waitingNone}</p>;
  return (
    <ul className="com-waiting">
      {waiting.map((one) => (
        <li key={one.key}>
          <p className="fr-mb-1v">
            <strong>{matterNames[one.kind]}</strong> · <Link to={pathOf(one.dossier)}>{one.dossier.ref}</Link>{" "}
            {one.late && <StateBadge label={words.late} tone="error" />}
            {one.on && (
              <Link to={`${paths.committees}/seances/${one.on.ref}`} className="fr-badge fr-badge--sm fr-badge--info">
                {words.onAgenda(one.on.ref)}
              </Link>
            )}
          </p>
          <p className="fr-mb-1v">{one.title}</p>
          <p className="tocsin-quiet fr-mb-1v">
            {one.cause.text} {one.since && <Dated label={words.since} at={one.since} />}{" "}
            {one.dueAt && <Dated label={words.due} at={one.dueAt} />}
          </p>
          <Why
            about={one.title}
            reason={{
              statement: one.cause.text,
              rule: one.cause.rule,
              article: one.cause.article,
              to: `${paths.conventions}/${convention}#regle-${one.cause.rule}`,
            }}
          />
        </li>
      ))}
    </ul>
  );
} // biome-ignore format: badges stay with their line

/** A day is enough here; the end of a delay at midnight is the day before. */
function Dated({ label, at }: { label: string; at: string }) {
  const { zone } = useClock();
  return (
    <span>
      {label} {formatDay(new Date(Date.parse(at) - 1), zone)}.
    </span>
  );
}
