import type { Effect } from "../../../effects.ts";
import { foundIn } from "../found.ts";
import { newsOf } from "../news.ts";
import { CHOICE, ofInstance } from "../refuse.ts";
import { everyone, peopleOf } from "../who.ts";
import { consultationClocks, meetingClocks, noConsultationClocks, noMeetingClocks } from "./clocks.ts";
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

/** Someone who sits is gone: whoever prepares the meeting has their seat filled again. */
function gone({ after, happening }: Asked): Effect[] {
  const names = foundIn(happening.data).composition?.gone ?? [];
  if (names.length === 0) return [{ do: "close-task", key: "gone" }];
  const title = `À remplacer dans « ${after.instance.name} » : ${names.join(", ")}`;
  return task([], "gone", title.slice(0, 300), ofInstance(after));
}

/** What changed since those called were last told, where this event tells them. */
const sinceTold = ({ before, after }: Pick<Asked, "before" | "after">) =>
  newsOf({ ...after, convened: before?.convened ?? null });

/**
 * An agenda is put together in many presses: each opens, once, the task to say so, and nothing leaves until whoever
 * prepares says that it is settled; the reminder of two days before says what nobody did (CHOIX-SEANCE).
 */
export const agendaTouched: Make = ({ after, from }) => {
  if (from !== "convened") return [];
  if (newsOf(after).length === 0) return [toldAll];
  return task(bureau(after), "tell", `Prévenir les membres : l’ordre du jour de la séance du ${day(after)} a changé (${after.instance.name})`.slice(0, 300), CHOICE);
}; // biome-ignore format: the sentence stays whole

/** One message, whatever the number of changes. */
export const changesTold: Make = ({ before, after, happening, world }) => [
  toldAll,
  ...tellPeople(after, world, happening.at, everyone(after), {
    notice: `changed-${happening.at}`,
    what: "changed",
    statement: `L’ordre du jour de la séance du ${day(after)} a changé : ${after.instance.name}.`,
    expected: ["Lire les pièces."],
    changes: sinceTold({ before, after }),
    text: data(happening, "changes.told").note,
    cited: ofInstance(after),
    calendar: "REQUEST",
  }),
];

export const convened: Make = (asked) => {
  const { before, after, happening, world, from } = asked;
  const { name } = after.instance;
  const { sequence = 0, note = null } = after.convened ?? {};
  return [
    ...mayRead(everyone(after)),
    letRead(after),
    ...gone(asked),
    toldAll,
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
      changes: sinceTold({ before, after }),
      calendar: "REQUEST",
    }),
    ...recorded(asked, "convened"),
  ];
};

export const rescheduled: Make = (asked) => {
  const { before, after, happening, world, from } = asked;
  if (from === "planned") return recorded(asked, "planned");
  const day_ = before?.at === after.at ? "change de lieu" : `est déplacée au ${day(after)}`;
  return [
    toldAll,
    ...meetingClocks(after, happening.at),
    ...tellPeople(after, world, happening.at, everyone(after), {
      notice: `moved-${after.convened?.sequence}`,
      what: "moved",
      statement: `La séance ${day_} : ${after.instance.name}.`,
      changes: sinceTold({ before, after }),
      text: data(happening, "meeting.rescheduled").reason,
      cited: ofInstance(after),
      calendar: "REQUEST",
    }),
    ...recorded(asked, "convened"),
  ];
};

export const cancelled: Make = (asked) => {
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
    readNoMore,
    ...noMeetingClocks(),
    ...noConsultationClocks(),
    { do: "close-task", key: "unopened" },
    toldAll,
    ...told,
    ...recorded(asked, "cancelled"),
  ];
};

export const consultation: Make = (asked) => {
  const { after, happening, world } = asked;
  return [
    ...mayRead(everyone(after)),
    letRead(after),
    ...gone(asked),
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
};
