import { Form, useNavigation } from "@remix-run/react";
import { runbook } from "#app/messages/runbook.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { Refused } from "#app/ui/refused.tsx";
import type { RunbookPersonEvent } from "#machines/runbook/v1/events.ts";
import { type RunbookProblem, writeRunbookProblem } from "#runbooks/problem.ts";
import type { ProcedurePage } from "../queries/procedure-page.ts";

const { acts, fields } = runbook;

export type ActAnswer = {
  type: RunbookPersonEvent;
  values: Record<string, string>;
  errors: FieldError[];
  problems?: RunbookProblem[];
  refused?: { because: string; rule: string | null; article: string | null };
};
type Props = {
  page: ProcedurePage;
  type: RunbookPersonEvent;
  answer?: ActAnswer | undefined;
  idempotency: string;
  /** The next thing to do stands first; the others are less pressing. */
  main: boolean;
};

/** One act on a procedure, done by one press: it reaches nobody and closes nothing. */
export function ActForm({ page, type, answer, idempotency, main }: Props) {
  const busy = useNavigation().state !== "idle";
  const given = answer?.type === type ? answer : undefined;
  const refused = given?.refused;
  return (
    <Form method="post" encType="multipart/form-data" noValidate onSubmit={(e) => busy && e.preventDefault()}>
      <p>{acts[type].lead}</p>
      {refused && (
        <Refused
          what={acts[type].what}
          because={refused.because}
          reason={
            refused.rule && refused.article
              ? {
                  statement: refused.because,
                  rule: refused.rule,
                  article: `article ${refused.article}`.replace("article choix", "choix"),
                }
              : undefined
          }
        />
      )}
      {given?.problems && <Problems problems={given.problems} />}
      <ErrorSummary errors={given?.errors ?? []} />
      <input type="hidden" name="type" value={type} />
      <input type="hidden" name="revision" value={page.revision} />
      <input type="hidden" name="idempotency" defaultValue={idempotency} />
      <Fields page={page} type={type} values={given?.values ?? {}} errors={given?.errors ?? []} />
      <button type="submit" className={main ? "fr-btn" : "fr-btn fr-btn--secondary"} aria-disabled={busy}>
        {acts[type].button}
      </button>
    </Form>
  );
}

/** Mistakes of a text, each with its line: « rancongiciel.md:41 — … ». */
function Problems({ problems }: { problems: RunbookProblem[] }) {
  return (
    <div className="fr-alert fr-alert--error fr-mb-4w" role="alert">
      <h3 className="fr-alert__title">{fields.problems(problems.length)}</h3>
      <ul>
        {problems.map((one) => (
          <li key={writeRunbookProblem(one)}>{writeRunbookProblem(one)}</li>
        ))}
      </ul>
    </div>
  );
}

type FieldsProps = Pick<Props, "page" | "type"> & Pick<ActAnswer, "values" | "errors">;

function Fields({ page, type, values, errors }: FieldsProps) {
  const text = (name: string, label: string, more = {}) => (
    <TextField name={name} label={label} defaultValue={values[name]} errors={errors} {...more} />
  );
  switch (type) {
    case "runbook.submitted":
    case "runbook.enforced":
      return text("note", fields.note, { rows: 2 });
    case "runbook.returned":
      return text("reason", fields.reason, { rows: 3, required: true });
    case "runbook.retired":
      return text("retiredBecause", fields.reason, { rows: 3, required: true });
    case "runbook.approved":
      return (
        <>
          <div className="fr-select-group">
            <label className="fr-label" htmlFor="instance">
              {fields.instance}
            </label>
            <select className="fr-select" id="instance" name="instance" defaultValue={values.instance}>
              {page.instances.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {text("meetingOn", fields.meetingOn, { required: true, hint: "JJ/MM/AAAA", inputMode: "numeric" })}
          {text("minutes", fields.minutes, { required: true, hint: fields.minutesHint })}
        </>
      );
    case "runbook.revised":
      return (
        <div className="runbook-text">
          <TextField
            name="text"
            label={fields.text}
            hint={fields.textHint}
            rows={20}
            required
            defaultValue={values.text ?? page.newestText}
            errors={errors}
          />
          <div className="fr-upload-group fr-mb-3w">
            <label className="fr-label" htmlFor="file">
              {fields.file}
            </label>
            <input className="fr-upload" type="file" id="file" name="file" accept=".md,text/markdown" />
          </div>
        </div>
      );
  }
}
