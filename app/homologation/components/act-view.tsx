import { Form, Link, useNavigation } from "@remix-run/react";
import type { ActAnswer } from "#app/engine/command/answering.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { type Field, FieldView } from "#app/ui/form/field-view.tsx";
import { Refused } from "#app/ui/refused.tsx";

type Props = {
  title: string;
  lead: string;
  confirm: string;
  back: string;
  fields: Field[];
  answer: ActAnswer | undefined;
  /** Drawn by the page: revision, idempotency, the key of what is added. */
  hidden: Record<string, string>;
  about: string;
  /** It reaches nobody and starts nothing: one press does it. */
  quiet: boolean;
};

/** One act: its questions, then what will follow, then the button that does it. */
export function ActView({ title, lead, confirm, back, fields, answer, hidden, about, quiet }: Props) {
  const busy = useNavigation().state !== "idle";
  const preview = answer?.step === "preview";
  const last = preview || quiet;
  const values = answer?.values ?? {};
  const asked = (field: Field) => (
    <FieldView
      key={field.name}
      field={{ none: words.nobody, ...field }}
      value={values[field.name] ?? field.value}
      errors={answer?.errors ?? []}
    />
  );
  const files = fields.some(({ kind }) => kind === "file");
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
            {about}
          </Link>
        </p>
        <h1>{title}</h1>
        {answer?.refused && (
          <Refused what={confirm} because={answer.refused.because}>
            <p className="tocsin-quiet fr-mb-0">
              {answer.refused.article} · {answer.refused.rule}
            </p>
          </Refused>
        )}
        {answer?.conflict && (
          <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
            <p>{words.stale}</p>
          </div>
        )}
        <ErrorSummary errors={answer?.errors ?? []} />
        <Form
          method="post"
          noValidate
          {...(files && { encType: "multipart/form-data" })}
          onSubmit={(event) => busy && event.preventDefault()}
        >
          {Object.entries({
            ...hidden,
            ...Object.fromEntries(
              Object.keys(hidden).map((name) => [name, values[name] || hidden[name] || ""]),
            ),
          }).map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} defaultValue={value} />
          ))}
          {preview ? (
            <>
              {Object.entries(values)
                .filter(([name]) => !(name in hidden))
                .map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
              <Consequences lines={(answer.lines ?? []).map((text) => ({ text }))} />
            </>
          ) : (
            <>
              <p className="fr-text--lead">{lead}</p>
              {fields.filter(({ fold }) => !fold).map(asked)}
              {[...new Set(fields.flatMap(({ fold }) => fold ?? []))].map((fold) => {
                const under = fields.filter((field) => field.fold === fold);
                const told = under.some(
                  ({ name }) => values[name] || answer?.errors?.some(({ path }) => path === name),
                );
                return (
                  <details key={fold} className="fr-mb-3w" open={told}>
                    <summary className="fr-mb-2w">{fold}</summary>
                    {under.map(asked)}
                  </details>
                );
              })}
            </>
          )}
          <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
            <li>
              <button
                type="submit"
                name="intent"
                value={last ? "confirm" : "preview"}
                className="fr-btn"
                aria-disabled={busy}
              >
                {last ? confirm : words.preview}
              </button>
            </li>
            <li>
              {preview ? (
                <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
                  {words.edit}
                </button>
              ) : (
                <Link to={back} className="fr-btn fr-btn--secondary">
                  {words.back}
                </Link>
              )}
            </li>
          </ul>
        </Form>
      </div>
    </div>
  );
}
