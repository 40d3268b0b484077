import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { readConvention } from "#conventions/read.ts";
import type { Effect } from "#machines/effects.ts";
import { runbookChart } from "#machines/runbook/v1/chart.ts";
import type { RunbookContext } from "#machines/runbook/v1/context.ts";
import { runbookV1 } from "#machines/runbook/v1/machine.ts";
import { type Happening, type Stepped, StepRefused, type Stored, type World } from "#machines/step.ts";

const at = "2026-03-24T02:10:00.000Z";
const hash = (letter: string) => letter.repeat(64);
const drafted = {
  key: "ent-indisponible",
  dispositif: "mbn",
  hash: hash("a"),
  version: 1,
  title: "ENT indisponible",
};
const approved = {
  instance: "commission-homologation",
  meetingAt: "2026-03-20T14:00:00+01:00",
  minutes: "PV 2026-03",
};
const revised = (version: number, letter: string) => ({
  hash: hash(letter),
  version,
  title: `Version ${version}`,
});

describe("a procedure and its versions", () => {
  let world: World;
  beforeAll(async () => {
    const read = readConvention(await readFile("conventions/mbn-grand-est.yaml", "utf8"), "mbn");
    if (!read.ok) throw new Error("convention");
    world = {
      convention: read.convention,
      dossier: "d",
      ref: "PRO-2026-001",
      dispositif: "m",
      content: null,
    };
  });
  const happening = (type: string, data: Record<string, unknown> = {}): Happening => ({
    type,
    data,
    at,
    by: { kind: "person", id: "22222222-2222-4222-8222-222222222222", name: "Camille" },
  });
  type Sent = [type: string, data?: Record<string, unknown>];
  const start: Sent = ["runbook.drafted", drafted];
  const toForce: Sent[] = [
    start,
    ["runbook.submitted"],
    ["runbook.approved", approved],
    ["runbook.enforced"],
  ];
  const walk = (...sent: Sent[]): Stepped =>
    sent.reduce<Stored | null>(
      (stored, [type, data]) => runbookV1.step(stored, happening(type, data), world),
      null,
    ) as Stepped;
  const refusal = (...sent: Sent[]) => {
    try {
      walk(...sent);
    } catch (error) {
      if (error instanceof StepRefused) return error.refusal;
      throw error;
    }
    throw new Error("rien n’a été refusé");
  };
  const states = (stepped: Stepped) =>
    (stepped.context as unknown as RunbookContext).versions.map(
      ({ version, state }) => `${version} ${state}`,
    );
  const doing = (effects: Effect[]) =>
    effects.map((one) =>
      "task" in one ? `${one.do} ${one.task.key}` : "key" in one ? `${one.do} ${one.key}` : one.do,
    );

  test("every state is reached", () => {
    const events = [...new Set(Object.values(runbookChart.states).flatMap(({ ownEvents }) => ownEvents))];
    const paths = getShortestPaths(runbookChart, { events: events.map((type) => ({ type })) as never });
    expect(new Set(paths.map((path) => path.state.value))).toEqual(new Set(Object.keys(runbookChart.states)));
  });

  test("written, submitted, approved by a commission with its minutes, put in force", () => {
    const done = walk(...toForce);
    expect(done.state).toBe("in-force");
    expect(done.columns).toMatchObject({ runs: hash("a"), runsVersion: 1, approved: true, inForce: 1 });
    const [only] = (done.context as unknown as RunbookContext).versions;
    expect(only?.approved).toMatchObject({
      instanceName: "Commission d’homologation RGS",
      minutes: "PV 2026-03",
    });
    expect(doing(done.effects)).toEqual(["close-task review", "start-deadline"]);
    expect(done.columns.reviewDueAt).toBe("2027-03-24T02:10:00.000Z");
  });

  test("what nobody approved is what a crisis would run, and says so", () => {
    expect(walk(start).columns).toMatchObject({ runs: hash("a"), approved: false, inForce: null });
  });

  test("the one in force stays so while a newer one is written, examined and approved", () => {
    const next: Sent[] = [...toForce, ["runbook.revised", revised(2, "b")], ["runbook.submitted"]];
    expect(walk(...next).columns).toMatchObject({ runs: hash("a"), newest: hash("b"), inForce: 1 });
    expect(states(walk(...next))).toEqual(["1 in-force", "2 submitted"]);
    const after = walk(...next, ["runbook.approved", approved], ["runbook.enforced"]);
    expect(states(after)).toEqual(["1 superseded", "2 in-force"]);
    expect(after.columns).toMatchObject({ runs: hash("b"), inForce: 2 });
  });

  test("a draft is corrected under its own number; a version known to a commission is not", () => {
    const draft = walk(start, ["runbook.revised", revised(1, "b")]);
    expect(states(draft)).toEqual(["1 superseded", "1 draft"]);
    expect(refusal(...toForce, ["runbook.revised", revised(1, "b")])).toMatchObject({
      rule: "MBN-6.2",
      article: "6.2",
      because: expect.stringContaining("numérotez celle-ci 2"),
    });
  });

  test("the same words again are no new version", () => {
    expect(refusal(start, ["runbook.revised", revised(2, "a")]).because).toContain("déjà celui");
  });

  test("a commission returns it with its reason, and it is a draft again", () => {
    const back = walk(start, ["runbook.submitted"], ["runbook.returned", { reason: "Il manque le DPD." }]);
    expect(back.state).toBe("draft");
    expect(doing(back.effects)).toEqual(["close-task examine"]);
  });

  test.each<[string, Sent[]]>([
    ["approved before it was submitted", [start, ["runbook.approved", approved]]],
    ["put in force before it was approved", [start, ["runbook.submitted"], ["runbook.enforced"]]],
    ["written anew while a commission reads it", [start, ["runbook.submitted"], ["runbook.revised", revised(2, "b")]]],
    ["approved by an instance that the convention does not have", [start, ["runbook.submitted"], ["runbook.approved", { ...approved, instance: "conseil" }]]],
    ["approved by a meeting still to come", [start, ["runbook.submitted"], ["runbook.approved", { ...approved, meetingAt: "2026-04-01T14:00:00Z" }]]],
    ["retired when none is in force", [start, ["runbook.retired", { reason: "r" }]]],
  ])("%s is refused with the article", (_, sent) => {
    expect(refusal(...sent)).toMatchObject({ rule: "MBN-6.2", article: "6.2", because: expect.any(String) });
  }); // biome-ignore format: one case a line

  test("retired, none is in force; it may be written anew", () => {
    const retired: Sent[] = [...toForce, ["runbook.retired", { reason: "Service arrêté." }]];
    expect(walk(...retired)).toMatchObject({ state: "retired", columns: { inForce: null, approved: false } });
    expect(walk(...retired, ["runbook.revised", revised(2, "b")]).state).toBe("draft");
  });

  test("a year in force and it is due for review: a person is told, and it stays in force", () => {
    const due = walk(...toForce, ["deadline.reached", { key: "review" }]);
    expect(due.state).toBe("in-force");
    expect(doing(due.effects)).toEqual(["settle-deadline review", "open-task review"]);
    expect((due.context as unknown as RunbookContext).review?.overdueSince).toBe(at);
  });

  test("what it says it accepts, it accepts", () => {
    const accepts = (stored: Stored) => runbookV1.accepts(stored);
    expect(accepts(walk(start))).toEqual(["runbook.revised", "runbook.submitted"]);
    expect(accepts(walk(...toForce))).toEqual(["runbook.revised", "runbook.retired"]);
  });
});
