import type { DeadlineReached } from "../../../alerting/events.ts";
import type { Effect } from "../../../effects.ts";
import type { Named } from "../../../words.ts";
import type { MeetingContext } from "../context.ts";
import { newsOf } from "../news.ts";
import { CHOICE } from "../refuse.ts";
import { chairPeople, everyone, peopleOf } from "../who.ts";
import { noMeetingClocks } from "./clocks.ts";
import { bureau, day, type Make, recorded, task, toldAll } from "./made.ts";
import { tellPeople } from "./notices.ts";

/** Seats that have not answered on every point. */
const silent = ({ members, items }: MeetingContext): Named[] =>
  members
    .filter(({ seat }) =>
      items.some(
        (item) => ![...item.votes, ...item.opinions, ...item.conflicts].some((one) => one.seat === seat),
      ),
    )
    .flatMap(peopleOf);

export const drafted: Make = (asked) => {
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

export const reached: Make = (asked) => {
  const { before, after, happening, world, from } = asked;
  const { key } = happening.data as DeadlineReached;
  const settled: Effect = { do: "settle-deadline", key, as: "met" };
  if (key === "before" && from === "convened")
    return [
      settled,
      toldAll,
      ...tellPeople(after, world, happening.at, everyone(after), {
        notice: `reminder-${after.convened?.sequence}-${happening.at.slice(0, 10)}`,
        what: "reminder",
        statement: `Rappel : la séance du ${day(after)} approche (${after.instance.name}).`,
        changes: before ? newsOf(before) : [],
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
