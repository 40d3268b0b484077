import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { act, actions } from "#app/messages/incident-act.ts";
import { audience } from "#app/messages/incident-words.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Refused } from "#app/ui/refused.tsx";
import type { PersonEvent } from "#machines/incident/v1/events.ts";
import type { ActAnswer } from "../../queries/incident-page-act.ts";
import { ForeseenView } from "../foreseen.tsx";
import { ActFields } from "./act-fields.tsx";
import { ConflictNotice } from "./conflict.tsx";

export type ActViewProps = {
  incident: { ref: string; title: string; state: string };
  type: PersonEvent;
  /** Whether one press does it. */
  quiet: boolean;
  fields: readonly Choice[];
  answer: ActAnswer;
  /** Nothing was sent yet. */
  start: boolean;
};

/** One act: its questions, then what will follow, then the button that does it. */
export function ActView({ incident, type, quiet, fields, answer, start }: ActViewProps) {
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  const { step, values, errors } = answer;
  useEffect(() => {
    if (step !== "preview") return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step]);
  const back = `/incidents/${incident.ref}`;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <p className="fr-mb-2w">
          <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
            {incident.ref}
          </Link>
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {actions[type].title}
        </h1>
        <p className="incident-quiet" dir="auto">
          {incident.title}
        </p>
        <RefusedNotice type={type} refused={answer.refused} incident={incident} />
        {answer.conflict && <ConflictNotice conflict={answer.conflict} />}
        <ErrorSummary errors={errors} />
        {/* Refused before anything was typed: there is nothing to send. */}
        <Form
          method="post"
          hidden={Boolean(answer.refused && start)}
          noValidate
          onSubmit={(event) => busy && event.preventDefault()}
        >
          {step === "preview" && answer.foreseen ? (
            <>
              {Object.entries(values).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <ForeseenView foreseen={answer.foreseen} from={incident.state} />
            </>
          ) : (
            <>
              {["revision", "idempotency", "key", "delivery"].map((name) => (
                <input
                  key={`${name} ${values[name]}`}
                  type="hidden"
                  name={name}
                  defaultValue={values[name] ?? ""}
                />
              ))}
              <p className="fr-text--lead">{actions[type].lead}</p>
              <ActFields type={type} values={values} errors={errors} fields={fields} />
            </>
          )}
          <ActButtons {...{ type, quiet, answer, back, busy }} />
        </Form>
      </div>
    </div>
  );
}

type ButtonsProps = Pick<ActViewProps, "type" | "quiet" | "answer"> & { back: string; busy: boolean };

function ActButtons({ type, quiet, answer: { step, foreseen }, back, busy }: ButtonsProps) {
  const last = quiet || step === "preview";
  const label = last ? confirmLabel(type, foreseen) : act.preview;
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md incident-send fr-mt-4w">
      <li>
        <button
          type="submit"
          name="intent"
          value={last ? "confirm" : "preview"}
          className="fr-btn"
          aria-disabled={busy}
        >
          {label}
        </button>
      </li>
      <li>
        {step === "preview" ? (
          <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
            {act.edit}
          </button>
        ) : (
          <Link to={back} className="fr-btn fr-btn--secondary">
            {act.back}
          </Link>
        )}
      </li>
    </ul>
  );
}

/** What the button does: « Qualifier l’incident et alerter 3 personnes ». */
function confirmLabel(type: PersonEvent, foreseen: ActAnswer["foreseen"]) {
  const { confirm } = actions[type];
  if (!foreseen || foreseen.people + foreseen.mailboxes === 0) return confirm;
  return act.confirmAlerting(audience(foreseen.people, foreseen.mailboxes), confirm);
}

function RefusedNotice({
  type,
  refused,
  incident,
}: Pick<ActViewProps, "type" | "incident"> & { refused: ActAnswer["refused"] }) {
  if (!refused) return null;
  const instead = refused.instead.filter((one): one is PersonEvent => one in actions);
  return (
    <Refused what={actions[type].what} because={refused.because} reason={refused.reason ?? undefined}>
      {instead.length > 0 && (
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {instead.map((one) => (
            <li key={one}>
              <Link
                to={`/incidents/${incident.ref}/agir/${actions[one].slug}`}
                className="fr-btn fr-btn--secondary"
              >
                {actions[one].button}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Refused>
  );
}
