import { Link } from "@remix-run/react";
import { messageAct } from "#app/messages/communication-act.ts";
import { paths } from "#app/ui/paths.ts";
import type { ActViewProps } from "./act-view.tsx";
import { confirmLabel } from "./confirm-label.ts";

/** What is pressed next, and the way back. */
export function ActButtons({
  type,
  quiet,
  answer: { step, foreseen, refused },
  before,
  busy,
  back,
  message,
}: ActViewProps & { busy: boolean; back: string }) {
  const last = quiet || step === "preview";
  const submitting = type === "communication.submitted";
  return (
    <ul className="fr-btns-group fr-btns-group--inline-md incident-send fr-mt-4w">
      {!(submitting && refused) && (
        <li>
          <button
            type="submit"
            name="intent"
            value={last ? "confirm" : "preview"}
            className="fr-btn"
            aria-disabled={busy}
          >
            {last ? confirmLabel(type, foreseen ?? null, before) : messageAct.preview}
          </button>
        </li>
      )}
      <li>
        {submitting ? (
          <Link to={`${paths.messages}/${message.ref}/modifier`} className="fr-btn fr-btn--secondary">
            {messageAct.edit}
          </Link>
        ) : step === "preview" && !quiet ? (
          <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--secondary">
            {messageAct.edit}
          </button>
        ) : (
          <Link to={back} className="fr-btn fr-btn--secondary">
            {messageAct.back}
          </Link>
        )}
      </li>
    </ul>
  );
}
