import { Form, Link, type useFetcher, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { type CrisisAct, crisisAct, crisisActPath, crisisActs } from "#app/messages/crisis-act.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import type { ActAnswer } from "../../queries/act-page-send.ts";
import { ActFields } from "./act-fields.tsx";
import { ForeseenPeople, ForeseenView } from "./foreseen.tsx";
import { ConflictNotice, RefusedAct } from "./notices.tsx";

/** A form that navigates, or a fetcher's that stays. */
type FormLike = typeof Form | ReturnType<typeof useFetcher>["Form"];

export type ActFormProps = {
  crisis: { ref: string };
  type: CrisisAct;
  answer: ActAnswer;
  /** Nothing was sent yet. */
  start: boolean;
  /** In a page the form navigates; in a modal, a fetcher's form sends to the same address. */
  as?: FormLike;
  busy?: boolean;
  /** The way back; a link to the room when not given. */
  back?: ReactNode;
};

/** The body of an act, wherever it stands: its questions, then what will follow, then the button that does it. */
export function ActForm({ crisis, type, answer, start, as, busy, back }: ActFormProps) {
  const idle = useNavigation().state === "idle";
  const waiting = busy ?? !idle;
  const top = useRef<HTMLDivElement>(null);
  const { step, values, errors, refused, conflict, foreseen, text } = answer;
  const FormTag: FormLike = as ?? Form;
  useEffect(() => {
    // The page changed under the reader without another address: begin at its top.
    if (step !== "preview" && (start || !(refused || conflict))) return;
    top.current?.focus({ preventScroll: true });
    // Taller than the screen, focus alone would leave the reader at its buttons.
    top.current?.scrollIntoView();
  }, [step, start, refused, conflict]);
  return (
    <div ref={top} tabIndex={-1} className="crisis-act">
      {refused && <RefusedAct what={crisisActs[type].what} refused={refused} crisis={crisis.ref} />}
      {conflict && <ConflictNotice conflict={conflict} />}
      <ErrorSummary errors={errors} />
      {/* Refused before anything was typed: there is nothing to send. */}
      <FormTag
        method="post"
        action={crisisActPath(crisis.ref, type)}
        noValidate
        hidden={Boolean(refused && start)}
        onSubmit={(event) => waiting && event.preventDefault()}
      >
        {step === "preview" && foreseen ? (
          <>
            {Object.entries(values).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <RecapView recap={answer.recap ?? []} />
            {text && <Draft text={text} />}
            <ForeseenView foreseen={foreseen} />
          </>
        ) : (
          <>
            {["revision", "idempotency"].map((name) => (
              <input key={`${name} ${values[name]}`} type="hidden" name={name} value={values[name] ?? ""} />
            ))}
            <ActFields fields={answer.fields} values={values} errors={errors} />
          </>
        )}
        <Buttons {...{ type, answer, busy: waiting }}>
          {back ?? (
            <Link to={`/crises/${crisis.ref}`} className="fr-btn fr-btn--secondary">
              {crisisAct.back}
            </Link>
          )}
        </Buttons>
        {step === "preview" && foreseen && <ForeseenPeople foreseen={foreseen} />}
      </FormTag>
      {refused && start && (
        <Link to={`/crises/${crisis.ref}`} className="fr-btn fr-btn--secondary">
          {crisisAct.back}
        </Link>
      )}
    </div>
  );
}

/** What was answered, to be read again. */
function RecapView({ recap }: { recap: NonNullable<ActAnswer["recap"]> }) {
  if (recap.length === 0) return null;
  return (
    <dl className="incident-facts fr-mb-4w">
      {recap.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A message as it will be read. */
function Draft({ text: { subject, body } }: { text: { subject: string; body: string } }) {
  return (
    <section className="crisis-draft" aria-label={crisisAct.read.message}>
      <h2 className="fr-h6 fr-mb-2w" dir="auto">
        {subject}
      </h2>
      <p className="incident-text fr-mb-0" dir="auto">
        {body}
      </p>
    </section>
  );
}

type ButtonsProps = { type: CrisisAct; answer: ActAnswer; busy: boolean; children: ReactNode };

/** Nothing to answer: only the way back. */
function Buttons({ type, answer: { step, foreseen, fields }, busy, children }: ButtonsProps) {
  const last = step === "preview" && foreseen;
  const asks = fields.some(({ as }) => as === "text" || as === "cards" || as === "ticks");
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md incident-send fr-mt-4w">
      {(last || asks) && (
        <li>
          <button
            type="submit"
            name="intent"
            value={last ? "confirm" : "preview"}
            className="fr-btn"
            aria-disabled={busy}
          >
            {last ? confirmLabel(type, last) : crisisAct.preview}
          </button>
        </li>
      )}
      <li>
        {last ? (
          <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
            {crisisAct.edit}
          </button>
        ) : (
          children
        )}
      </li>
    </ul>
  );
}

/** What the button does: « Activer la cellule et prévenir 1 090 personnes ». */
function confirmLabel(type: CrisisAct, { called, told, sent }: NonNullable<ActAnswer["foreseen"]>) {
  const { confirm } = crisisActs[type];
  if (type === "message.approved" && sent > 0) return crisisAct.confirmSending(sent);
  if (told > 0) return crisisAct.confirmTelling(confirm, called + told);
  return called > 0 ? crisisAct.confirmCalling(confirm, called) : confirm;
}
