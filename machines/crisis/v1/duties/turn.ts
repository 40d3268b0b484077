import { advance, type ProcedureEventType } from "../../../procedure/procedure.ts";
import { actionOf } from "../changes/steps.ts";
import type { CrisisContext } from "../context.ts";
import { dataOf, type Rules } from "../rules.ts";
import { type Duty, procedure, refuse } from "./refuse.ts";

/** The step's own machine says whether its turn has come (machines/procedure). */
const moves: Record<string, ProcedureEventType> = {
  "step.taken": "take",
  "step.given-back": "giveBack",
  "step.done": "do",
  "step.blocked": "block",
  "step.unblocked": "unblock",
  "step.skipped": "skip",
  "step.reopened": "reopen",
  "decision.taken": "decide",
};
const stateWords: Record<string, string> = {
  waiting: "en attente",
  todo: "à prendre",
  taken: "déjà prise",
  blocked: "bloquée",
  done: "déjà faite",
  skipped: "passée",
  moot: "sans objet",
  open: "à décider",
};

export const turn: Duty = (crisis, happening, { runbook }) => {
  const type = moves[happening.type];
  if (!type) return;
  const data = dataOf<{ step?: string; decision?: string; option?: string; proof?: string }>(happening);
  const key = data.step ?? data.decision ?? "";
  const action = actionOf(runbook, key);
  if (type === "do" && action?.kind === "step" && action.proof && !data.proof)
    refuse({ ...procedure, because: `Une preuve est demandée : ${action.proof}.`, instead: ["step.done"] });
  const event = { type, action: key, ...(data.option && { option: data.option }) };
  if (advance(runbook, crisis.steps, event)) return;
  const state = crisis.steps[key] ?? "waiting";
  const known = crisis.actions[key];
  const by = known?.by && state !== "todo" && state !== "open" ? ` par ${known.by.name}` : "";
  const decided = state.startsWith("decided:") ? "déjà décidée" : (stateWords[state] ?? state);
  const first =
    state === "waiting" && action
      ? ` Attendues d’abord : ${waitedFor(crisis, runbook, action.after).join(", ")}.`
      : "";
  refuse({
    rule: action?.rule ?? procedure.rule,
    article: action?.article ?? procedure.article,
    because: `« ${action?.title ?? key} » est ${decided}${by}.${first}`,
    instead: ["log.entered"],
  });
};

const waitedFor = (crisis: CrisisContext, runbook: Rules["runbook"], keys: string[]) =>
  keys
    .filter((key) => !/^(done|skipped|moot|decided:)/.test(crisis.steps[key] ?? "waiting"))
    .map((key) => `« ${actionOf(runbook, key)?.title ?? key} »`);
