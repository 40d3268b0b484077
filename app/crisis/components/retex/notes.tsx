import { Form } from "@remix-run/react";
import { retex } from "#app/messages/crisis-retex.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";

type Props = {
  notes: CrisisContext["retex"]["notes"];
  may: boolean;
  errors: readonly FieldError[];
  typed: string;
  idempotency: string;
};

/** What went well, what went badly, in the words of whoever was there. */
export function Notes({ notes, may, errors, typed, idempotency }: Props) {
  return (
    <div className="retex-notes fr-mb-6w">
      {(["well", "badly"] as const).map((kind) => {
        const these = notes.filter((one) => one.kind === kind);
        return (
          <section key={kind} aria-labelledby={`retex-${kind}`}>
            <h2 id={`retex-${kind}`} className="fr-h4">
              {retex[kind]}
            </h2>
            {these.length === 0 && <p>{kind === "well" ? retex.noneWell : retex.noneBadly}</p>}
            <ul>
              {these.map((one) => (
                <li key={one.at + one.text}>
                  {one.text}
                  <br />
                  <span className="fr-text--xs">
                    {retex.by(one.by.name)}
                    <Moment at={one.at} short />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {may && (
        <Form method="post" className="retex-form" key={`note-${notes.length}`}>
          <input type="hidden" name="idempotency" value={`${idempotency}-note`} />
          <TextField
            name="text"
            label={retex.note.label}
            rows={3}
            maxLength={2_000}
            required
            defaultValue={typed}
            errors={errors}
          />
          <ul className="fr-btns-group fr-btns-group--inline-md">
            {(["well", "badly"] as const).map((kind) => (
              <li key={kind}>
                <button type="submit" name="intent" value={kind} className="fr-btn fr-btn--secondary">
                  {retex.note[kind]}
                </button>
              </li>
            ))}
          </ul>
        </Form>
      )}
    </div>
  );
}
