import { Link } from "@remix-run/react";
import { type MessageAct, messageAct, messageActs } from "#app/messages/communication-act.ts";
import { paths } from "#app/ui/paths.ts";
import { Refused } from "#app/ui/refused.tsx";
import type { ActAnswer } from "../../queries/act-page.ts";
import { actPath } from "../page/main-action.tsx";
import type { ActViewProps } from "./act-view.tsx";

/** Why it cannot be done, and what can be done instead. */
export function ActRefused({
  message,
  type,
  refused,
}: Pick<ActViewProps, "message" | "type"> & { refused: ActAnswer["refused"] }) {
  if (!refused) return null;
  const acts = refused.instead.filter((one): one is MessageAct => one in messageActs && one !== type);
  const edit = type === "communication.submitted";
  return (
    <Refused what={messageActs[type].what} because={refused.because} reason={refused.reason ?? undefined}>
      {(acts.length > 0 || edit) && (
        <ul className="fr-btns-group fr-btns-group--inline-md">
          {message.crisis && (
            <li>
              <Link to={`${paths.crises}/${message.crisis}`} className="fr-btn fr-btn--secondary">
                {messageAct.room}
              </Link>
            </li>
          )}
          {edit && (
            <li>
              <Link to={`${paths.messages}/${message.ref}/modifier`} className="fr-btn fr-btn--secondary">
                {messageAct.edit}
              </Link>
            </li>
          )}
          {acts.map((one) => (
            <li key={one}>
              <Link to={actPath(message.ref, one)} className="fr-btn fr-btn--secondary">
                {messageActs[one].button}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Refused>
  );
}
