import { expect, test } from "vitest";
import { gatherWaiting } from "#app/ui/list/gather-waiting.ts";
import type { WaitingLine } from "#app/ui/list/waiting-line.ts";

const now = new Date("2026-11-27T03:00:00.000Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
const line = (ref: string, to: string, days: number | null, what = "à faire"): WaitingLine => ({
  ...{ key: `${ref} ${what}`, ref, title: ref, exercise: false, what, reason: null, to, button: "Voir" },
  dueAt: days === null ? null : inDays(days),
});
const gather = (lines: WaitingLine[], subject: string | null = null) =>
  gatherWaiting(lines, { subject, now });
const many = Array.from({ length: 20 }, (_, n) => line(`APP-${n}`, `/liste-blanche/APP-${n}#taches`, 30 + n));

test("the most pressing is first: late, then this week, then what has no end, then what can wait", () => {
  const lines = [line("APP-1", "/liste-blanche/APP-1", 60), line("HOM-1", "/homologation/HOM-1", null)];
  lines.push(line("INC-2", "/incidents/INC-2", 2), line("INC-1", "/incidents/INC-1", -1));
  expect(gather(lines).shown.map(({ ref }) => ref)).toEqual(["INC-1", "INC-2", "HOM-1", "APP-1"]);
});

test("a crisis that asks ten things is one line, which says so, with what presses most", () => {
  const steps = Array.from({ length: 10 }, (_, n) =>
    line("CRI-1", "/crises/CRI-1", n === 7 ? 1 : null, `étape ${n}`),
  );
  const { shown, total } = gather(steps);
  expect([total, shown.map(({ what, more }) => [what, more])]).toEqual([1, [["étape 7", 9]]]);
});

test("twenty applications do not hide an incident, and each subject is one press away", () => {
  const lines = [...many, line("INC-1", "/incidents/INC-1", 1)];
  const { shown, subjects, total } = gather(lines);
  expect([shown.length, shown[0]?.ref, total]).toEqual([6, "INC-1", 21]);
  expect(subjects).toEqual([
    { subject: "liste-blanche", count: 20 },
    { subject: "incidents", count: 1 },
  ]);
  expect(gather(lines, "liste-blanche").shown).toHaveLength(20);
  expect(gather(lines, "tout").shown).toHaveLength(21);
  expect(gather(lines, "inconnu").shown).toEqual([]);
});

test("nothing waits: nothing is shown, and no subject is offered", () => {
  expect(gather([])).toEqual({ shown: [], subjects: [], total: 0 });
});
