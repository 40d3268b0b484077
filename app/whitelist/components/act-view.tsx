import { Form, Link, useNavigation } from "@remix-run/react";
import { type RequestAct, requestActs, requestAct as words } from "#app/messages/whitelist-act.ts";
import { Consequences } from "#app/ui/confirm.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { paths } from "#app/ui/paths.ts";
import { Refused } from "#app/ui/refused.tsx";
import type { ActAnswer, RequestRefusal } from "../queries/act.ts";
import { FieldView } from "./field.tsx";

type Props = { request: { ref: string; title: string }; type: RequestAct; answer: ActAnswer; start: boolean };

/** One act: its questions, then what will follow, then the button that does it. */
export function RequestActView({ request, type, answer, start }: Props) {
  const busy = useNavigation().state !== "idle";
  const { step, fields, values, errors, lines } = answer;
  const back = `${paths.whitelist}/${request.ref}`;
  const previewed = step === "preview" && lines;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
            {request.ref}
          </Link>
        </p>
        <h1>{requestActs[type].title}</h1>
        <p className="whitelist-quiet" dir="auto">
          {request.title}
        </p>
        {answer.refused && <RefusedNotice type={type} refused={answer.refused} back={back} />}
        {answer.conflict && (
          <div className="fr-alert fr-alert--warning fr-mb-4w" role="alert">
            <p>{answer.conflict}</p>
          </div>
        )}
        <ErrorSummary errors={errors} />
        <Form
          method="post"
          noValidate
          hidden={Boolean(answer.refused && start)}
          onSubmit={(event) => busy && event.preventDefault()}
        >
          <input type="hidden" name="revision" value={values.revision ?? ""} />
          <input type="hidden" name="idempotency" value={values.idempotency ?? ""} />
          {previewed ? (
            <>
              {Object.entries(values)
                .filter(([name]) => name !== "revision" && name !== "idempotency")
                .map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
              <Consequences lines={lines} />
            </>
          ) : (
            <>
              <p className="fr-text--lead">{requestActs[type].lead}</p>
              {fields.map((field) => (
                <FieldView key={field.name} field={field} values={values} errors={errors} />
              ))}
            </>
          )}
          <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-4w">
            <li>
              <button
                type="submit"
                name="intent"
                value={previewed ? "confirm" : "preview"}
                className="fr-btn"
                aria-disabled={busy}
              >
                {previewed ? requestActs[type].confirm : words.preview}
              </button>
            </li>
            <li>
              {previewed ? (
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

function RefusedNotice({ type, refused, back }: { type: RequestAct; refused: RequestRefusal; back: string }) {
  const instead = refused.instead.filter((one): one is RequestAct => one in requestActs);
  const known = refused.instead.find((one) => one.startsWith("dossier:"))?.slice("dossier:".length);
  const form = refused.instead.includes("form.saved");
  return (
    <Refused what={requestActs[type].title} because={refused.because} reason={refused.reason ?? undefined}>
      {(instead.length > 0 || form || known) && (
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {known && (
            <li>
              <Link to={`${paths.whitelist}/${known}`} className="fr-btn fr-btn--secondary">
                {words.see(known)}
              </Link>
            </li>
          )}
          {instead.slice(0, 4).map((one) => (
            <li key={one}>
              <Link to={`${back}/agir/${requestActs[one].slug}`} className="fr-btn fr-btn--secondary">
                {requestActs[one].button}
              </Link>
            </li>
          ))}
          {form && (
            <li>
              <Link to={`${back}/formulaire/application`} className="fr-btn fr-btn--secondary">
                {words.form}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Refused>
  );
}
