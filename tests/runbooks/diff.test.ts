import fc from "fast-check";
import { expect, test } from "vitest";
import { diffRunbooks, diffTexts } from "#runbooks/diff.ts";
import { readAct, readDelay, readWho } from "#runbooks/read/values.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";
import { writeAct, writeDelay, writeWho } from "#runbooks/write.ts";
import { ownTime } from "../support/own-time.ts";
import { runbookOf, shipped } from "./shipped.ts";

const before = runbookOf([{ key: "a" }, { key: "b", after: ["a"] }, { key: "c", options: ["oui", "non"] }]);
const change = (work: (copy: Runbook) => void): Runbook => {
  const copy = structuredClone(before);
  work(copy);
  return copy;
};
const actions = (runbook: Runbook) => runbook.phases[0]?.actions ?? [];

test("the same runbook differs in nothing", () => {
  for (const runbook of shipped) expect(diffRunbooks(runbook, structuredClone(runbook))).toEqual([]);
});

test("a step added, one removed: each is named", () => {
  const after = runbookOf([{ key: "a" }, { key: "c", options: ["oui", "non"] }, { key: "d" }]);
  expect(diffRunbooks(before, after)).toEqual([
    { part: "step", key: "d", label: "Faire d", change: "added", fields: [] },
    { part: "step", key: "b", label: "Faire b", change: "removed", fields: [] },
  ]);
});

test("a step that changes is told field by field, in the words of the file", () => {
  const after = change((copy) => {
    Object.assign(actions(copy)[1] ?? {}, { within: 90, after: [], who: "exploitant", party: "prestataire" });
  });
  expect(diffRunbooks(before, after)).toMatchObject([
    {
      key: "b",
      change: "changed",
      fields: [
        { field: "Qui", before: "rssi (cellule)", after: "exploitant (prestataire)" },
        { field: "Après", before: "a" },
        { field: "Délai", after: "1 h 30" },
      ],
    },
  ]);
});

test("choices, criteria, the lock and messages are compared too", () => {
  const after = change((copy) => {
    const decision = actions(copy)[2];
    if (decision?.kind === "decision") decision.options[1] = { key: "plus-tard", label: "Plus tard" };
    copy.exit = [{ key: "b", text: "Un autre critère." }];
    copy.lock = { state: "crisis", mayCompromise: ["messaging"] };
    copy.triggers = ["Un autre signe."];
  });
  const changes = diffRunbooks(before, after);
  expect(changes.map(({ part, change }) => `${part} ${change}`)).toEqual([
    "runbook changed",
    "trigger added",
    "exit changed",
    "decision changed",
    "trigger removed",
  ]);
  expect(changes[3]?.fields).toEqual([
    { field: "Choix « non »", before: "non" },
    { field: "Choix « plus-tard »", after: "Plus tard" },
  ]);
});

test("steps that only change places are told as an order", () => {
  const after = change((copy) => actions(copy).reverse());
  expect(diffRunbooks(before, after)).toMatchObject([{ part: "phase", fields: [{ field: "Ordre" }] }]);
});

test("two texts are compared line by line, and put together again give both", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 })
    .map((lines) => `${lines.join("\n")}\n`);
  fc.assert(
    fc.property(text, text, (one, two) => {
      const parts = diffTexts(one, two);
      const rebuilt = (left: string) =>
        parts
          .filter(({ kind }) => kind !== left)
          .flatMap(({ lines }) => lines)
          .map((line) => `${line}\n`)
          .join("");
      expect(rebuilt("added")).toBe(one);
      expect(rebuilt("removed")).toBe(two);
      for (const { kind, lines, before: at } of parts)
        if (kind !== "added") expect(one.split("\n").slice(at - 1, at - 1 + lines.length)).toEqual(lines);
    }),
  );
});

test("two texts that differ everywhere are compared in bounded time", () => {
  const lines = (word: string) => [...Array(4_000).keys()].map((n) => `${word}${n}`).join("\n");
  const start = ownTime();
  diffTexts(lines("a"), lines("b"));
  expect(ownTime() - start).toBeLessThan(5_000);
});

test("what is written is what is read", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 * 24 * 60 }),
      fc.constantFrom("open", "awareness"),
      (within, from) => {
        // A delay of more than 9,999 minutes that is no whole number of hours has no short form.
        fc.pre(within < 10_000 || within % 60 === 0);
        expect(readDelay(writeDelay(within, from as "open"))).toEqual({ value: { within, from } });
      },
    ),
  );
  for (const action of shipped.flatMap(actionsOf)) {
    const { who, party } = action;
    expect(readWho(writeWho(action), action.kind === "decision")).toEqual({ value: { who, party } });
    if (action.kind === "step" && action.act)
      expect(readAct(writeAct(action.act))).toEqual({ value: action.act });
  }
});
