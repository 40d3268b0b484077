import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { parse } from "yaml";
import type { Convention } from "#conventions/schema.ts";
import { homologationChart } from "#machines/homologation/v1/chart.ts";
import { demarchesSchema } from "#machines/homologation/v1/content.ts";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import { homologationV1 } from "#machines/homologation/v1/machine.ts";
import { StepRefused, type Stored, type World } from "#machines/step.ts";
import { firm, measure, reserve, risk, uuid } from "./support.ts";

const content = demarchesSchema.parse(parse(readFileSync("homologations/demarches.yaml", "utf8")));
const convention = {
  rules: [],
  levels: {},
  instances: [{ key: "commission", name: "Commission" }],
  dispositif: { key: "mbn", name: "MBN" },
} as unknown as Convention;
const world: World = { convention, dossier: uuid(1), ref: "HOM-2026-001", dispositif: uuid(2), content };
const by = { kind: "person" as const, id: uuid(3), name: "Quelqu’un" };
const who = (n: number) => ({
  person: uuid(n),
  name: `Personne ${n}`,
  function: "rssi",
  organisation: { id: uuid(n), key: "k", name: "O" },
});

let minute = 0;
const step = (stored: Stored | null, type: string, data: Record<string, unknown> = {}) => {
  minute += 1;
  return homologationV1.step(
    stored,
    { type, data, by, at: new Date(Date.UTC(2026, 2, 24) + minute * 3_600_000).toISOString() },
    world,
  );
};
const opening = {
  system: { id: uuid(4), ref: "SYS-1", name: "ENT", nature: "ent", need: "modere" },
  replaces: { id: uuid(5), ref: "HOM-0" },
  timezone: "Europe/Paris",
  readers: [],
  articulations: [],
  risks: [],
  measures: [],
};
const piece = (kind: string, n = 1) => ({
  key: uuid(40 + n),
  kind,
  title: kind,
  version: String(n),
  owner: "RSSI",
  link: "https://x.example",
});
const filled: [string, Record<string, unknown>][] = [
  ["strategy.set", { demarche: "simplifiee", perimeter: "Tout", authority: who(6), lead: who(7) }],
  ...["strategie", "cartographie", "pas", "analyse"].map((kind, n): [string, Record<string, unknown>] => [
    "piece.added",
    piece(kind, n + 1),
  ]),
  ["risk.set", risk(1)],
  ["measures.added", { measures: [measure(1)] }],
  ["measures.updated", { changes: [{ key: measure(1).key, state: "done" }] }],
  ["homologation.readied", {}],
  ["homologation.submitted", { instance: "commission" }],
];

/** Everything that anybody may send, sensible or not: what a dossier in force has to withstand. */
const anything = fc.oneof(
  ...(
    [
      [
        "strategy.set",
        fc.constant({ demarche: "renforcee", perimeter: "Autre", authority: who(8), lead: who(9) }),
      ],
      [
        "articulations.covered",
        fc.constant({
          articulations: [{ key: uuid(60), label: "X", direction: "in", means: "API", data: "tout" }],
          need: "avance",
        }),
      ],
      ["piece.added", fc.integer({ min: 1, max: 9 }).map((n) => piece("pas", n))],
      ["piece.removed", fc.integer({ min: 40, max: 46 }).map((n) => ({ key: uuid(n), reason: "x" }))],
      ["risk.set", fc.integer({ min: 1, max: 3 }).map((n) => risk(n, { severity: 1 }))],
      ["risk.removed", fc.constant({ key: uuid(101), reason: "x" })],
      ["measures.added", fc.integer({ min: 1, max: 4 }).map((n) => ({ measures: [measure(n)] }))],
      [
        "measures.updated",
        fc
          .constantFrom("todo", "doing", "done")
          .map((state) => ({ changes: [{ key: measure(1).key, state, proof: "p" }] })),
      ],
      ["measure.removed", fc.constant({ key: measure(1).key, reason: "x" })],
      ["homologation.readied", fc.constant({})],
      ["homologation.reopened", fc.constant({ reason: "x" })],
      ["homologation.submitted", fc.constant({ instance: "commission" })],
      ["homologation.returned", fc.constant({ reason: "x" })],
      ["opinion.given", fc.constant({ opinion: "unfavourable", text: "Non" })],
      [
        "decision.taken",
        fc.constantFrom(6, 12, 24, 36).map((months) => ({ ...firm(months), reserves: [], accepted: [] })),
      ],
      [
        "decision.signed",
        fc.constant({ file: { hash: "a".repeat(64), name: "d.pdf", mime: "application/pdf", size: 1 } }),
      ],
      ["reserve.lifted", fc.constant({ key: uuid(901), proof: "p" })],
      ["decision.suspended", fc.constant({ reason: "x" })],
      ["decision.resumed", fc.constant({ reason: "x" })],
      ["review.opened", fc.constant({ kind: "law", reason: "x" })],
      [
        "review.triggered",
        fc.integer({ min: 1, max: 3 }).map((n) => ({
          causes: [
            { key: `crisis:${n}`, kind: "crisis", ref: "C", at: "2026-03-24T00:00:00.000Z", what: "x" },
          ],
        })),
      ],
      ["review.concluded", fc.constant({ key: "crisis:1", conclusion: "maintained", reason: "x" })],
      ["publication.set", fc.boolean().map((shown) => ({ shown }))],
      ["homologation.superseded", fc.constant({ by: uuid(70), ref: "HOM-9" })],
      ["homologation.withdrawn", fc.constant({ reason: "x" })],
      ["homologation.abandoned", fc.constant({ reason: "x" })],
      [
        "deadline.reached",
        fc
          .constantFrom("effect", "soon", "expiry", `reserve-${uuid(901)}`, "reminder-1")
          .map((key) => ({ key })),
      ],
    ] as [string, fc.Arbitrary<Record<string, unknown>>][]
  ).map(([type, data]) => data.map((data) => ({ type, data }))),
);

const whatWasDecidedOn = ({ file, decision, system }: HomologationContext) =>
  JSON.stringify({ file, decision, system });

test("10,000 walks: a dossier never changes after its decision, whatever is interleaved", () => {
  const seed = Number(process.env.SEED) || Date.now() % 1_000_000_000;
  process.stderr.write(`frozen dossiers: SEED=${seed}\n`);
  const start = [["homologation.opened", opening], ...filled].reduce<Stored | null>(
    (stored, [type, data]) => step(stored, type as string, data as never),
    null,
  ) as Stored;
  const given = { ...firm(12), decision: "reserved", reserves: [reserve(1, "2026-06-30")], accepted: [] };
  const decided = step(start, "decision.taken", given);
  const frozen = whatWasDecidedOn(decided.context as HomologationContext);
  let taken = 0;
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), (events) => {
      let stored: Stored = decided;
      for (const { type, data } of events)
        try {
          const next = step(stored, type, data);
          // Only the clock's own event tells others: what a meeting tells must tell nobody.
          if (type !== "deadline.reached") expect(next.effects.some((one) => one.do === "tell")).toBe(false);
          stored = next;
          taken += 1;
        } catch (error) {
          if (!(error instanceof StepRefused)) throw error;
        }
      expect(whatWasDecidedOn(stored.context as HomologationContext)).toBe(frozen);
    }),
    { numRuns: 10_000, seed },
  );
  // Most draws are refused; these were taken, and changed nothing.
  expect(taken).toBeGreaterThan(5_000);
});

test("every state is reached by a path of the model, and every event of a person has its place in one", () => {
  const paths = getShortestPaths(homologationChart);
  const reached = new Set(paths.map(({ state }) => String(state.value)));
  expect([...reached].sort()).toEqual(Object.keys(homologationChart.states).sort());
  const placed = new Set(
    Object.keys(homologationChart.states).flatMap((state) => homologationV1.accepts({ state, context: {} })),
  );
  expect([...placed].sort()).toEqual(Object.keys(homologationV1.events).sort());
});
