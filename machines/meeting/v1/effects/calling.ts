import type { Effect } from "../../../effects.ts";
import { foundIn } from "../found.ts";
import { ofInstance } from "../refuse.ts";
import { everyone, peopleOf } from "../who.ts";
import { consultationClocks, meetingClocks, noConsultationClocks, noMeetingClocks } from "./clocks.ts";
import { type Asked, data, day, letRead, type Make, mayRead, readNoMore, recorded, task } from "./made.ts";
import { tellPeople } from "./notices.ts";

/** Someone who sits is gone: whoever prepares the meeting has their seat filled again. */
function gone({ after, happening }: Asked): Effect[] {
  const names = foundIn(happening.data).composition?.gone ?? [];
  if (names.length === 0) return [{ do: "close-task", key: "gone" }];
  const title = `À remplacer dans « ${after.instance.name} » : ${names.join(", ")}`;
  return task([], "gone", title.slice(0, 300), ofInstance(after));
}

export const convened: Make = ({ after, happening, world, from }) => {
  const { name } = after.instance;
  const { sequence = 0, note = null } = after.convened ?? {};
  return [
    ...mayRead(everyone(after)),
    letRead(after),
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

export const rescheduled: Make = (asked) => {
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
    ...told,
    ...recorded(asked, "cancelled"),
  ];
};

export const consultation: Make = ({ after, happening, world, from }) => [
  ...mayRead(everyone(after)),
  letRead(after),
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
