import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { rights } from "#app/platform/permissions.ts";
import { chart } from "#machines/crisis/v1/chart.ts";
import { crisisEvents, crisisPersonEvents, crisisRights } from "#machines/crisis/v1/events.ts";
import { accepted, crisisV1 } from "#machines/crisis/v1/machine.ts";
import { cast, runbookNamed, type Who } from "../crisis/model/cast.ts";
import { Console, type Crisis, contextOf } from "../crisis/model/console.ts";
import { dice, drawn, draws, speaker } from "../crisis/model/life.ts";

const everyEvent = Object.keys(crisisEvents);
const states = Object.keys(chart.states);
const pathsTo = getShortestPaths(chart, {
  events: everyEvent.map((type) => ({ type })),
  serializeState: (snapshot) => String(snapshot.value),
});
const ends = ["closed", "stood-down"];

/** A crisis that has come to a state of its life by the shortest way, its direction and its RSSI seated. */
function crisisIn(state: string): { c: Console; crisis: Crisis } {
  const path = pathsTo.find((one) => String(one.state.value) === state);
  const c = new Console();
  c.open(runbookNamed("messagerie-ent-compromise"), cast.rssi);
  const crisis = c.crises[0] as Crisis;
  for (const { event } of path?.steps.slice(2) ?? []) {
    // A crisis is not closed without what was learnt of it.
    if (event.type === "crisis.closed")
      c.say(crisis, "retex.validated", { summary: "Ce qu’on a appris." }, cast.direction);
    say(c, crisis, event.type, "direction");
    if (event.type === "crisis.activated") c.say(crisis, "member.joined", { role: "rssi" }, cast.rssi);
  }
  return { c, crisis };
}
const say = (c: Console, crisis: Crisis, type: string, who: Who, seed = 1) => {
  const about = { crisis: contextOf(crisis), runbook: crisis.runbook, r: dice(seed), at: c.at };
  return c.say(crisis, type, drawn(type, about), cast[who]);
};

describe("the life of a crisis", () => {
  test("each state is reached, and an end from each", () => {
    expect(pathsTo.map((path) => String(path.state.value)).sort()).toEqual([...states].sort());
    for (const from of states) {
      const onward = getShortestPaths(chart, {
        events: everyEvent.map((type) => ({ type })),
        serializeState: (snapshot) => String(snapshot.value),
        fromState: chart.resolveState({ value: from }),
      }).map((path) => String(path.state.value));
      expect(
        onward.some((state) => ends.includes(state)),
        `no end from ${from}`,
      ).toBe(true);
    }
  });

  test("the machine itself walks to each state, duties and seats included", () => {
    for (const state of states.filter((one) => one !== "new"))
      expect(crisisIn(state).crisis.stored?.state).toBe(state);
  });

  test("every event is accepted somewhere, and each that people send has its right in the permission table", () => {
    const somewhere = new Set(states.flatMap(accepted));
    expect(everyEvent.filter((type) => !somewhere.has(type))).toEqual([]);
    expect([...somewhere].filter((type) => !(type in crisisEvents))).toEqual([]);
    for (const type of Object.keys(crisisPersonEvents)) expect(rights).toContain(crisisRights[type]);
  });

  const outOfPlace = states
    .filter((state) => state !== "new")
    .flatMap((state) => {
      const here = new Set(accepted(state));
      return everyEvent
        .filter((type) => type in draws && !here.has(type))
        .map((type) => [state, type] as const);
    });
  test(`each of the ${outOfPlace.length} events out of its place is refused, with rule, article and what is possible`, () => {
    const known = new Map(states.filter((state) => state !== "new").map((state) => [state, crisisIn(state)]));
    for (const [state, type] of outOfPlace) {
      const { c, crisis } = known.get(state) as { c: Console; crisis: Crisis };
      const before = crisis.stored;
      const refused = say(c, crisis, type, "direction");
      expect(refused, `${type} in ${state}`).toMatchObject({
        rule: "TOCSIN-CYCLE",
        article: "cycle de vie d’une crise",
      });
      expect(refused?.because).toContain(type);
      expect(crisis.stored).toBe(before);
    }
  });

  test("an event that nobody knows is refused, even by the name of a property of every object", () => {
    const { c, crisis } = crisisIn("active");
    for (const type of ["constructor", "toString", "crisis.exploded", "__proto__"])
      expect(c.say(crisis, type, {}, cast.direction)).toMatchObject({ rule: "TOCSIN-CYCLE" });
  });
});

describe("who may do what in the cell", () => {
  /** Events for one seat, tried by someone in another: refused by MBN-6.2 with the name of the seat. */
  const wrong: [string, Who, string][] = [
    ["role.given", "region", "direction de crise ou RSSI"],
    ["role.handed-over", "rssi", "direction de crise"],
    ["cell.strategic-opened", "rssi", "direction de crise"],
    ["channel.opened", "rssi", "direction de crise"],
    ["channel.shut", "rssi", "direction de crise"],
    ["held.decided", "rssi", "direction de crise"],
    ["crisis.exited", "rssi", "direction de crise"],
    ["compromise.declared", "region", "direction de crise ou RSSI"],
    ["compromise.confirmed", "dane", "direction de crise ou RSSI"],
    ["compromise.withdrawn", "dane", "direction de crise ou RSSI"],
    ["restoration.declared", "region", "direction de crise ou RSSI"],
    ["restoration.confirmed", "region", "direction de crise ou RSSI"],
    ["message.proposed", "rssi", "direction de crise ou communication"],
    ["message.withdrawn", "region", "direction de crise ou communication"],
    ["press.proposed", "rssi", "direction de crise ou communication"],
    ["sitrep.drafted", "region", "main courante"],
    ["sitrep.validated", "rssi", "direction de crise"],
  ];
  test.each(wrong)("« %s » by the %s goes back to: %s", (type, who, seat) => {
    const { c, crisis } = crisisIn("active");
    expect(say(c, crisis, type, who)).toMatchObject({
      rule: "MBN-6.2",
      article: "6.2",
      because: expect.stringContaining(seat),
    });
  });

  test.each(["retex.noted", "authority.notified"])("« %s » needs a seat, whichever", (type) => {
    const { c, crisis } = crisisIn("active");
    expect(say(c, crisis, type, "region")).toMatchObject({ rule: "MBN-6.2", instead: ["member.joined"] });
    c.say(crisis, "member.joined", { role: "liaison" }, cast.region);
    expect(say(c, crisis, type, "region")).toBeNull();
  });

  test("whoever holds both seats still leaves one to the other, whichever of them speaks first", () => {
    for (const order of [
      ["rssi", "direction"],
      ["direction", "rssi"],
    ] as [Who, Who][]) {
      const { c, crisis } = crisisIn("active");
      const { id, name, organisation } = cast.rssi;
      const seat = { role: "direction", person: id, name, organisation, function: "rssi", substitute: true };
      expect(c.say(crisis, "role.given", seat, cast.direction)).toBeNull();
      expect(
        c.say(crisis, "compromise.declared", { what: "messaging", reason: "r" }, cast[order[0]]),
      ).toBeNull();
      expect(c.say(crisis, "compromise.confirmed", { what: "messaging" }, cast[order[0]])).toMatchObject({
        rule: "MBN-5.2-K",
      });
      expect(c.say(crisis, "compromise.confirmed", { what: "messaging" }, cast[order[1]])).toBeNull();
    }
  });
});

test("a step is pure: the same event gives the same state and the same effects", () => {
  const { c, crisis } = crisisIn("active");
  const r = dice(7);
  for (const type of accepted("active").filter((one) => one in draws)) {
    const data = drawn(type, { crisis: contextOf(crisis), runbook: crisis.runbook, r, at: c.at });
    const happening = { type, data, at: c.at, by: speaker(type, dice(1)) };
    const frozen = JSON.stringify(crisis.stored);
    const step = () => {
      try {
        return crisisV1.step(crisis.stored, happening, crisis.world);
      } catch (error) {
        return error;
      }
    };
    expect(step(), type).toEqual(step());
    expect(JSON.stringify(crisis.stored)).toBe(frozen);
  }
});
