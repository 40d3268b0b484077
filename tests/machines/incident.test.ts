import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { readConvention } from "#conventions/read.ts";
import type { Convention } from "#conventions/schema.ts";
import type { Actor } from "#machines/effects.ts";
import { declared } from "#machines/incident/v1/changes.ts";
import { chart } from "#machines/incident/v1/chart.ts";
import { incidentV1 } from "#machines/incident/v1/machine.ts";
import { type Happening, StepRefused, type Stored, type World } from "#machines/step.ts";

const at = "2026-03-24T02:10:00.000Z";
const place = (kind: string) => ({
  id: "11111111-1111-4111-8111-111111111111",
  key: kind,
  kind,
  name: kind,
  departement: "78",
  academie: "Versailles",
  timezone: "Europe/Paris",
});
const by = (kind: string): Actor => ({
  kind: "person",
  id: "22222222-2222-4222-8222-222222222222",
  name: "Camille",
  function: "rssi",
  organisation: { id: place(kind).id, key: kind, kind, name: kind },
});
const qualified = {
  field: "partage",
  severity: "major",
  certainty: "proven",
  category: "phishing",
  personalData: false,
  perimeter: "school",
  compromises: [],
};
const data: Record<string, Record<string, unknown>> = {
  "incident.declared": {
    facts: {
      title: "t",
      description: "d",
      category: "phishing",
      certainty: "attempt",
      noticedAt: at,
      personalData: null,
      compromises: [],
      exercise: false,
    },
    place: place("ecole"),
    declarer: place("ecole"),
    parties: [],
  },
  "incident.qualified": qualified,
  "incident.handled": { note: "n" },
  "incident.followed-up": { text: "t" },
  "incident.closed": { reason: "r" },
  "incident.reopened": { reason: "r" },
  "incident.completed": { personalData: true },
  "deadline.reached": { key: "remind-alert-1", unanswered: 2 },
  "alerts.sent": { notice: "alert-1", root: "0", sent: 3, failed: 0, cancelled: 0 },
};

describe("the incident machine", () => {
  let world: World;
  let convention: Convention;
  beforeAll(async () => {
    const read = readConvention(
      await readFile("conventions/ent-ecoles-versailles.yaml", "utf8"),
      "versailles",
    );
    if (!read.ok) throw new Error("convention");
    convention = read.convention;
    world = { convention, dossier: "d", ref: "INC-2026-001", dispositif: "v", content: null };
  });
  const happening = (type: string, kind = "academie", more = {}): Happening => ({
    type,
    data: { ...data[type], ...more },
    at,
    by: by(kind),
  });
  const walk = (types: string[]) =>
    types.reduce<Stored | null>(
      (stored, type) => incidentV1.step(stored, happening(type), world),
      null,
    ) as Stored;
  const life = [
    "incident.declared",
    "incident.qualified",
    "incident.handled",
    "incident.followed-up",
    "incident.closed",
  ];

  test("every state is reached, and the end from each", () => {
    const states = Object.keys(chart.states);
    const paths = getShortestPaths(chart, {
      events: Object.keys(data).map((type) => ({ ...happening(type), world })) as never,
      serializeState: (snapshot) => String(snapshot.value),
      fromState: chart.resolveState({ value: "new", context: declared(happening("incident.declared")) }),
    });
    expect([...new Set(paths.map((path) => String(path.state.value)))].sort()).toEqual([...states].sort());
    for (let from = 1; from <= life.length; from += 1) {
      const stored = walk(life.slice(0, from));
      const end = life
        .slice(from)
        .reduce<Stored>((one, type) => incidentV1.step(one, happening(type), world), stored);
      expect(end.state).toBe("closed");
    }
  });

  test("a step is pure: the same event gives the same state and effects", () => {
    const once = incidentV1.step(null, happening("incident.declared"), world);
    expect(incidentV1.step(null, happening("incident.declared"), world)).toEqual(once);
  });

  test("declaring alerts by VER-7 and starts the reminders", () => {
    const { effects } = incidentV1.step(null, happening("incident.declared"), world);
    const alert = effects.find((effect) => effect.do === "alert");
    expect(alert).toMatchObject({
      do: "alert",
      notice: "alert-1",
      plan: expect.arrayContaining([expect.objectContaining({ rule: "VER-7" })]),
    });
    expect(
      effects.filter((effect) => effect.do === "start-deadline").map((effect) => effect.deadline.key),
    ).toEqual(expect.arrayContaining(["remind-alert-1", "escalate-alert-1"]));
  });

  test("an event out of its place is refused out loud, with what is possible", () => {
    const closed = walk(life);
    expect(() => incidentV1.step(closed, happening("incident.handled"), world)).toThrow(StepRefused);
    try {
      incidentV1.step(closed, happening("incident.handled"), world);
    } catch (error) {
      expect((error as StepRefused).refusal).toMatchObject({
        rule: "TOCSIN-CYCLE",
        instead: ["incident.reopened"],
      });
    }
  });

  test("the commune may not close in Versailles: the académie takes the decisions (VER-7)", () => {
    const handled = walk(life.slice(0, 4));
    try {
      incidentV1.step(handled, happening("incident.closed", "commune"), world);
      expect.unreachable();
    } catch (error) {
      expect((error as StepRefused).refusal).toMatchObject({ rule: "VER-7", article: "7" });
    }
  });

  test("qualifying again with the same facts alerts nobody twice", () => {
    const stored = walk(["incident.declared", "incident.qualified"]);
    const again = incidentV1.step(stored, happening("incident.qualified"), world);
    expect(again.effects.filter((effect) => effect.do === "alert")).toEqual([]);
  });

  test("a wider perimeter sends another wave", () => {
    const stored = walk(["incident.declared", "incident.qualified"]);
    const wider = incidentV1.step(
      stored,
      happening("incident.qualified", "academie", { perimeter: "departement" }),
      world,
    );
    expect(
      wider.effects.filter((effect) => effect.do === "alert").map((effect) => effect.notice),
    ).toHaveLength(1);
  });
});

test("an incident of Grand Est is not closed before the follow-up was sent (MBN-4.4)", async () => {
  const read = readConvention(await readFile("conventions/mbn-grand-est.yaml", "utf8"), "mbn");
  if (!read.ok) throw new Error("convention");
  const world: World = {
    convention: read.convention,
    dossier: "d",
    ref: "r",
    dispositif: "m",
    content: null,
  };
  const step = (stored: Stored | null, type: string) =>
    incidentV1.step(stored, { type, data: data[type] ?? {}, at, by: by("academie") }, world);
  let stored: Stored = step(null, "incident.declared");
  for (const type of ["incident.qualified", "incident.handled"]) stored = step(stored, type);
  expect(() => step(stored, "incident.closed")).toThrow(/suites/);
});
