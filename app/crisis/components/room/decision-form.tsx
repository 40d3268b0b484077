import { useId } from "react";
import { seatLabel } from "#app/messages/crisis-procedure.ts";
import { steps as words } from "#app/messages/crisis-room.ts";
import type { Decision } from "#runbooks/schema.ts";
import type { Card } from "../../room-state/actions.ts";
import { useRoomView, useWaitingFor } from "../../room-state/room-context.ts";
import { useStoredText } from "../../room-state/use-stored-text.ts";
import { EventForm } from "./event-form.tsx";

/** A choice that somebody answers for: the options as tiles, and the facts on which it is made. */
export function DecisionForm({ card, decision }: { card: Card; decision: Decision }) {
  const { page, may, posted } = useRoomView();
  const id = useId();
  const busy = useWaitingFor(decision.key).some(({ state }) => state !== "refused");
  const before = posted?.body.decision === decision.key ? String(posted.body.because ?? "") : "";
  const [because, setBecause] = useStoredText(`tocsin-salle-texte:${page.id}:${decision.key}`, before);
  if (!may("decision.taken") || !card.allowed)
    return (
      <>
        <ul className="crisis-options-read">
          {decision.options.map(({ key, label }) => (
            <li key={key}>{label}</li>
          ))}
        </ul>
        {may("decision.taken") && (
          <p className="crisis-quiet fr-mb-1v">{words.belongs(seatLabel(decision.who))}</p>
        )}
      </>
    );
  return (
    <EventForm
      type="decision.taken"
      fields={{ decision: decision.key }}
      className="crisis-text-form"
      onSent={() => setBecause("")}
    >
      <fieldset className="crisis-options">
        <legend className="fr-label">{words.options}</legend>
        {decision.options.map(({ key, label, act }) => (
          <div key={key} className="crisis-option">
            <input type="radio" id={`${id}-${key}`} name="option" value={key} required />
            <label htmlFor={`${id}-${key}`}>
              {label}
              {act && <span className="crisis-quiet">{words.consequence[act.do]}</span>}
            </label>
          </div>
        ))}
      </fieldset>
      <label className="fr-label" htmlFor={id}>
        {words.because}
        <span className="fr-hint-text">{words.becauseHint}</span>
      </label>
      <textarea
        id={id}
        name="because"
        rows={2}
        className="fr-input"
        required
        maxLength={2_000}
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <button
        type="submit"
        className="fr-btn fr-btn--sm"
        aria-disabled={busy}
        onClick={(event) => busy && event.preventDefault()}
      >
        {words.decide}
      </button>
    </EventForm>
  );
}
