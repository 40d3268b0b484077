import { homologation } from "#app/messages/homologation.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";

const words = homologation.page;

/** The parts of a long dossier, one press away on a phone; those that it does not have are not named. */
export function Contents({ page, acts }: { page: HomologationPage; acts: boolean }) {
  const { context, steps, kinds, journal } = page;
  const parts: [id: string, label: string, there: boolean][] = [
    ["decision", words.decision, Boolean(context.decision)],
    ["reexamens", words.reviews, context.reviews.length > 0],
    ["etapes", words.steps, steps.length > 0],
    ["pieces", words.pieces, kinds.length > 0],
    ["risques", words.risks, true],
    ["mesures", words.measures, true],
    ["couvertes", words.articulations, true],
    ["actions", words.more, acts],
    ["journal", words.journal, journal.length > 0],
  ];
  return (
    <nav className="hom-contents fr-mb-4w" aria-label={words.contents}>
      <ul className="fr-raw-list">
        {parts
          .filter(([, , there]) => there)
          .map(([id, label]) => (
            <li key={id}>
              <a className="fr-link fr-link--sm" href={`#${id}`}>
                {label}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
