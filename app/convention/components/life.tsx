import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Link } from "@remix-run/react";
import { convention } from "#app/messages/convention.ts";
import { Facts } from "#app/ui/facts.tsx";
import { formatNumber } from "#app/ui/progress.tsx";
import type { ConventionPage } from "../queries/convention-page.ts";
import { conventionPath } from "./convention-card.tsx";
import { plainDate } from "./plain-date.ts";
import { Section } from "./section.tsx";

const { page: words } = convention;

/** From when to when, over which schools; where the text contradicts itself, it is said. */
export function Life({ page }: { page: ConventionPage }) {
  const { version, versionNote, until, untilNote, perimeter, schools, timezone } = page;
  return (
    <Section id="duree" title={words.life}>
      <Facts
        facts={[
          { name: words.since, value: plainDate(version) },
          { name: words.end, value: until ? plainDate(until) : words.noEnd },
          {
            name: words.perimeter,
            value: (
              <>
                {perimeter.map((line) => (
                  <p key={line} className="fr-mb-0">
                    {line}
                  </p>
                ))}
                <p className="tocsin-quiet fr-mb-0">{words.schools(formatNumber(schools), schools > 1)}</p>
              </>
            ),
          },
          { name: words.timezone, value: timezone },
        ]}
      />
      {versionNote && <Note title={words.dateNote} text={versionNote} />}
      {untilNote && <Note title={words.disagreement} text={untilNote} />}
    </Section>
  );
}

const Note = ({ title, text }: { title: string; text: string }) => (
  <div className="fr-highlight fr-ml-0 fr-mt-3w">
    <p>
      <strong>{title}.</strong> {text}
    </p>
  </div>
);

/** Says that a newer version is in force. */
export const OldVersion = ({ convention: key }: { convention: string }) => (
  <Alert
    small
    severity="warning"
    description={
      <>
        {words.old} <Link to={conventionPath(key)}>{words.newest}</Link>
      </>
    }
  />
);
