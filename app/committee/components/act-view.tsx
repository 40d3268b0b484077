import { Form, Link, useNavigation } from "@remix-run/react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { committee } from "#app/messages/committee.ts";
import { actWords as words } from "#app/messages/committee-act.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { type Field, FieldView } from "#app/ui/form/field-view.tsx";
import { RefusedAct } from "./refused-act.tsx";

type Props = {
  title: string;
  lead: string;
  confirm: string;
  back: string;
  /** What it is about: the way back says it. */
  about: string;
  fields: readonly Field[];
  answer: ActAnswer | undefined;
  /** Drawn by the page: revision, idempotency, keys of what is added. */
  hidden: Record<string, string>;
  /** It reaches nobody and starts nothing: one press does it. */
  quiet?: boolean;
};

/** One act: its questions, then what will follow, then the button that does it. */
export function ActView({ title, lead, confirm, back, about, fields, answer, hidden, quiet = false }: Props) {
  const busy = useNavigation().state !== "idle";
  const preview = answer?.step === "preview";
  const values = answer?.values ?? {};
  const last = preview || quiet;
  const files = fields.some(({ kind }) => kind === "file");
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">{about}</Link>
        </p>
        <h1>{title}</h1>
        {answer?.refused && <RefusedAct what={confirm} refused={answer.refused} />}
        {answer?.conflict && (
          <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
            <p>{committee.page.stale}</p>
          </div>
        )}
        <ErrorSummary errors={answer?.errors ?? []} />
        <Form method="post" noValidate {...(files && { encType: "multipart/form-data" as const })} onSubmit={(event) => busy && event.preventDefault()}>
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={(name !== "revision" && values[name]) || value} readOnly />
          ))}
          {preview ? (
            <>
              {Object.entries(values)
                .filter(([name]) => !(name in hidden) && name !== "intent")
                .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
              <Consequences lines={(answer.lines ?? []).map((text) => ({ text }))} />
            </>
          ) : (
            <>
              <p className="fr-text--lead">{lead}</p>
              <Fields fields={fields} values={values} errors={answer?.errors ?? []} />
            </>
          )}
          <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
            <li>
              <button type="submit" name="intent" value={last ? "confirm" : "preview"} className="fr-btn" aria-disabled={busy}>
                {last ? confirm : words.preview}
              </button>
            </li>
            <li>
              {preview ? (
                <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">{words.edit}</button>
              ) : (
                <Link to={back} className="fr-btn fr-btn--secondary">{words.back}</Link>
              )}
            </li>
          </ul>
        </Form>
      </div>
    </div>
  );
} // biome-ignore format: short lines stay whole

type Asked = { fields: readonly Field[]; values: Record<string, string>; errors: readonly FieldError[] };

/** Questions in their order; those under a fold stay folded until one of them says something. */
function Fields({ fields, values, errors }: Asked) {
  const folds = [...new Set(fields.flatMap(({ fold }) => fold ?? []))];
  const view = (field: Field) => (
    <FieldView key={field.name} field={field} value={values[field.name] ?? field.value} errors={errors} />
  );
  return (
    <>
      {fields.filter(({ fold }) => !fold).map(view)}
      {folds.map((fold) => {
        const under = fields.filter((field) => field.fold === fold);
        const said = under.some(({ name }) => values[name] || errors.some(({ path }) => path === name));
        return (
          <details key={fold} open={said} className="fr-mb-3w">
            <summary>{fold}</summary>
            <div className="tocsin-disclosed com-threes">{under.map(view)}</div>
          </details>
        );
      })}
    </>
  );
}
