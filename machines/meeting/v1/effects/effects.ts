import {
  closeTask,
  deadLetter,
  keepAttachment,
  retryDelivery,
  sealNotice,
} from "../../../alerting/effects.ts";
import type { Effect } from "../../../effects.ts";
import type { Happening } from "../../../step.ts";
import type { MeetingDataOf, MeetingEvent } from "../events.ts";
import { CHOICE, ofInstance } from "../refuse.ts";
import { toldBy } from "../told.ts";
import { everyone, itemOf } from "../who.ts";
import { agendaTouched, cancelled, changesTold, consultation, convened, rescheduled } from "./calling.ts";
import { noMeetingClocks } from "./clocks.ts";
import { drafted, reached } from "./ending.ts";
import {
  type Asked,
  bureau,
  data,
  day,
  letRead,
  type Make,
  mayRead,
  readNoMore,
  recorded,
  task,
  toldAll,
} from "./made.ts";
import { tellPeople } from "./notices.ts";

/** Files of an agenda are files of the meeting: who may read it may open them. */
const keepPapers = ({ by }: Happening, items: Pick<MeetingDataOf<"item.added">, "papers">[]): Effect[] =>
  items.flatMap(({ papers = [] }) =>
    papers.flatMap(({ file }) => (file ? [{ do: "attach" as const, ...file, by: by.name }] : [])),
  );

const make: Partial<Record<MeetingEvent, Make>> = {
  "meeting.planned": (asked) => [
    ...mayRead(everyone(asked.after)),
    ...keepPapers(asked.happening, data(asked.happening, "meeting.planned").items),
    ...recorded(asked, "planned"),
  ],
  "item.added": (asked) => [
    ...keepPapers(asked.happening, [data(asked.happening, "item.added")]),
    ...(asked.from === "planned" ? [] : [letRead(asked.after)]),
    ...agendaTouched(asked),
  ],
  "item.removed": (asked) => [
    ...(asked.from === "planned" ? [] : [letRead(asked.after)]),
    ...agendaTouched(asked),
  ],
  "item.moved": agendaTouched,
  "paper.added": (asked) => [
    ...keepPapers(asked.happening, [{ papers: [data(asked.happening, "paper.added").paper] }]),
    ...agendaTouched(asked),
  ],
  "paper.removed": agendaTouched,
  "changes.told": changesTold,
  "meeting.convened": convened,
  "meeting.rescheduled": rescheduled,
  "meeting.cancelled": cancelled,
  "meeting.opened": () => [
    ...noMeetingClocks(),
    { do: "close-task", key: "unopened" },
    // Those who are there see the agenda as it is.
    toldAll,
  ],
  "consultation.opened": consultation,
  "item.decided": ({ after, happening, world }) => {
    const { item, outcome } = data(happening, "item.decided");
    return toldBy(after, itemOf(after, item), outcome, world);
  },
  "meeting.closed": drafted,
  "consultation.closed": (asked) => [
    { do: "settle-deadline", key: "closing", as: asked.after.cancelled ? "cleared" : "met" },
    ...drafted(asked),
  ],
  "minutes.validated": ({ after }) => [
    { do: "close-task", key: "validate" },
    ...task(bureau(after), "send", `Procès-verbal à envoyer : ${after.instance.name}, ${day(after)}`, CHOICE),
  ],
  "minutes.sent": ({ after, happening, world }) => [
    { do: "close-task", key: "send" },
    readNoMore,
    ...tellPeople(after, world, happening.at, everyone(after), {
      notice: "minutes",
      what: "minutes",
      statement: `Voici le procès-verbal de la séance du ${day(after)} : ${after.instance.name}.`,
      cited: ofInstance(after),
    }),
  ],
  "deadline.reached": reached,
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": ({ happening }) => [
    deadLetter(happening, (n) =>
      n === 1
        ? "Un message de la séance n’a pas pu être remis"
        : `${n} messages de la séance n’ont pas pu être remis`,
    ),
  ],
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
  "task.done": ({ happening }) => closeTask(happening),
};

/** What an event wants done. */
export const effectsOf = (asked: Asked): Effect[] =>
  make[asked.happening.type as MeetingEvent]?.(asked) ?? [];
