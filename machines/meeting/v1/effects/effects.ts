import {
  closeTask,
  deadLetter,
  keepAttachment,
  retryDelivery,
  sealNotice,
} from "../../../alerting/effects.ts";
import type { DeadlineReached } from "../../../alerting/events.ts";
import type { Effect } from "../../../effects.ts";
import type { Happening, World } from "../../../step.ts";
import type { Named } from "../../../words.ts";
import type { MeetingContext, MeetingLife } from "../context.ts";
import type { MeetingDataOf, MeetingEvent } from "../events.ts";
import { foundIn } from "../found.ts";
import { dayOf } from "../names.ts";
import { CHOICE, ofInstance } from "../refuse.ts";
import { toldBy } from "../told.ts";
import { chairPeople, everyone, itemOf, peopleOf } from "../who.ts";
import { consultationClocks, meetingClocks, noConsultationClocks, noMeetingClocks } from "./clocks.ts";
import { tellPeople } from "./notices.ts";

export type Asked = { after: MeetingContext; happening: Happening; world: World; from: MeetingLife | "new" };
type Make = (asked: Asked) => Effect[];
const data = <Type extends MeetingEvent>({ data }: Happening, _: Type) => data as MeetingDataOf<Type>;

const day = ({ at, timezone }: MeetingContext) => dayOf(at, timezone);
const mayRead = (people: Named[]): Effect[] =>
  people.length === 0
    ? []
    : [
        {
          do: "grant",
          organisations: people.map(({ organisation }) => ({ id: organisation.id, via: "party" as const })),
        },
      ];

/** The instance counts the meetings of its year; a consultation is none. */
const recorded = ({ after, world }: Asked, state: "planned" | "convened" | "held" | "cancelled"): Effect[] =>
  after.kind === "written"
    ? []
    : [
        {
          do: "tell",
          to: { dossier: after.instance.dossier },
          event: {
            type: "meeting.recorded",
            data: { meeting: world.dossier, ref: world.ref, at: after.openedAt ?? after.at, state },
          },
        },
      ];

/** Waits on the desk of whoever holds the function of the first of these people, where they hold it. */
function task(
  [first]: Named[],
  key: string,
  title: string,
  cited: { rule: string; article: string },
): Effect[] {
  return [
    {
      do: "open-task",
      task: {
        key,
        kind: "meeting",
        function: first?.function ?? "rssi",
        ...(first && { organisation: first.organisation.id }),
        title,
        ...cited,
      },
    },
  ];
}
const bureau = (context: MeetingContext) => [...context.secretaries, ...chairPeople(context)];

/** Someone who sits is gone: whoever prepares the meeting has their seat filled again. */
function gone({ after, happening }: Asked): Effect[] {
  const names = foundIn(happening.data).composition?.gone ?? [];
  if (names.length === 0) return [{ do: "close-task", key: "gone" }];
  const title = `À remplacer dans « ${after.instance.name} » : ${names.join(", ")}`;
  return task([], "gone", title.slice(0, 300), ofInstance(after));
}

const convened: Make = ({ after, happening, world, from }) => {
  const { name } = after.instance;
  const { sequence = 0, note = null } = after.convened ?? {};
  return [
    ...mayRead(everyone(after)),
    ...gone({ after, happening, world, from }),
    ...meetingClocks(after, happening.at),
    ...tellPeople(after, world, happening.at, everyone(after), {
      notice: `convened-${sequence}`,
      what: "convened",
      statement:
        from === "planned"
          ? `Vous êtes convoqué à la séance du ${day(after)} : ${name}.`
          : `La convocation à la séance du ${day(after)} est mise à jour : ${name}.`,
      expected: ["Lire les pièces.", "Prévenir votre suppléant si vous ne pouvez venir."],
      cited: ofInstance(after),
      text: note ?? undefined,
      calendar: "REQUEST",
    }),
    ...recorded({ after, happening, world, from }, "convened"),
  ];
};

const rescheduled: Make = (asked) => {
  const { after, happening, world, from } = asked;
  if (from === "planned") return recorded(asked, "planned");
  return [
    ...meetingClocks(after, happening.at),
    ...tellPeople(after, world, happening.at, everyone(after), {
      notice: `moved-${after.convened?.sequence}`,
      what: "moved",
      statement: `La séance est déplacée au ${day(after)} : ${after.instance.name}.`,
      text: data(happening, "meeting.rescheduled").reason,
      cited: ofInstance(after),
      calendar: "REQUEST",
    }),
    ...recorded(asked, "convened"),
  ];
};

const cancelled: Make = (asked) => {
  const { after, happening, world, from } = asked;
  const told =
    from === "planned"
      ? []
      : tellPeople(after, world, happening.at, everyone(after), {
          notice: "cancelled",
          what: "cancelled",
          statement:
            after.kind === "written"
              ? `La consultation écrite est annulée : ${after.instance.name}.`
              : `La séance du ${day(after)} est annulée : ${after.instance.name}.`,
          text: after.cancelled?.reason,
          cited: ofInstance(after),
          ...(after.kind === "sitting" && { calendar: "CANCEL" as const }),
        });
  return [
    ...noMeetingClocks(),
    ...noConsultationClocks(),
    { do: "close-task", key: "unopened" },
    ...told,
    ...recorded(asked, "cancelled"),
  ];
};

const consultation: Make = ({ after, happening, world, from }) => [
  ...mayRead(everyone(after)),
  ...gone({ after, happening, world, from }),
  ...consultationClocks(after, happening.at),
  ...tellPeople(after, world, happening.at, after.members.flatMap(peopleOf), {
    notice: "consultation",
    what: "consultation",
    statement: `Votre avis est demandé par écrit : ${after.instance.name}.`,
    expected: ["Répondre sur chaque point avant la fin : se taire n’est pas voter."],
    cited: ofInstance(after),
    text: after.consultation?.reason,
  }),
];

/** Seats that have not answered on every point. */
const silent = ({ members, items }: MeetingContext): Named[] =>
  members
    .filter(({ seat }) =>
      items.some(
        (item) => ![...item.votes, ...item.opinions, ...item.conflicts].some((one) => one.seat === seat),
      ),
    )
    .flatMap(peopleOf);

const drafted: Make = (asked) => {
  const { after, happening, world } = asked;
  if (after.cancelled) return [];
  const ends = after.kind === "written" ? "La consultation écrite est close" : "La séance est levée";
  return [
    ...noMeetingClocks(),
    ...task(
      chairPeople(after),
      "validate",
      `Procès-verbal à valider : ${after.instance.name}, ${day(after)}`,
      CHOICE,
    ),
    ...tellPeople(after, world, happening.at, chairPeople(after), {
      notice: "drafted",
      what: "drafted",
      statement: `${ends} : le procès-verbal attend votre validation (${after.instance.name}).`,
      expected: [
        ...(after.kind === "written" ? ["Proclamer ce que les réponses décident."] : []),
        "Relire le procès-verbal, le faire corriger, le valider.",
      ],
    }),
    ...recorded(asked, "held"),
  ];
};

const reached: Make = (asked) => {
  const { after, happening, world, from } = asked;
  const { key } = happening.data as DeadlineReached;
  const settled: Effect = { do: "settle-deadline", key, as: "met" };
  if (key === "before" && from === "convened")
    return [
      settled,
      ...tellPeople(after, world, happening.at, everyone(after), {
        notice: `reminder-${after.convened?.sequence}-${happening.at.slice(0, 10)}`,
        what: "reminder",
        statement: `Rappel : la séance du ${day(after)} approche (${after.instance.name}).`,
        expected: ["Lire les pièces.", "Prévenir votre suppléant si vous ne pouvez venir."],
      }),
    ];
  if (key === "unopened" && from === "convened")
    return [
      { ...settled, as: "breached" },
      ...task(
        bureau(after),
        "unopened",
        `La séance du ${day(after)} n’a pas été ouverte : la tenir, la déplacer ou l’annuler`,
        CHOICE,
      ),
    ];
  if (key === "before-closing" && from === "consulting")
    return [
      settled,
      ...tellPeople(after, world, happening.at, silent(after), {
        notice: "closing",
        what: "closing",
        statement: `La consultation écrite se termine bientôt, et votre siège n’a pas répondu : ${after.instance.name}.`,
        expected: ["Répondre sur chaque point : se taire n’est pas voter."],
      }),
    ];
  return [{ ...settled, as: "cleared" }];
};

/** Files of an agenda are files of the meeting: who may read it may open them. */
const keepPapers = ({ by }: Happening, items: MeetingDataOf<"item.added">[]): Effect[] =>
  items.flatMap(({ papers = [] }) =>
    papers.flatMap(({ file }) => (file ? [{ do: "attach" as const, ...file, by: by.name }] : [])),
  );

const make: Partial<Record<MeetingEvent, Make>> = {
  "meeting.planned": (asked) => [
    ...mayRead(everyone(asked.after)),
    ...keepPapers(asked.happening, data(asked.happening, "meeting.planned").items),
    ...recorded(asked, "planned"),
  ],
  "item.added": ({ happening }) => keepPapers(happening, [data(happening, "item.added")]),
  "meeting.convened": convened,
  "meeting.rescheduled": rescheduled,
  "meeting.cancelled": cancelled,
  "meeting.opened": () => [...noMeetingClocks(), { do: "close-task", key: "unopened" }],
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
