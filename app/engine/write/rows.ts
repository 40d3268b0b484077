import type { Effect, PlanItem } from "#machines/effects.ts";

/** A named parameter list: each value gets its number once, in the order of the text. */
export class Params {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
  json(value: unknown): string {
    return this.add(JSON.stringify(value));
  }
}

/** A plan as audience.sql.ts reads it. */
export function planRows(plan: PlanItem[]) {
  return plan.map(({ target, mailbox, ...item }, i) => {
    if (target.to === "mailbox") return { i, ...item, to: "mailbox", functions: [], ...mailbox };
    if (target.to === "parties")
      return { i, ...item, to: "parties", functions: target.functions, kinds: target.kinds ?? null };
    return {
      i,
      ...item,
      to: "function",
      functions: [target.function, ...(target.otherwise ?? [])],
      at: target.at,
    };
  });
}

export type Of<Do extends Effect["do"]> = Extract<Effect, { do: Do }>;

/** Effects of one kind, in order. */
export function only<Do extends Effect["do"]>(effects: Effect[], what: Do): Of<Do>[] {
  return effects.filter((effect): effect is Of<Do> => effect.do === what);
}
