import type { Target } from "#conventions/schema.ts";
import { levelsOf } from "../../alerting/chase.ts";
import type { Effect, Scope, WhitelistFacts } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { RequestContext } from "./context.ts";
import type { Named } from "./events.ts";

export type Line = {
  rule: string;
  article: string;
  statement: string;
  expected: string[];
  answerBy?: string;
};
/** One wave: its key is unique by the state's own revision, which is the length of the history. */
type Wave = { notice: string; line: Line; text?: string };

const perimeters: Record<string, Scope["perimeter"]> = {
  ecole: "school",
  etablissement: "school",
  commune: "schools",
  circonscription: "schools",
  departement: "departement",
  dsden: "departement",
  academie: "academie",
};

/** Whose desk, whose late list: those of the place that asks. */
export function scopeOf({ place, requester }: RequestContext): Scope {
  return {
    perimeter: perimeters[place.kind] ?? "dispositif",
    place: place.id,
    declarer: place.id,
    author: requester.id,
    ...(place.departement && { departement: place.departement }),
    ...(place.academie && { academie: place.academie }),
  };
}

export function factsOf(
  request: RequestContext,
  world: World,
  at: string,
  lines: Record<string, Line>,
  text?: string,
): WhitelistFacts {
  return {
    kind: "whitelist",
    ref: world.ref,
    title: request.name,
    place: request.place.name,
    dispositif: world.convention.dispositif.name,
    timezone: request.place.timezone,
    exercise: false,
    at,
    ...(text && { text }),
    alerts: lines,
  };
}

/** A message to functions of the convention. */
export function toFunctions(
  request: RequestContext,
  { at }: Happening,
  world: World,
  to: Target[],
  { notice, line, text }: Wave,
): Effect {
  const { rule, article } = line;
  return {
    do: "alert",
    notice,
    template: "whitelist",
    plan: to.map((target) => ({ alert: notice, rule, article, target })),
    // Whoever asked is told by name, elsewhere.
    scope: scopeOf(request),
    levels: levelsOf(world.convention),
    facts: factsOf(request, world, at, { [notice]: line }, text),
  };
}

/** A message to people by name: the requester, an instructor. */
export function toPeople(
  request: RequestContext,
  { at }: Happening,
  world: World,
  people: Named[],
  { notice, line, text }: Wave,
): Effect[] {
  if (people.length === 0) return [];
  const { rule, article } = line;
  return [
    {
      do: "call",
      notice,
      template: "whitelist",
      people: people.map(({ id, function: role, organisation }) => ({
        person: id,
        organisation: organisation.id,
        function: role,
        alert: notice,
        rule,
        article,
      })),
      facts: factsOf(request, world, at, { [notice]: line }, text),
    },
  ];
}
