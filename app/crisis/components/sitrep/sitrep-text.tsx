import { sitrep } from "#app/messages/crisis-sitrep.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { SitrepText as Text } from "#machines/crisis/v1/words.ts";

const fields = ["facts", "impacts", "actions", "decisions", "communication"] as const;

/** A point de situation to read. */
export function SitrepText({ text }: { text: Text }) {
  return (
    <>
      {fields.map(
        (name) =>
          text[name] && (
            <section key={name} aria-labelledby={`point-${name}`} className="fr-mb-4w">
              <h2 id={`point-${name}`} className="fr-h5 fr-mb-1w">
                {sitrep.fields[name]}
              </h2>
              <p className="sitrep-text">{text[name]}</p>
            </section>
          ),
      )}
      {text.nextAt && (
        <p>
          <strong>{sitrep.fields.nextAt} :</strong> <Moment at={text.nextAt} />
        </p>
      )}
    </>
  );
}
