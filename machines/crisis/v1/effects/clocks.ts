import { chase } from "../../../alerting/chase.ts";
import type { Effect } from "../../../effects.ts";
import { isLive } from "../../../procedure/states.ts";
import { actionOf } from "../changes/steps.ts";
import type { RetexAction } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { cellLines, crisisFacts, strategicLines } from "../notices.ts";
import { clock, type Made, type Make, settle } from "./kinds.ts";

/** Clocks of the steps that opened, and of those that no longer wait for anyone. */
export function stepClocks({ before, after, happening, rules }: Made): Effect[] {
  if (before.steps === after.steps) return [];
  return Object.keys(after.steps).flatMap((key): Effect[] => {
    const was = isLive(before.steps[key]);
    const is = isLive(after.steps[key]);
    if (was === is) return [];
    if (!is) return before.actions[key]?.dueAt ? [settle(`step-${key}`)] : [];
    const action = actionOf(rules.runbook, key);
    const dueAtOf = after.actions[key]?.dueAt;
    if (!action || !dueAtOf) return [];
    return [
      clock({
        key: `step-${key}`,
        name: action.title,
        rule: action.rule ?? "MBN-6.2",
        article: action.article ?? "6.2",
        startedAt: action.from === "awareness" ? after.facts.awareAt : happening.at,
        dueAt: dueAtOf,
      }),
    ];
  });
}

/** A declaration made meets the clock of the steps that ask for it (GDPR-33). */
const notified: Make = ({ after, happening, rules }) => {
  const { authority } = happening.data as CrisisDataOf<"authority.notified">;
  return Object.keys(after.steps).flatMap((key) => {
    const action = actionOf(rules.runbook, key);
    const declares =
      action?.kind === "step" && action.act?.do === "declare" && action.act.authority === authority;
    return declares ? [settle(`step-${key}`)] : [];
  });
};

const lateStep = ({ after, rules }: Made, name: string): Effect[] => {
  const action = actionOf(rules.runbook, name);
  return [
    settle(`step-${name}`, "breached"),
    {
      do: "open-task",
      task: {
        key: `step-${name}`,
        kind: "step",
        function: "rssi",
        title: `Étape en retard : ${action?.title ?? name}`,
        rule: action?.rule ?? "MBN-6.2",
        article: action?.article ?? "6.2",
        data: { step: name, by: after.actions[name]?.by ?? null },
      },
    },
  ];
};

/** Someone called has not answered: reminded, then their substitute and the level above. */
const unanswered = ({ after, happening, world }: Made, name: string): Effect[] => {
  const { key, unanswered: count = 0 } = happening.data as CrisisDataOf<"deadline.reached">;
  const wave_ = after.waves.find((one) => one.key === name);
  if (!wave_ || count === 0) return [settle(key)];
  const facts = crisisFacts(after, world, happening.at, [...cellLines(), ...strategicLines()]);
  const title = `${count} ${count === 1 ? "membre de la cellule n’a" : "membres de la cellule n’ont"} pas répondu à l’appel`;
  const reached = { key, at: happening.at, number: wave_.reminders, title };
  const chased = { wave: wave_, convention: world.convention, place: after.facts.place };
  return [settle(key), ...chase(chased, reached, facts)];
};

const reach: Make = (made) => {
  const { key } = made.happening.data as CrisisDataOf<"deadline.reached">;
  const [what, name] = [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];
  if (what === "remind" || what === "escalate") return unanswered(made, name);
  if (what === "step") return lateStep(made, name);
  // Of a crisis opened before messages were dossiers.
  if (what === "approval") return [settle(key, "breached")];
  const task = (title: string): Effect => ({
    do: "open-task",
    task: { key, kind: "action", function: "rssi", title, rule: "MBN-6.2", article: "6.2" },
  });
  const action = made.after.retex.actions.find((one) => one.key === name);
  if (action) return [settle(key, "breached"), task(`Action du RETEX en retard : ${action.title}`)];
  if (key === "retex") return [settle(key, "breached"), task("RETEX attendu : trente jours sont passés")];
  return [settle(key, "breached"), task("Point de situation attendu")];
};

const actionClock = ({ key, title, dueAt }: RetexAction, at: string): Effect =>
  clock({
    ...{ key: `action-${key}`, name: title, rule: "MBN-6.2", article: "6.2", startedAt: at },
    dueAt: new Date(dueAt).toISOString(),
  });

export const clockEffects: Record<string, Make> = {
  "authority.notified": notified,
  "deadline.reached": reach,
  "retex.action-added": ({ after, happening }) => {
    const { key } = happening.data as CrisisDataOf<"retex.action-added">;
    const one = after.retex.actions.find((action) => action.key === key);
    return one ? [actionClock(one, happening.at)] : [];
  },
  "retex.action-settled": ({ after, happening }) => {
    const { key, verdict } = happening.data as CrisisDataOf<"retex.action-settled">;
    const close: Effect = { do: "close-task", key: `action-${key}` };
    const one = after.retex.actions.find((action) => action.key === key);
    return verdict === "extended" && one
      ? [close, actionClock(one, happening.at)]
      : [settle(`action-${key}`), close];
  },
  "retex.action-done": ({ happening }) => {
    const { key } = happening.data as CrisisDataOf<"retex.action-done">;
    return [settle(`action-${key}`), { do: "close-task", key: `action-${key}` }];
  },
  "step.done": closeTask,
  "step.skipped": closeTask,
};

function closeTask({ happening }: Made): Effect[] {
  return [{ do: "close-task", key: `step-${(happening.data as { step: string }).step}` }];
}
