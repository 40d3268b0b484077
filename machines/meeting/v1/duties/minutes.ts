import type { MeetingEvent } from "../events.ts";
import { CHOICE, refuse } from "../refuse.ts";
import { itemOf } from "../who.ts";
import { requireActor } from "./actor.ts";
import { type Duty, dataOf } from "./duty.ts";
import { requireBureau } from "./mine.ts";
import { requireBase } from "./sitting.ts";

export const minutesDuties: Partial<Record<MeetingEvent, Duty>> = {
  "meeting.closed": (context, { by }) => {
    requireBureau(context, by, false);
    const open = context.items.find(({ state }) => state === "open");
    if (open)
      refuse(CHOICE, `Le point n° ${open.n} est encore ouvert : décidez-le, reportez-le ou prenez-en acte.`, [
        "item.decided",
        "item.postponed",
        "item.noted",
      ]);
  },
  "minutes.amended": (context, happening) => {
    const given = dataOf(happening, "minutes.amended");
    requireBureau(context, happening.by, false);
    const { minutes } = context;
    if (!given.item) return requireBase(minutes?.remarks ?? null, minutes?.revision ?? 0, given);
    const item = itemOf(context, given.item);
    requireBase(item[given.part] ?? item.presentation ?? item.discussion, item.revision, given);
  },
  /** The minutes are those of whoever presided: nobody else says that they are true. */
  "minutes.validated": (context, { by }) => {
    requireActor(context, { type: "minutes.validated", by });
    const open = context.items.find(({ state }) => state === "open");
    if (open)
      refuse(CHOICE, `Le point n° ${open.n} attend d’être proclamé, reporté ou noté avant la validation.`, [
        "item.decided",
        "item.postponed",
        "item.noted",
      ]);
  },
  "minutes.sent": (context, { by }) => requireBureau(context, by, false),
};
