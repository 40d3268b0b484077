import { Link } from "@remix-run/react";
import { sitrep } from "#app/messages/crisis-sitrep.ts";

type Props = {
  reference: string;
  points: { number: number; state: "draft" | "validated" }[];
  current: number;
};

/** The points of this crisis, one after the other. */
export function PointsNav({ reference, points, current }: Props) {
  if (points.length === 0) return null;
  return (
    <nav aria-label={sitrep.all} className="fr-mt-6w">
      <h2 className="fr-h6">{sitrep.all}</h2>
      <ul className="sitrep-points">
        {points.map(({ number, state }) => (
          <li key={number}>
            <Link
              to={`/crises/${reference}/points/${number}`}
              aria-current={number === current ? "page" : undefined}
            >
              {sitrep.previous(number)} ({sitrep.states[state].toLocaleLowerCase("fr")})
            </Link>
          </li>
        ))}
        {points.every(({ state }) => state === "validated") && (
          <li>
            <Link to={`/crises/${reference}/points/nouveau`}>{sitrep.next}</Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
