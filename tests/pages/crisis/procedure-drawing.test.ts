import { expect, test } from "vitest";
import { drawingOf } from "#app/crisis/layout/drawing.ts";
import { wrap } from "#app/crisis/layout/wrap.ts";
import { describeGraph } from "#machines/procedure/graph.ts";
import { readAllRunbooks } from "#runbooks/read.ts";

test("every shipped procedure is drawn whole, inside its frame, without two boxes over each other", async () => {
  const { read } = await readAllRunbooks("runbooks");
  expect(read.length).toBeGreaterThan(0);
  for (const { runbook, hash } of read)
    for (const format of ["wide", "narrow"] as const) {
      const drawing = await drawingOf(runbook, hash, format);
      const graph = describeGraph(runbook);
      expect(drawing.nodes.map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      expect(drawing.edges.map(({ id }) => id).sort()).toEqual(graph.edges.map(({ id }) => id).sort());
      expect(drawing.edges.every(({ path }) => /^M[\d. -]+L/.test(path))).toBe(true);
      const boxes = [...drawing.nodes, ...drawing.elsewhere];
      for (const one of boxes) {
        expect(one.x >= 0 && one.x + one.width <= drawing.width).toBe(true);
        expect(one.y >= 0 && one.y + one.height <= drawing.height).toBe(true);
        for (const other of boxes)
          if (one !== other) expect(`${one.id} ${apart(one, other)}`).toBe(`${one.id} true`);
      }
    }
});

test("the same text is laid out once", async () => {
  const { read } = await readAllRunbooks("runbooks");
  const [first] = read;
  if (!first) throw new Error("no runbook");
  const drawing = await drawingOf(first.runbook, first.hash, "wide");
  expect(await drawingOf(first.runbook, first.hash, "wide")).toBe(drawing);
});

test("an edge that leaves a decision bears the words of its option", async () => {
  const { read } = await readAllRunbooks("runbooks");
  const one = read.find(({ runbook }) => runbook.key === "messagerie-ent-compromise");
  if (!one) throw new Error("no runbook");
  const drawing = await drawingOf(one.runbook, one.hash, "wide");
  const shown = drawing.edges.flatMap(({ label }) => label?.full ?? []);
  expect(shown).toContain("Oui, pour toute la communauté : la messagerie n’est plus sûre");
});

test("a long text is cut into lines that fit, the last one saying that more follows", () => {
  expect(wrap("Appeler la police ou la gendarmerie", 120, 14)).toEqual([
    "Appeler la",
    "police ou la",
    "gendarmerie",
  ]);
  expect(wrap("Appeler la police ou la gendarmerie", 120, 14, 2)).toEqual(["Appeler la", "police ou la…"]);
  expect(wrap("anticonstitutionnellement", 60, 14).every((line) => line.length <= 8)).toBe(true);
});

type Box = { x: number; y: number; width: number; height: number };
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
