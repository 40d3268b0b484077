import fc from "fast-check";
import type { Runbook } from "#runbooks/schema.ts";
import { runbookOf, shipped } from "./shipped.ts";

/** Runbooks of 1 to 9 actions with any order and conditions that a check accepts: each waits for earlier ones only. */
export const generatedRunbook: fc.Arbitrary<Runbook> = fc
  .array(
    fc.record({
      options: fc.option(fc.integer({ min: 2, max: 3 }), { freq: 2 }),
      after: fc.array(fc.nat(30), { maxLength: 3 }),
      when: fc.array(fc.tuple(fc.nat(30), fc.nat(2)), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((drawn) => {
    const decisions: { key: string; options: string[] }[] = [];
    const sketches = drawn.map(({ options, after, when }, rank) => {
      const key = `a${rank}`;
      const names = ["oui", "non", "plus-tard"].slice(0, options ?? 0);
      const sketch = {
        key,
        after: rank === 0 ? [] : [...new Set(after.map((one) => `a${one % rank}`))],
        when:
          decisions.length === 0
            ? []
            : when.flatMap(([at, choice]): [string, string][] => {
                const decision = decisions[at % decisions.length];
                const option = decision?.options[choice % decision.options.length];
                return decision && option ? [[decision.key, option]] : [];
              }),
        ...(options ? { options: names } : {}),
      };
      if (options) decisions.push({ key, options: names });
      return sketch;
    });
    return runbookOf(sketches);
  });

/** One of ours, or any. */
export const anyRunbook = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...shipped) },
  { weight: 3, arbitrary: generatedRunbook },
);

/** Which of the possible events comes next, turn after turn. */
export const choices = fc.array(fc.nat(1_000), { minLength: 4, maxLength: 20 });

/** Repeats a failure with `SEED=… npx vitest run --project unit tests/runbooks`. */
export const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
