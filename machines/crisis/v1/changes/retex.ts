import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf, personOf } from "../rules.ts";

const DAY = 24 * 60 * 60_000;
/** RETEX within thirty days of the exit (ANSSI's maturity grid). */
export const RETEX_DAYS = 30;
export const retexDue = (exitedAt: string) => new Date(Date.parse(exitedAt) + RETEX_DAYS * DAY).toISOString();

const note: Change = (crisis, happening) => {
  const { kind, text } = dataOf<CrisisDataOf<"retex.noted">>(happening);
  const noted = { kind, text, by: personOf(happening.by), at: happening.at };
  return { retex: { ...crisis.retex, notes: [...crisis.retex.notes, noted] } };
};

const addAction: Change = (crisis, happening) => {
  const { key, title, owner, dueAt } = dataOf<CrisisDataOf<"retex.action-added">>(happening);
  const others = crisis.retex.actions.filter((one) => one.key !== key);
  return { retex: { ...crisis.retex, actions: [...others, { key, title, owner, dueAt }] } };
};

const finish: Change = (crisis, happening) => {
  const { key, note: said } = dataOf<CrisisDataOf<"retex.action-done">>(happening);
  const done = { by: personOf(happening.by), at: happening.at, ...(said && { note: said }) };
  return {
    retex: {
      ...crisis.retex,
      actions: crisis.retex.actions.map((one) => (one.key === key ? { ...one, late: false, done } : one)),
    },
  };
};

const settle: Change = (crisis, happening) => {
  const { key, verdict, note: said, dueAt } = dataOf<CrisisDataOf<"retex.action-settled">>(happening);
  const done = { by: personOf(happening.by), at: happening.at, note: said };
  return {
    retex: {
      ...crisis.retex,
      actions: crisis.retex.actions.map((one) => {
        if (one.key !== key) return one;
        if (verdict === "extended") return { ...one, late: false, dueAt: dueAt ?? one.dueAt };
        return { ...one, late: false, done, ...(verdict === "dropped" && { dropped: true as const }) };
      }),
    },
  };
};

const validate: Change = (crisis, happening) => {
  const { summary } = dataOf<CrisisDataOf<"retex.validated">>(happening);
  return {
    retex: {
      ...crisis.retex,
      summary: { text: summary, by: personOf(happening.by), at: happening.at },
    },
  };
};

export const retexChanges: Record<string, Change> = {
  "retex.opened": () => ({}),
  "retex.noted": note,
  "retex.action-added": addAction,
  "retex.action-done": finish,
  "retex.action-settled": settle,
  "retex.validated": validate,
};
