import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { rights } from "#app/platform/permissions.ts";
import { communicationChart } from "#machines/communication/v1/chart.ts";
import {
  communicationEvents,
  communicationPersonEvents,
  communicationRights,
} from "#machines/communication/v1/events.ts";
import { accepted } from "#machines/communication/v1/machine.ts";
import type { Run } from "../communication/silence/draws.ts";
import { Message } from "../communication/silence/message.ts";
import { clock, conventionNamed, outbox } from "../crisis/model/cast.ts";

const states = Object.keys(communicationChart.states);
const everyEvent = Object.keys(communicationEvents);
const ENDS = ["ended", "rejected", "withdrawn"];
/** Where each event may lead: the chart bounds what the rules work out. */
const events = everyEvent.flatMap((type) => states.map((to) => ({ type, to })));
const pathsFrom = (state?: string) =>
  getShortestPaths(communicationChart, {
    events,
    serializeState: (snapshot) => String(snapshot.value),
    ...(state && { fromState: communicationChart.resolveState({ value: state }) }),
  });

const mbn = conventionNamed("mbn-grand-est");
type Who = keyof Message["people"];
type Step = [type: string, who: Who | "clock" | "outbox", data?: Record<string, unknown>];
const reason = { reason: "Parce que." };

/** A message of a département, or of a crisis, led to a state by what people and clocks do. */
function message(process: Run["process"], steps: Step[]) {
  const run = {
    process,
    carrier: "departement",
    territories: 1,
    schools: 1,
    day: 63,
    moves: [],
  } as unknown as Run;
  const one = new Message(run, mbn);
  const organisation = one.people.author.organisation;
  const place = { ...organisation, timezone: "Europe/Paris", departement: "54", academie: "Reims" };
  const opening = { draft: one.draft(), place, parties: [], exercise: false };
  const by = (who: Step[1]) => (who === "clock" ? clock : who === "outbox" ? outbox : one.people[who]);
  for (const [type, who, data = {}] of [["communication.drafted", "author", opening] as Step, ...steps]) {
    if (who === "clock") one.at = Math.max(one.at, endOf(one, data.key as string));
    const given = type === "deadline.reached" ? { key: keyOf(one, data.key as string) } : data;
    if (one.send(type, given, by(who)) === null) throw new Error(`${type} refused in ${one.stored?.state}`);
  }
  return one;
}
const clocksOf = ({ context }: Message) => ({
  t1: context.approvals.map(({ key, dueAt }) => ({ key: `t1-${key}`, dueAt }))[0],
  t2: context.decisions?.clocks[0],
  start: { key: "start", dueAt: context.facts.startsAt ?? null },
  end: { key: "end", dueAt: context.facts.endsAt ?? null },
});
const clockNamed = (one: Message, name: string) => clocksOf(one)[name as "t1"];
const keyOf = (one: Message, name: string) => clockNamed(one, name)?.key ?? name;
const endOf = (one: Message, name: string) => Date.parse(clockNamed(one, name)?.dueAt ?? "2026-01-01");

const submitted: Step = ["communication.submitted", "author"];
const ring = (key: string): Step => ["deadline.reached", "clock", { key }];
const sealed: Step = [
  "alerts.sent",
  "outbox",
  { notice: "message-ent-messaging", root: "a".repeat(64), sent: 1, failed: 0, cancelled: 0 },
];
const changes = { changes: { title: "Autre titre" }, ...reason };

/** Each state of rules.md §3, by the people and the clocks that lead there. */
const ways: Record<string, [Run["process"], Step[]]> = {
  draft: ["classique", []],
  t1: ["classique", [submitted]],
  adapting: ["classique", [submitted, ["t1.adapted", "approver", changes]]],
  t2: ["classique", [submitted, ["t1.approved", "approver"]]],
  approval: ["crise", [submitted]],
  scheduled: ["classique", [submitted, ring("t1"), ring("t2")]],
  sending: ["urgent", [submitted]],
  sent: ["urgent", [submitted, sealed]],
  ended: ["classique", [submitted, ring("t1"), ring("t2"), ring("start"), sealed, ring("end")]],
  rejected: ["classique", [submitted, ["t1.rejected", "approver", reason]]],
  withdrawn: ["classique", [submitted, ["communication.withdrawn", "author", reason]]],
}; // biome-ignore-all format: one way a line

describe("the life of a message", () => {
  test("its chart reaches each state, and an end from each", () => {
    expect(
      pathsFrom()
        .map((path) => String(path.state.value))
        .sort(),
    ).toEqual([...states].sort());
    for (const from of states) {
      const onward = pathsFrom(from).map((path) => String(path.state.value));
      expect(
        onward.some((state) => ENDS.includes(state)),
        `no end from ${from}`,
      ).toBe(true);
    }
  });

  test.each(states.filter((state) => state !== "new"))("people and clocks lead to « %s »", (state) => {
    const [process, steps] = ways[state] as [Run["process"], Step[]];
    expect(message(process, steps).stored?.state).toBe(state);
  });

  test("an adaptation accepted or declined goes back to where it is answered", () => {
    const [process, steps] = ways.adapting as [Run["process"], Step[]];
    expect(message(process, [...steps, ["adaptation.accepted", "author"]]).stored?.state).toBe("t2");
    expect(message(process, [...steps, ["adaptation.declined", "author", reason]]).stored?.state).toBe("t1");
  });

  test("in a crisis one answer lets it leave, and silence nothing (MBN-5.3-K1)", () => {
    const given = message("crise", [submitted, ["approval.given", "approver"]]);
    expect(given.stored?.state).toBe("sending");
    const silent = message("crise", [submitted]);
    const [approval] = silent.context.approvals;
    silent.at = Date.parse(approval?.dueAt ?? "");
    silent.send("deadline.reached", { key: `approval-${approval?.key}` }, clock);
    expect([silent.stored?.state, silent.context.approvals[0]?.state]).toEqual(["approval", "late"]);
  });

  test("every event is accepted somewhere, and each that people send has its right in the permission table", () => {
    const somewhere = new Set(states.flatMap(accepted));
    expect(everyEvent.filter((type) => !somewhere.has(type))).toEqual([]);
    expect([...somewhere].filter((type) => !(type in communicationEvents))).toEqual([]);
    for (const type of Object.keys(communicationPersonEvents))
      expect(rights).toContain(communicationRights[type] ?? type);
  });

  test("each event out of its place is refused, with rule, article and what is possible", () => {
    for (const [state, [process, steps]] of Object.entries(ways)) {
      const one = message(process, steps);
      const before = one.stored;
      const here = new Set(accepted(state));
      for (const type of everyEvent.filter((known) => !here.has(known) && !known.startsWith("t2."))) {
        expect(one.send(type, { ...reason, key: "x" }, one.people.author), `${type} in ${state}`).toBeNull();
        expect(one.refusal).toMatchObject({ rule: "TOCSIN-CYCLE", article: "cycle de vie d’un message" });
        expect(one.stored).toBe(before);
      }
    }
  });
});
