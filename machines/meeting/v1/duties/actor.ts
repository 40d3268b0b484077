import type { Happening } from "../../../step.ts";
import type { MeetingContext } from "../context.ts";
import { CHOICE, refuse } from "../refuse.ts";
import { chairPeople, everyone, isChair, isSecretary, seatOf } from "../who.ts";
import { byAuthority } from "../words.ts";
import { requireBureau } from "./mine.ts";

type Asked = (context: MeetingContext, by: { id: string; name: string }) => void;

/** The seat's own people, and whoever keeps the minutes or presides, who write down what others say or do. */
const seated: Asked = (context, by) => {
  if (seatOf(context, by.id)) return;
  if (context.kind === "sitting" && (isSecretary(context, by.id) || isChair(context, by.id))) return;
  refuse(CHOICE, "Vous ne siégez pas à cette instance.");
};
const bureau: Asked = (context, by) => requireBureau(context, by, false);
/** While it is held, whoever presides is there; afterwards that no longer matters. */
const here: Asked = (context, by) => requireBureau(context, by, context.kind === "sitting");

const actors: Record<string, Asked> = {
  "meeting.opened": bureau,
  "member.arrived": seated,
  "member.left": seated,
  "conflict.declared": seated,
  "opinion.stated": seated,
  "vote.cast": seated,
  "item.opened": here,
  "item.presented": here,
  "item.discussed": here,
  "item.postponed": here,
  "item.noted": here,
  "item.decided": (context, by) => {
    const calls = everyone(context).some(({ person }) => person === by.id);
    if (calls && context.items.some(({ kind, state }) => state === "open" && byAuthority(kind))) return;
    here(context, by);
  },
  "meeting.closed": bureau,
  "minutes.amended": bureau,
  "minutes.validated": (context, by) => {
    if (isChair(context, by.id)) return;
    const names = chairPeople(context).map(({ name }) => name);
    refuse(
      CHOICE,
      `Le procès-verbal est validé par la présidence (${names.join(", ") || "siège vacant"}).`,
      [],
    );
  },
  "minutes.sent": bureau,
};

/**
 * Rules that look at who sends and where they sit, whatever they would send: what is offered to a client.
 * @throws StepRefused
 */
export function requireActor(context: MeetingContext, { type, by }: Pick<Happening, "type" | "by">): void {
  actors[type]?.(context, by);
}
