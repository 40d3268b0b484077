import { Form, Link } from "@remix-run/react";
import type { RetexPage } from "#app/crisis/queries/retex.ts";
import type { RetexIntent, RetexValues } from "#app/crisis/queries/retex-form.ts";
import type { Refusal } from "#app/crisis/queries/sitrep-answer.ts";
import { procedure } from "#app/messages/crisis-procedure.ts";
import { retex } from "#app/messages/crisis-retex.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { Refused } from "#app/ui/refused.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Trail } from "#app/ui/trail.tsx";
import { Actions } from "./actions.tsx";
import { Notes } from "./notes.tsx";
import { ToldByJournal } from "./told.tsx";

export type RetexAnswer = Refusal & { intent: RetexIntent; values: RetexValues };
type Shown = Omit<RetexPage, "convention" | "id" | "zone"> & { idempotency: string };

/** The RETEX: its clock, the facts, the notes, the actions, the summary that ends it. */
export function RetexView({ page, answer }: { page: Shown; answer: RetexAnswer | undefined }) {
  const { ref, title, retex: known, told, may, idempotency } = page;
  const errors = answer?.errors ?? [];
  const typed = (...intents: RetexIntent[]) =>
    answer && intents.includes(answer.intent) ? answer.values : undefined;
  return (
    <>
      <Trail
        links={[
          { to: "/crises", label: "Crises" },
          { to: `/crises/${ref}`, label: `${ref} ${title}` },
        ]}
        current={retex.heading}
      />
      <h1>{retex.heading}</h1>
      <p className="fr-text--lead">{retex.lead}</p>
      <ErrorSummary errors={errors} />
      {answer?.refused && (
        <Refused
          what={retex.what}
          because={answer.refused.because}
          reason={answer.refused.reason ?? undefined}
        />
      )}
      <Clock known={known} />
      {told && <ToldByJournal told={told} />}
      <Notes
        notes={known.notes}
        may={may.note}
        {...{ errors, idempotency }}
        typed={typed("well", "badly")?.text ?? ""}
      />
      <Actions actions={known.actions} {...{ may, errors, idempotency }} typed={typed("add")} />
      <section aria-labelledby="retex-synthese">
        <h2 id="retex-synthese" className="fr-h4">
          {retex.summary}
        </h2>
        {known.summary && (
          <>
            <p className="retex-summary">{known.summary.text}</p>
            <p className="fr-text--sm">
              {retex.validatedBy(known.summary.by.name)}
              <Moment at={known.summary.at} />
            </p>
          </>
        )}
        {!may.validate && !known.summary && <p>{retex.noSummary}</p>}
        {may.validate && !known.summary && (
          <Form method="post" className="retex-form">
            <input type="hidden" name="idempotency" value={`${idempotency}-validate`} />
            <TextField
              name="summary"
              label={retex.summary}
              hint={retex.summaryHint}
              rows={8}
              maxLength={8_000}
              required
              defaultValue={typed("validate")?.summary}
              errors={errors}
            />
            <button type="submit" name="intent" value="validate" className="fr-btn">
              {retex.validate}
            </button>
          </Form>
        )}
      </section>
      <p className="fr-mt-4w">
        <Link to={`/crises/${ref}/rejeu`} className="fr-link">
          {procedure.replay}
        </Link>
      </p>
    </>
  );
}

function Clock({ known }: { known: Shown["retex"] }) {
  if (!known.dueAt) return known.summary ? null : <p>{retex.notBegun}</p>;
  return (
    <p className="fr-callout fr-py-2w">
      <strong>{retex.clock}</strong> <TimeLeft dueAt={known.dueAt} settled={Boolean(known.summary)} />
      <br />
      <span className="fr-text--sm">{retex.clockChoice}</span>
    </p>
  );
}
