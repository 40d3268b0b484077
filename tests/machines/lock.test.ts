import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { communicationOf } from "#conventions/schema.ts";
import { CHANNELS, computeLock, type LockCase } from "#machines/lock/v1/compute.ts";
import { lockEvents, lockPersonEvents } from "#machines/lock/v1/events.ts";
import { lockChart, lockV1 } from "#machines/lock/v1/machine.ts";
import { runbookChart } from "#machines/runbook/v1/chart.ts";
import { runbookEvents } from "#machines/runbook/v1/events.ts";
import { runbookV1 } from "#machines/runbook/v1/machine.ts";
import { type Stepped, StepRefused, type World } from "#machines/step.ts";
import { cast, conventionNamed, uuid } from "../crisis/model/cast.ts";

const convention = conventionNamed("mbn-grand-est");
const articles = communicationOf(convention);
const world: World = { convention, dossier: uuid(900), ref: "VER-1", dispositif: uuid(800), content: null };
const NOW = "2026-03-24T02:10:00.000Z";
const caseNo = (n: number) => ({ dossier: uuid(700 + n), ref: `CRI-${n}`, title: "Crise" });
const two = [
  { id: uuid(1), name: "Recteur", role: "direction" },
  { id: uuid(2), name: "RSSI", role: "rssi" },
];

const step = (stored: Stepped | null, type: string, data: Record<string, unknown>, at = NOW) =>
  lockV1.step(stored, { type, data, at, by: cast.direction }, world);
const made = step(null, "lock.made", { dispositif: "mbn" });
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof StepRefused) return error.refusal;
    throw error;
  }
  return expect.unreachable("accepted");
};
const openIn = (stored: Stepped) =>
  (stored.context as unknown as { open: { channel: string }[] }).open.map(({ channel }) => channel);

describe("the lock", () => {
  const toCrisis = { case: caseNo(0), state: "crisis" };
  /** What people do leads to each state of rules.md §4: the way there, and what is open. */
  const ways: [string, [string, Record<string, unknown>][], string[]][] = [
    ["open", [], [...CHANNELS]],
    ["crisis", [["case.opened", toCrisis]], ["ent-messaging"]],
    ["surete", [["case.opened", { ...toCrisis, state: "surete" }]], ["ent-messaging", "ent-flash", "sms"]],
    [
      "compromised",
      [
        ["case.opened", toCrisis],
        ["case.compromised", { case: caseNo(0), what: "messaging", by: two }],
      ],
      [],
    ],
  ];
  test.each(ways)(
    "« %s » is reached, opens what the rules say, and comes back to open",
    (state, way, open) => {
      const there = way.reduce((stored, [type, data]) => step(stored, type, data), made);
      expect(there.state).toBe(state);
      expect(openIn(there).sort()).toEqual([...open].sort());
      const over = step(there, "case.closed", { case: caseNo(0) });
      expect({ state: over.state, open: openIn(over) }).toEqual({ state: "open", open: [...CHANNELS] });
    },
  );

  test("its chart reaches each of these states, from each of them", () => {
    const states = Object.keys(lockChart.states).sort();
    expect(states).toEqual(ways.map(([state]) => state).sort());
    for (const from of states) {
      const paths = getShortestPaths(lockChart, {
        events: states.map((state) => ({ type: `to.${state}` })),
        serializeState: (snapshot) => String(snapshot.value),
        fromState: lockChart.resolveState({ value: from }),
      });
      expect(paths.map((path) => String(path.state.value)).sort()).toEqual(states);
    }
  });

  test("several at once: the most restrictive, and each reason is kept", () => {
    const surete: LockCase = {
      ...caseNo(1),
      ...{ state: "surete", since: NOW, compromised: [], opened: [] },
    };
    const crisis: LockCase = { ...surete, ...caseNo(0), state: "crisis" };
    const both = computeLock([crisis, surete], [], articles, NOW);
    expect(both.open).toEqual([{ channel: "ent-messaging" }]);
    expect(both.closed.find(({ channel }) => channel === "mail")?.because.map(({ rule }) => rule)).toEqual([
      "MBN-5.2-K",
      "MBN-7",
    ]);
    const fallen: LockCase = { ...crisis, compromised: [{ what: "messaging", at: NOW }] };
    expect(computeLock([fallen, surete], [], articles, NOW).open).toEqual([]);
    const opened: LockCase = { ...fallen, opened: [{ channel: "mail", at: NOW, reason: "r" }] };
    // The direction of one crisis opens mail; safety does not let it.
    expect(computeLock([opened, surete], [], articles, NOW).open).toEqual([]);
    expect(computeLock([opened], [], articles, NOW).open).toEqual([{ channel: "mail" }]);
  });

  test("a substitution channel of a safety event that compromises the messaging is still bound by MBN-7", () => {
    const one: LockCase = {
      ...caseNo(0),
      ...{ state: "surete", since: NOW, compromised: [{ what: "messaging", at: NOW }] },
      opened: ["mail", "sms", "third-party:alerte"].map((channel) => ({ channel, at: NOW, reason: "r" })),
    };
    expect(computeLock([one], [], articles, NOW).open).toEqual([{ channel: "sms" }]);
    const validUntil = "2026-06-01T00:00:00.000Z";
    const attested = { channel: "third-party:alerte", checkedAt: NOW, validUntil, by: "RSSI", proof: "PV" };
    expect(computeLock([one], [attested], articles, NOW).open).toEqual([
      { channel: "sms" },
      { channel: "third-party:alerte", until: validUntil },
    ]);
    expect(computeLock([one], [attested], articles, validUntil).open).toEqual([{ channel: "sms" }]);
  });

  test("a third party that the direction opens is open, and closed again with the compromise", () => {
    const about = { case: caseNo(0) };
    let lock = step(made, "case.opened", { ...about, state: "crisis" });
    lock = step(lock, "case.compromised", { ...about, what: "messaging", by: two });
    lock = step(lock, "channel.opened", { ...about, channel: "third-party:alerte", reason: "r" });
    expect(openIn(lock)).toEqual(["third-party:alerte"]);
    expect(openIn(step(lock, "case.restored", { ...about, what: "messaging", by: two }))).toEqual([
      "ent-messaging",
    ]);
  });

  test("an attestation counts one year from its check, not from the day it is written down nor from tomorrow", () => {
    const checked = (checkedAt: string) => ({ channel: "third-party:alerte", checkedAt, proof: "PV 12" });
    const surete = step(made, "case.opened", { case: caseNo(0), state: "surete" });
    expect(openIn(step(surete, "attestation.checked", checked("2025-03-24T02:10:01.000Z")))).toContain(
      "third-party:alerte",
    );
    expect(openIn(step(surete, "attestation.checked", checked("2025-03-24T02:10:00.000Z")))).not.toContain(
      "third-party:alerte",
    );
    const refused = refusalOf(() => step(surete, "attestation.checked", checked("2026-03-25T02:10:00.000Z")));
    expect(refused).toMatchObject({ rule: "MBN-7", article: "7" });
  });

  const refused: [string, string, Record<string, unknown>, { rule: string }][] = [
    ["crisis", "message.admitted", { case: caseNo(0), notice: "n", channel: "mail" }, { rule: "MBN-5.2-K" }],
    ["surete", "message.admitted", { case: caseNo(0), notice: "n", channel: "mail" }, { rule: "MBN-7" }],
    ["compromised", "message.admitted", { case: caseNo(0), notice: "n", channel: "ent-messaging" }, { rule: "MBN-5.2-K" }],
    ["open", "message.admitted", { case: caseNo(0), notice: "n", channel: "pigeon" }, { rule: "TOCSIN-VERROU" }],
    ["crisis", "held.decided", { notice: "all", choice: "cancel", reason: "r" }, { rule: "MBN-6.2" }],
    ["crisis", "held.settled", { notice: "all", choice: "reroute", to: "sms", reason: "r" }, { rule: "MBN-5.2-K" }],
    ["crisis", "held.settled", { notice: "all", choice: "reroute", reason: "r" }, { rule: "TOCSIN-VERROU" }],
    ["open", "lock.exploded", {}, { rule: "TOCSIN-VERROU" }],
    ["open", "constructor", {}, { rule: "TOCSIN-VERROU" }],
  ]; // biome-ignore format: a table to read at a glance
  test.each(refused)("in « %s », « %s » is refused with its rule: %j", (state, type, data, why) => {
    const way = ways.find(([name]) => name === state)?.[1] ?? [];
    const there = way.reduce((stored, [event, about]) => step(stored, event, about), made);
    const refusal = refusalOf(() => step(there, type, data));
    expect(refusal).toMatchObject(why);
    expect(refusal.article).toBeTruthy();
    expect(refusal.because.length).toBeGreaterThan(20);
  });

  test("without being made it takes nothing, and what people send it is in its list", () => {
    expect(refusalOf(() => step(null, "case.opened", { case: caseNo(0), state: "crisis" })).rule).toBe(
      "TOCSIN-VERROU",
    );
    expect(lockV1.accepts(made)).toEqual(Object.keys(lockPersonEvents));
    expect(Object.keys(lockEvents)).toEqual(expect.arrayContaining(Object.keys(lockPersonEvents)));
  });
});

describe("the life of a procedure", () => {
  const states = Object.keys(runbookChart.states);
  const events = Object.keys(runbookEvents).map((type) => ({ type }));
  test("each state is reached, and « in force » from each", () => {
    const from = (value: string) =>
      getShortestPaths(runbookChart, {
        events,
        serializeState: (snapshot) => String(snapshot.value),
        fromState: runbookChart.resolveState({ value }),
      }).map((path) => String(path.state.value));
    expect(from("new").sort()).toEqual([...states].sort());
    for (const state of states) expect(from(state)).toContain("in-force");
  });

  test("every event is accepted somewhere; out of place each is refused with rule and article", () => {
    const takes = (state: string) => new Set(runbookChart.states[state as "draft"]?.ownEvents ?? []);
    expect(events.filter(({ type }) => !states.some((state) => takes(state).has(type as never)))).toEqual([]);
    const hash = "a".repeat(64);
    const text = { hash, version: 1, title: "Messagerie compromise" };
    const data: Record<string, Record<string, unknown>> = {
      "runbook.drafted": { key: "messagerie", dispositif: "mbn", ...text },
      "runbook.revised": { ...text, version: 2 },
      "runbook.approved": { instance: "commission-homologation", meetingAt: NOW, minutes: "PV 3" },
      "runbook.returned": { reason: "r" },
      "runbook.retired": { reason: "r" },
      "deadline.reached": { key: "review" },
    };
    const say = (stored: Stepped | null, type: string) =>
      runbookV1.step(stored, { type, data: data[type] ?? {}, at: NOW, by: cast.rssi }, world);
    const drafted = say(null, "runbook.drafted");
    for (const { type } of events.filter((one) => !takes("draft").has(one.type as never))) {
      const refusal = refusalOf(() => say(drafted, type));
      expect(refusal.rule && refusal.article, type).toBeTruthy();
    }
  });
});
