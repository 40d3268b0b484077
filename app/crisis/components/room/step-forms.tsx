import { useId } from "react";
import { steps as words } from "#app/messages/crisis-room.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { useStoredText } from "../../room-state/use-stored-text.ts";
import { EventForm } from "./event-form.tsx";

type ButtonProps = { step: string; type: string; label: string; primary?: boolean; busy?: boolean };

/** One press does it. */
export function StepButton({ step, type, label, primary = false, busy = false }: ButtonProps) {
  return (
    <EventForm type={type} fields={{ step }}>
      <button
        type="submit"
        className={`fr-btn fr-btn--sm${primary ? "" : " fr-btn--secondary"}`}
        aria-disabled={busy}
        onClick={(event) => busy && event.preventDefault()}
      >
        {label}
      </button>
    </EventForm>
  );
}

type TextProps = Omit<ButtonProps, "busy"> & {
  name: string;
  question: string;
  hint?: string | undefined;
  required?: boolean;
};

/** One press with a few words, kept on the device until they are sent. */
export function StepTextForm({
  step,
  type,
  label,
  name,
  question,
  hint,
  primary = false,
  required = true,
}: TextProps) {
  const { page, posted } = useRoomView();
  const id = useId();
  const before =
    posted?.body.type === type && posted.body.step === step ? String(posted.body[name] ?? "") : "";
  const [text, setText] = useStoredText(`tocsin-salle-texte:${page.id}:${step}:${type}`, before);
  return (
    <EventForm type={type} fields={{ step }} className="crisis-text-form" onSent={() => setText("")}>
      <label className="fr-label" htmlFor={id}>
        {question}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      <textarea
        id={id}
        name={name}
        rows={2}
        className="fr-input"
        required={required}
        maxLength={name === "proof" ? 1_000 : 2_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={`fr-btn fr-btn--sm${primary ? "" : " fr-btn--secondary"}`}>
        {label}
      </button>
    </EventForm>
  );
}

export const ReasonForm = ({
  reason,
  ...props
}: Omit<TextProps, "name" | "question"> & { reason: string }) => (
  <StepTextForm {...props} name="reason" question={reason} />
);

/** « C’est fait », with its proof where one is wanted. */
export const DoneForm = ({ step, proof }: { step: string; proof: string | undefined }) =>
  proof ? (
    <StepTextForm
      step={step}
      type="step.done"
      label={words.finish}
      name="proof"
      question={words.doneProof}
      hint={proof}
      primary
    />
  ) : (
    <StepButton step={step} type="step.done" label={words.done} primary />
  );
