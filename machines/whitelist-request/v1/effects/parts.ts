import { type Target, whitelistOf } from "#conventions/schema.ts";
import type { Effect, NewTask } from "../../../effects.ts";
import type { Happening, World } from "../../../step.ts";
import type { RequestContext } from "../context.ts";
import type { Named, RequestDataOf, RequestEvent } from "../events.ts";
import { type Line, toFunctions, toPeople } from "../notices.ts";

/* What the effects of a request are made with. */

/** A step seen from both sides. `to`: the state it led to. */
export type Moved = {
  before: RequestContext;
  after: RequestContext;
  from: string;
  to: string;
  happening: Happening;
  world: World;
};

export type Make = (moved: Moved) => Effect[];

export const dataOf = <Type extends RequestEvent>({ happening }: Moved, _: Type) =>
  happening.data as RequestDataOf<Type>;

/** Keys of notices are unique in a dossier: when, and how far it has come, make them so. */
const keyed = ({ after, happening }: Moved, what: string) =>
  `${what}-${Date.parse(happening.at)}-${after.history.length}-${after.compromises.length}`;

export const whitelist = ({ world }: Moved) => whitelistOf(world.convention);

export const line = (
  moved: Moved,
  statement: string,
  expected: string[],
  cited?: { rule: string; article: string },
): Line => {
  const { rule, article } = cited ?? whitelist(moved).request;
  return { rule, article, statement, expected };
};

export const tell = (moved: Moved, to: Target[], what: string, one: Line, text?: string) =>
  toFunctions(moved.after, moved.happening, moved.world, to, {
    notice: keyed(moved, what),
    line: one,
    ...(text && { text }),
  });

export const call = (moved: Moved, people: Named[], what: string, one: Line, text?: string) =>
  toPeople(moved.after, moved.happening, moved.world, people, {
    notice: keyed(moved, what),
    line: one,
    ...(text && { text }),
  });

export const task = (moved: Moved, one: Omit<NewTask, "rule" | "article">): Effect => {
  const { rule, article } = whitelist(moved).request;
  return { do: "open-task", task: { rule, article, ...one } };
};

export const close = (...keys: string[]): Effect[] => keys.map((key) => ({ do: "close-task", key }));

export const settle = (as: "met" | "cleared", ...keys: string[]): Effect[] =>
  keys.map((key) => ({ do: "settle-deadline", key, as }));

/** Whoever asked, first or after, learns what is decided of it. */
export const askers = ({ requester, joined: others = [] }: RequestContext): Named[] => [
  ...new Map([requester, ...others.map((one) => one.requester)].map((one) => [one.id, one])).values(),
];
