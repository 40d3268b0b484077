import type { MeetingContext } from "../context.ts";
import type { MeetingEvent } from "../events.ts";
import { tallyOf } from "../tally.ts";
import { type Change, dataOf, signed } from "./agenda.ts";
import { allLeft, written } from "./sitting.ts";

const drafted = (at: string, remarks: NonNullable<MeetingContext["minutes"]>["remarks"]) => ({
  remarks,
  revision: remarks ? 1 : 0,
  draftedAt: at,
  validatedAt: null,
  validatedBy: null,
  sentAt: null,
});

/** Everyone leaves; what was not taken up is put off to another meeting. */
const closed: Change = (context, happening) => {
  const { at } = happening;
  const { remarks } = dataOf(happening, "meeting.closed");
  const rest = "Le temps a manqué : ce point est reporté à une prochaine séance.";
  return {
    ...allLeft(context, at),
    items: context.items.map((item) =>
      item.state === "waiting"
        ? {
            ...item,
            state: "postponed",
            outcome: { ...signed(happening), what: "postponed", text: rest },
          }
        : item,
    ),
    closedAt: at,
    minutes: drafted(at, remarks ? { ...signed(happening), text: remarks } : null),
  };
};

/** What was answered is counted: silence is no vote. It is proclaimed afterwards, by whoever presides. */
const counted: Change = (context, { at }) =>
  context.cancelled
    ? context
    : {
        ...context,
        items: context.items.map((item) => ({ ...item, tally: tallyOf(context, item) })),
        consultation: context.consultation && { ...context.consultation, closedAt: at },
        closedAt: at,
        minutes: drafted(at, null),
      };

const amended: Change = (context, happening) => {
  const { item, part, text } = dataOf(happening, "minutes.amended");
  if (item) return written(context, item, part, text, happening);
  const { minutes } = context;
  return {
    ...context,
    minutes: minutes && {
      ...minutes,
      remarks: { ...signed(happening), text },
      revision: minutes.revision + 1,
    },
  };
};

export const minutesChanges: Partial<Record<MeetingEvent, Change>> = {
  "meeting.closed": closed,
  "consultation.closed": counted,
  "minutes.amended": amended,
  "minutes.validated": (context, { at, by }) => ({
    ...context,
    minutes: context.minutes && {
      ...context.minutes,
      validatedAt: at,
      validatedBy: { id: by.id, name: by.name },
    },
  }),
  "minutes.sent": (context, { at }) => ({
    ...context,
    minutes: context.minutes && { ...context.minutes, sentAt: at },
  }),
};
