import type { Happening } from "../../../step.ts";
import type { Item, MeetingContext } from "../context.ts";
import { CHOICE, refuse } from "../refuse.ts";
import { chairPeople, everyone, inConflict, isChair, isSecretary, isThere, seatOf } from "../who.ts";
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

/**
 * In which quality someone may proclaim on a point, if it were open: whoever presides or keeps the minutes; or an
 * authority who was called, even as a guest, for itself alone (its right on the dossier is the engine's to look at).
 */
export function decidesAs(context: MeetingContext, item: Item, by: string): "bureau" | "authority" | null {
  if (inConflict(item, by)) return null;
  if (isSecretary(context, by)) return "bureau";
  if (isChair(context, by) && (context.kind === "written" || isThere(context, by))) return "bureau";
  const called = everyone(context).some(({ person }) => person === by);
  return called && byAuthority(item.kind) ? "authority" : null;
}

/** Guests come and go by themselves, or as whoever keeps the minutes writes it down. */
const guest: Asked = (context, by) => {
  if (context.guests.some(({ person }) => person === by.id)) return;
  requireBureau(context, by, false);
};

const actors: Record<string, Asked> = {
  "meeting.opened": bureau,
  "member.arrived": seated,
  "member.left": seated,
  "guest.arrived": guest,
  "guest.left": guest,
  "conflict.declared": seated,
  "opinion.stated": seated,
  "vote.cast": seated,
  "item.opened": here,
  "item.presented": here,
  "item.discussed": here,
  "item.postponed": here,
  "item.noted": here,
  "item.decided": (context, by) => {
    if (context.items.some((item) => item.state === "open" && decidesAs(context, item, by.id))) return;
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
