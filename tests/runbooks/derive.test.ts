import fc from "fast-check";
import { expect, test } from "vitest";
import { compile, eventName } from "#machines/procedure/compile.ts";
import {
  advance,
  begin,
  derive,
  isExplicit,
  type ProcedureEvent,
  type Progress,
  possible,
  settledAfter,
} from "#machines/procedure/procedure.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";
import { anyRunbook, choices, seed } from "./walks.ts";

const explicit = (progress: Progress): Progress =>
  Object.fromEntries(Object.entries(progress).filter(([, state]) => isExplicit(state)));

/** Every event that could ever be sent. */
function everyEvent(runbook: Runbook): ProcedureEvent[] {
  const types = ["take", "giveBack", "do", "block", "unblock", "skip", "reopen"] as const;
  return actionsOf(runbook).flatMap((action) => [
    ...types.map((type) => ({ type, action: action.key })),
    ...(action.kind === "decision"
      ? action.options.map(({ key }) => ({ type: "decide" as const, action: action.key, option: key }))
      : []),
  ]);
}

test("at every step of any walk, the light derivation says what the machine says", {
  timeout: 300_000,
}, () => {
  console.info(`derive : graine ${seed}`);
  let steps = 0;
  fc.assert(
    fc.property(anyRunbook, choices, (runbook, picks) => {
      let progress = begin(runbook);
      expect(derive(runbook, {})).toEqual(progress);
      for (const pick of picks) {
        const events = possible(runbook, progress);
        const event = events[pick % events.length];
        if (!event) break;
        const next = advance(runbook, progress, event);
        if (!next) throw new Error(`« ${eventName(event)} » est dit possible et refusé`);
        if (!same(derive(runbook, explicit(next.progress)), next.progress))
          throw new Error(`derive diverge après ${eventName(event)}`);
        if (!same(derive(runbook, settledAfter(progress, event)), next.progress))
          throw new Error(`rejeu diverge après ${eventName(event)}`);
        progress = next.progress;
        steps += 1;
      }
    }),
    { numRuns: 10_000, seed },
  );
  console.info(`derive : ${steps} pas comparés`);
});

test("what is said to be possible is what the machine accepts, and nothing else", () => {
  fc.assert(
    fc.property(anyRunbook, choices, (runbook, picks) => {
      let progress = begin(runbook);
      for (const pick of picks) {
        const events = possible(runbook, progress);
        const event = events[pick % events.length];
        progress = (event && advance(runbook, progress, event)?.progress) ?? progress;
      }
      const snapshot = compile(runbook).resolveState({ value: progress, context: {} });
      const accepted = everyEvent(runbook)
        .map(eventName)
        .filter((type) => snapshot.can({ type }));
      expect(accepted.sort()).toEqual(possible(runbook, progress).map(eventName).sort());
    }),
    { numRuns: 300, seed },
  );
});

/** Key by key: quicker than a deep comparison, a million times over. */
const same = (a: Progress, b: Progress) =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key]);
