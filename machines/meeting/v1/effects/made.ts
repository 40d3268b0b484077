import type { Effect } from "../../../effects.ts";
import type { Happening, World } from "../../../step.ts";
import type { Named } from "../../../words.ts";
import type { MeetingContext, MeetingLife } from "../context.ts";
import type { MeetingDataOf, MeetingEvent } from "../events.ts";
import { dayOf } from "../names.ts";
import { chairPeople, readersOf } from "../who.ts";

export type Asked = {
  before: MeetingContext | undefined;
  after: MeetingContext;
  happening: Happening;
  world: World;
  from: MeetingLife | "new";
};
export type Make = (asked: Asked) => Effect[];
export const data = <Type extends MeetingEvent>({ data }: Happening, _: Type) => data as MeetingDataOf<Type>;

export const day = ({ at, timezone }: MeetingContext) => dayOf(at, timezone);
export const mayRead = (people: Named[]): Effect[] =>
  people.length === 0
    ? []
    : [
        {
          do: "grant",
          organisations: people.map(({ organisation }) => ({ id: organisation.id, via: "party" as const })),
        },
      ];

/**
 * Those who decide read what they decide of, from the convening until the minutes are sent: their own right may stop
 * short of it. A member in conflict still reads; a guest, who decides of nothing, is not let (CHOIX-SEANCE).
 */
export const letRead = (context: MeetingContext): Effect => ({
  do: "let-read",
  dossiers: [...new Set(context.items.flatMap(({ dossier }) => (dossier ? [dossier.id] : [])))],
  people: readersOf(context),
});
/** Those called know the agenda as it stands: nobody has it to say any more. */
export const toldAll: Effect = { do: "close-task", key: "tell" };
export const readNoMore: Effect = { do: "let-read", dossiers: [], people: [] };

/** The instance counts the meetings of its year; a consultation is none. */
export const recorded = (
  { after, world }: Asked,
  state: "planned" | "convened" | "held" | "cancelled",
): Effect[] =>
  after.kind === "written"
    ? []
    : [
        {
          do: "tell",
          to: { dossier: after.instance.dossier },
          event: {
            type: "meeting.recorded",
            data: {
              ...{ meeting: world.dossier, ref: world.ref, at: after.openedAt ?? after.at, state },
              ...(after.extra && { extra: true as const }),
            },
          },
        },
      ];

/** Waits on the desk of whoever holds the function of the first of these people, where they hold it. */
export function task(
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
export const bureau = (context: MeetingContext) => [...context.secretaries, ...chairPeople(context)];
