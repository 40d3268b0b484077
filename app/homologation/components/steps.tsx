import { homologation } from "#app/messages/homologation.ts";
import type { Missing } from "#machines/homologation/v1/missing.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";

const { page, missing: words } = homologation;

/** What is missing, in words. */
export function missingWords({ need, what, count }: Missing): string {
  if (need.startsWith("piece:")) return words.piece(what);
  switch (need) {
    case "residual":
    case "opinion":
    case "follow-up":
      return words[need](count);
    case "measures":
      return words.measures(count, what === "none");
    default: {
      const said = words[need as keyof typeof words];
      return typeof said === "string" ? said : need;
    }
  }
}

/** The dossier as its steps: what each is, and what it still waits for. */
export function Steps({ steps }: Pick<HomologationPage, "steps">) {
  if (steps.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="etapes">
      <h2 id="etapes" className="fr-h4">
        {page.steps}
      </h2>
      <ol className="fr-raw-list hom-steps">
        {steps.map(({ key, title, text, missing }) => {
          const later = missing.some(({ what }) => what === "later");
          const real = missing.filter(({ what }) => what !== "later");
          const done = missing.length === 0;
          return (
            <li key={key} className={`hom-step ${done ? "hom-step-done" : later ? "" : "hom-step-missing"}`}>
              <p className="fr-text--bold fr-mb-0">{title}</p>
              <p className="fr-text--sm fr-mb-1v">{text}</p>
              <p
                className={`fr-mb-0 fr-text--sm ${done ? "fr-icon-checkbox-circle-line" : later ? "fr-icon-time-line" : "fr-icon-error-warning-line"} fr-icon--sm`}
              >
                {" "}
                {done ? page.done : later && real.length === 0 ? page.later : page.remaining(real.length)}
              </p>
              {real.length > 0 && (
                <ul>
                  {real.map((one) => (
                    <li key={one.need}>{missingWords(one)}</li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
