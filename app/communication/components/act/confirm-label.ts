import { type MessageAct, messageActs } from "#app/messages/communication-act.ts";
import { before as words } from "#app/messages/communication-before.ts";
import type { Before } from "../../queries/before-page.ts";
import type { Foreseen } from "../../queries/foreseen.ts";

/** What the button does, in numbers where it reaches people: « Envoyer à 12 480 personnes maintenant ». */
export function confirmLabel(type: MessageAct, foreseen: Foreseen | null, before: Before | null): string {
  const { confirm } = messageActs[type];
  if (type !== "communication.submitted" || !foreseen || !before) return confirm;
  const { button } = words;
  const { schools } = before.reached;
  switch (foreseen.state) {
    case "t1":
      return button.t1(foreseen.approvals.length);
    case "t2":
      return button.t2(schools);
    case "approval":
      return button.approval;
    case "scheduled":
      return button.scheduled;
    case "sending":
    case "sent":
      return button.sending(before.people, schools);
    default:
      return confirm;
  }
}
