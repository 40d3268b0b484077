import { before as words } from "#app/messages/communication-before.ts";
import { variableWords } from "#app/messages/variables.ts";
import type { Before } from "../../queries/before-page.ts";

/** « 3 établissements sur 5 500 n’ont pas de valeur pour « Commune » »: said before anything leaves. */
export function Variables({ before: { variables, unknown } }: { before: Before }) {
  if (variables.length + unknown.length === 0) return null;
  return (
    <section className="fr-alert fr-alert--warning fr-mb-4w" aria-labelledby="avant-texte">
      <h2 id="avant-texte" className="fr-alert__title">
        {words.text.title}
      </h2>
      <ul>
        {unknown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {variables.map(({ sentence, schools, more }) => (
          <li key={sentence}>
            {sentence} {variableWords.consequence(schools.length + more)}
            <br />
            <span className="incident-quiet">
              {schools.join(", ")} {more > 0 && variableWords.others(more)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
