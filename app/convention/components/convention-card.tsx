import { Card } from "@codegouvfr/react-dsfr/Card";
import { convention } from "#app/messages/convention.ts";
import { paths } from "#app/ui/paths.ts";
import { formatNumber } from "#app/ui/progress.tsx";
import type { ConventionSummary } from "../queries/conventions.ts";
import { plainDate } from "./plain-date.ts";

/** The page of a convention. */
export const conventionPath = (key: string) => `${paths.conventions}/${key}`;

/** One convention: what it binds, since when, how much it holds. */
export function ConventionCard({ one }: { one: ConventionSummary }) {
  const { key, title, version, until, dispositif, rules, schools } = one;
  const life = [convention.inForce(plainDate(version)), until && convention.until(plainDate(until))];
  return (
    <Card
      enlargeLink
      horizontal
      titleAs="h2"
      title={dispositif}
      desc={title}
      linkProps={{ to: conventionPath(key) }}
      start={<p className="fr-card__detail">{life.filter(Boolean).join(", ")}</p>}
      endDetail={convention.facts(formatNumber(schools), schools > 1, rules)}
    />
  );
}
