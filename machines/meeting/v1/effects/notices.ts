import type { Effect, MeetingFacts } from "../../../effects.ts";
import type { World } from "../../../step.ts";
import type { Named } from "../../../words.ts";
import type { MeetingContext } from "../context.ts";
import { CHOICE } from "../refuse.ts";

type Cited = { rule: string; article: string };
export type Wave = {
  notice: string;
  what: MeetingFacts["what"];
  statement: string;
  expected?: string[];
  cited?: Cited;
  text?: string | undefined;
  /** What changed since they were last told. */
  changes?: string[];
  /** Its event in a calendar: asked for, or withdrawn. */
  calendar?: "REQUEST" | "CANCEL";
};

/** A message to people by name, each at their own address; none without anyone. */
export function tellPeople(
  context: MeetingContext,
  world: World,
  at: string,
  people: Named[],
  { notice, what, statement, expected = [], cited = CHOICE, text, changes = [], calendar }: Wave,
): Effect[] {
  if (people.length === 0) return [];
  const { rule, article } = cited;
  const facts: MeetingFacts = {
    kind: "meeting",
    what,
    ref: world.ref,
    title: context.instance.name,
    instance: context.instance.name,
    dispositif: world.convention.dispositif.name,
    timezone: context.timezone,
    exercise: false,
    at,
    path: `/instances/seances/${encodeURIComponent(world.ref)}`,
    starts: context.at,
    ends: context.endsAt,
    place: context.place,
    link: context.link,
    agenda: context.items.map(({ n, title, dossier }) => ({ n, title, ref: dossier?.ref ?? null })),
    ...(calendar && {
      calendar: { method: calendar, sequence: context.convened?.sequence ?? 0 },
    }),
    ...(text && { text }),
    ...(changes.length > 0 && { changes }),
    alerts: { [what]: { statement, expected, rule, article } },
  };
  return [
    {
      do: "call",
      notice,
      template: "meeting",
      people: people.map(({ person, organisation, function: held }) => ({
        ...{ person, organisation: organisation.id, function: held, alert: what, rule, article },
      })),
      facts,
    },
  ];
}
