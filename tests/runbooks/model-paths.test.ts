import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { compile, eventName } from "#machines/procedure/compile.ts";
import { derive, finished, type Progress, possible } from "#machines/procedure/procedure.ts";
import { type Action, actionsOf, type Decision, type Runbook } from "#runbooks/schema.ts";
import { shipped } from "./shipped.ts";

/*
 * The product of thirty regions has more states than can be walked. Regions commute: only decisions change what is
 * possible elsewhere. So each path settles what a target waits for in reading order, one event at a time, for one
 * way of deciding, and then explores every event of the target itself.
 */

type Choice = ReadonlyMap<string, string>;

/** Every way of taking these decisions. */
function waysOf(decisions: Decision[]): Choice[] {
  return decisions.reduce<Choice[]>(
    (ways, { key, options }) =>
      ways.flatMap((way) => options.map((option) => new Map([...way, [key, option.key]]))),
    [new Map()],
  );
}

/** What an action waits for, near and far. */
function waitedBy(runbook: Runbook, target: Action): Action[] {
  const all = actionsOf(runbook);
  const found = new Set<string>();
  const visit = ({ after, when }: Action): void => {
    for (const key of [...after, ...when.map(({ decision }) => decision)]) {
      const action = all.find((one) => one.key === key);
      if (!action || found.has(key)) continue;
      found.add(key);
      visit(action);
    }
  };
  visit(target);
  return all.filter(({ key }) => found.has(key));
}

const isDecision = (action: Action): action is Decision => action.kind === "decision";

/** The next event that settles one of these actions, for one way of deciding; none when all are settled. */
function nextEvent(runbook: Runbook, progress: Progress, actions: Action[], way: Choice) {
  const keys = new Set(actions.map(({ key }) => key));
  return possible(runbook, progress).find(
    ({ type, action, option }) =>
      keys.has(action) && (type === "skip" || (type === "decide" && way.get(action) === option)),
  );
}

type Snapshot = ReturnType<ReturnType<typeof compile>["resolveState"]>;
const progressOf = (snapshot: Snapshot) => snapshot.value as Progress;

/** The states that a region reaches, by the shortest paths of the machine, for one way of deciding. */
function statesReached(runbook: Runbook, target: Action, way: Choice): string[] {
  const before = waitedBy(runbook, target);
  const paths = getShortestPaths(compile(runbook), {
    serializeState: (snapshot) => JSON.stringify(snapshot.value),
    events: (snapshot: Snapshot) => {
      const next = nextEvent(runbook, progressOf(snapshot), before, way);
      if (next) return [{ type: eventName(next) }];
      const own = possible(runbook, progressOf(snapshot)).filter(({ action }) => action === target.key);
      return own.map((event) => ({ type: eventName(event) }));
    },
  });
  return paths.map(({ state }) => String(progressOf(state as Snapshot)[target.key]));
}

/** The states a region has at rest: it passes through `waiting` without staying when it waits for nothing. */
function statesAtRest(action: Action): string[] {
  const waits = action.after.length + action.when.length > 0 ? ["waiting"] : [];
  const aside = action.when.length > 0 ? ["moot"] : [];
  const own = isDecision(action)
    ? ["open", ...action.options.map(({ key }) => `decided:${key}`)]
    : ["todo", "taken", "blocked", "done", "skipped"];
  return [...waits, ...aside, ...own];
}

describe.each(shipped.map((runbook) => [runbook.key, runbook] as const))("%s", (_, runbook) => {
  test("each state of each region is reached", () => {
    for (const target of actionsOf(runbook)) {
      const reached = new Set<string>();
      const wanted = statesAtRest(target);
      for (const way of waysOf(waitedBy(runbook, target).filter(isDecision))) {
        for (const state of statesReached(runbook, target, way)) reached.add(state);
        if (wanted.every((state) => reached.has(state))) break;
      }
      expect([...reached].sort(), `région « ${target.key} »`).toEqual(wanted.sort());
    }
  });

  test("each choice of each decision leads to the end", () => {
    const all = actionsOf(runbook);
    const decisions = all.filter(isDecision);
    const left = new Set(
      decisions.flatMap(({ key, options }) => options.map((option) => `${key}=${option.key}`)),
    );
    for (const way of waysOf(decisions)) {
      const path = settle(runbook, all, way);
      const news = Object.entries(path).filter(([key, state]) =>
        left.has(`${key}=${state.replace("decided:", "")}`),
      );
      if (news.length === 0) continue;
      for (const [key, state] of news) left.delete(`${key}=${state.replace("decided:", "")}`);
      const paths = getShortestPaths(compile(runbook), {
        serializeState: (snapshot) => JSON.stringify(snapshot.value),
        events: (snapshot: Snapshot) => {
          const next = nextEvent(runbook, progressOf(snapshot), all, way);
          return next ? [{ type: eventName(next) }] : [];
        },
        toState: (snapshot) => finished(runbook, snapshot.value as Progress),
      });
      expect(paths, `fin par ${JSON.stringify([...way])}`).toHaveLength(1);
      if (left.size === 0) break;
    }
    expect([...left]).toEqual([]);
  });
});

/** Where everything stands once settled one way, by the light derivation: finds which ways are worth a path. */
function settle(runbook: Runbook, all: Action[], way: Choice): Progress {
  let progress = derive(runbook, {});
  for (let next = nextEvent(runbook, progress, all, way); next; next = nextEvent(runbook, progress, all, way))
    progress = derive(runbook, {
      ...progress,
      [next.action]: next.option === undefined ? "skipped" : `decided:${next.option}`,
    });
  return progress;
}
