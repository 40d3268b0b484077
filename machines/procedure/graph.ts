import type { Runbook } from "#runbooks/schema.ts";
import { type ActionState, isSettled, type Progress } from "./states.ts";

export type GraphNode = {
  id: string;
  label: string;
  kind: "step" | "decision";
  phase: string;
  party: string;
  who: string;
  /** Absent when the runbook is drawn without a crisis. */
  state?: ActionState;
};

/** `came`: the way taken; `ahead`: still possible; `aside`: no longer. Absent without a crisis. */
export type GraphEdge = {
  id: string;
  from: string;
  to: string;
  kind: "after" | "option";
  /** Words of the option, for an edge that leaves a decision. */
  label?: string;
  way?: "came" | "ahead" | "aside";
};

export type Graph = { nodes: GraphNode[]; edges: GraphEdge[] };

/** A runbook as nodes and edges, with where a crisis stands in it when `progress` is given. No layout. */
export function describeGraph(runbook: Runbook, progress?: Progress): Graph {
  const actions = runbook.phases.flatMap((phase) =>
    phase.actions.map((action) => ({ ...action, phase: phase.key })),
  );
  const nodes = actions.map(
    ({ key, title, kind, phase, party, who }): GraphNode => ({
      id: key,
      label: title,
      kind,
      phase,
      party,
      who,
      ...(progress ? { state: progress[key] ?? "waiting" } : {}),
    }),
  );
  const labels = new Map(
    actions.flatMap((action) =>
      action.kind === "decision"
        ? action.options.map(({ key, label }): [string, string] => [`${action.key}=${key}`, label])
        : [],
    ),
  );
  const edges = actions.flatMap(({ key: to, after, when }): GraphEdge[] => [
    // A condition already says that the decision comes before.
    ...after
      .filter((from) => !when.some(({ decision }) => decision === from))
      .map(
        (from): GraphEdge => ({
          id: `${from}>${to}`,
          from,
          to,
          kind: "after",
          ...afterWay(progress, from, to),
        }),
      ),
    ...when.map(
      ({ decision: from, option }): GraphEdge => ({
        id: `${from}=${option}>${to}`,
        from,
        to,
        kind: "option",
        label: labels.get(`${from}=${option}`) ?? option,
        ...optionWay(progress, from, option, to),
      }),
    ),
  ]);
  return { nodes, edges };
}

function afterWay(progress: Progress | undefined, from: string, to: string): Pick<GraphEdge, "way"> {
  if (!progress) return {};
  if (progress[from] === "moot" || progress[to] === "moot") return { way: "aside" };
  return { way: isSettled(progress[from]) && (progress[to] ?? "waiting") !== "waiting" ? "came" : "ahead" };
}

function optionWay(
  progress: Progress | undefined,
  from: string,
  option: string,
  to: string,
): Pick<GraphEdge, "way"> {
  if (!progress) return {};
  const state = progress[from];
  if (state === `decided:${option}`)
    return { way: (progress[to] ?? "waiting") === "waiting" ? "ahead" : "came" };
  return { way: isSettled(state) || progress[to] === "moot" ? "aside" : "ahead" };
}
