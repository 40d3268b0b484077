import { describe, expect, test } from "vitest";
import {
  advance,
  begin,
  compile,
  derive,
  describeGraph,
  finished,
  isExplicit,
  type ProcedureEvent,
  type Progress,
  possible,
  settledAfter,
} from "#machines/procedure/procedure.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";
import { ownTime } from "../support/own-time.ts";
import { runbookOf, shipped } from "./shipped.ts";

const small = runbookOf([
  { key: "recenser" },
  { key: "couper", after: ["recenser"], options: ["oui", "non"] },
  { key: "ouvrir-canal", when: [["couper", "oui"]] },
  { key: "prevenir", after: ["recenser", "ouvrir-canal"] },
]);

/** Plays events written « take recenser », « decide couper oui »; fails on the first that has no place. */
function play(runbook: Runbook, lines: string[], from: Progress = begin(runbook)): Progress {
  return lines.reduce((progress, line) => {
    const [type, action = "", option] = line.split(" ");
    const event = { type, action, ...(option ? { option } : {}) } as ProcedureEvent;
    const next = advance(runbook, progress, event);
    if (!next) throw new Error(`« ${line} » n’a pas sa place : ${JSON.stringify(progress)}`);
    return next.progress;
  }, from);
}
const settledFirst = ["take recenser", "do recenser"];

describe("a procedure", () => {
  test("begins with what waits for nothing", () => {
    expect(begin(small)).toEqual({
      recenser: "todo",
      couper: "waiting",
      "ouvrir-canal": "waiting",
      prevenir: "waiting",
    });
  });

  test("opens a decision when what comes before it is done, and says so", () => {
    const taken = play(small, ["take recenser"]);
    const next = advance(small, taken, { type: "do", action: "recenser" });
    expect(next).toMatchObject({ progress: { couper: "open" }, opened: ["couper"], closed: ["recenser"] });
  });

  test("a skipped step lets what follows begin, as a done one does", () => {
    expect(play(small, ["skip recenser"])).toMatchObject({ recenser: "skipped", couper: "open" });
  });

  test("the way not chosen is set aside, and what comes after it does not wait for it", () => {
    expect(play(small, [...settledFirst, "decide couper non"])).toEqual({
      recenser: "done",
      couper: "decided:non",
      "ouvrir-canal": "moot",
      prevenir: "todo",
    });
  });

  test("a decision reopened brings back what it had set aside", () => {
    const refused = play(small, [...settledFirst, "decide couper non"]);
    expect(play(small, ["reopen couper"], refused)).toMatchObject({
      couper: "open",
      "ouvrir-canal": "waiting",
      prevenir: "waiting",
    });
    expect(play(small, ["reopen couper", "decide couper oui"], refused)).toMatchObject({
      "ouvrir-canal": "todo",
    });
  });

  test("a step in someone’s hands stays there when a decision changes, and gives way once given back", () => {
    const taken = play(small, [
      ...settledFirst,
      "decide couper oui",
      "take ouvrir-canal",
      "reopen couper",
      "decide couper non",
    ]);
    expect(taken).toMatchObject({ "ouvrir-canal": "taken", prevenir: "waiting" });
    expect(play(small, ["giveBack ouvrir-canal"], taken)).toMatchObject({
      "ouvrir-canal": "moot",
      prevenir: "todo",
    });
  });

  test("a blocked step can be freed or skipped, not done", () => {
    const blocked = play(small, ["take recenser", "block recenser"]);
    expect(advance(small, blocked, { type: "do", action: "recenser" })).toBeNull();
    expect(play(small, ["unblock recenser", "do recenser"], blocked)).toMatchObject({ recenser: "done" });
    expect(play(small, ["skip recenser"], blocked)).toMatchObject({ recenser: "skipped" });
  });

  test("giving back or taking again opens and closes nothing: its time goes on", () => {
    const taken = play(small, ["take recenser"]);
    expect(advance(small, taken, { type: "giveBack", action: "recenser" })).toMatchObject({
      opened: [],
      closed: [],
    });
  });

  test("what has no place now is refused: another’s turn, twice, an unknown step, an unknown option", () => {
    const progress = begin(small);
    const refused: ProcedureEvent[] = [
      { type: "take", action: "prevenir" },
      { type: "do", action: "recenser" },
      { type: "decide", action: "couper", option: "oui" },
      { type: "take", action: "inconnue" },
      { type: "take", action: "__proto__" },
      { type: "take", action: "recenser", option: "oui" },
    ];
    for (const event of refused) expect(advance(small, progress, event)).toBeNull();
    const open = play(small, settledFirst);
    expect(advance(small, open, { type: "decide", action: "couper", option: "peut-etre" })).toBeNull();
    expect(advance(small, play(small, ["take recenser"]), { type: "take", action: "recenser" })).toBeNull();
  });

  test("an event changes nothing of the progress it was given", () => {
    const progress = Object.freeze(begin(small));
    expect(advance(small, progress, { type: "take", action: "recenser" })?.progress).not.toBe(progress);
    expect(begin(small)).toEqual(progress);
  });

  test("a progress of another runbook is refused rather than read askew", () => {
    expect(() => advance(small, { recenser: "decided:oui" }, { type: "take", action: "recenser" })).toThrow(
      "recenser",
    );
  });

  test("is finished when nothing is expected of anyone", () => {
    const last = play(small, [...settledFirst, "decide couper non", "take prevenir"]);
    expect(finished(small, last)).toBe(false);
    expect(finished(small, play(small, ["do prevenir"], last))).toBe(true);
  });

  test("the same text read twice compiles once", () => {
    expect(compile(structuredClone(small))).toBe(compile(small));
  });

  test("a replay needs the accepted events only", () => {
    const lines = [
      ...settledFirst,
      "decide couper oui",
      "take ouvrir-canal",
      "giveBack ouvrir-canal",
      "reopen recenser",
    ];
    let replayed: Progress = derive(small, {});
    for (const [rank, line] of lines.entries()) {
      const [type, action = "", option] = line.split(" ");
      replayed = derive(small, settledAfter(replayed, { type, action, option } as ProcedureEvent));
      expect(replayed).toEqual(play(small, lines.slice(0, rank + 1)));
    }
  });
});

describe("the drawing of a procedure", () => {
  test("joins steps by order and decisions by their options, in the words of the runbook", () => {
    const { nodes, edges } = describeGraph(small);
    expect(nodes.map(({ id }) => id)).toEqual(actionsOf(small).map(({ key }) => key));
    expect(edges).toContainEqual({
      id: "couper=oui>ouvrir-canal",
      from: "couper",
      to: "ouvrir-canal",
      kind: "option",
      label: "oui",
    });
  });

  test("shows the way we came, what may follow and what was set aside", () => {
    const { nodes, edges } = describeGraph(small, play(small, [...settledFirst, "decide couper non"]));
    const way = (id: string) => edges.find((edge) => edge.id === id)?.way;
    expect(way("recenser>couper")).toBe("came");
    expect(way("couper=oui>ouvrir-canal")).toBe("aside");
    expect(way("recenser>prevenir")).toBe("came");
    expect(nodes.find(({ id }) => id === "prevenir")?.state).toBe("todo");
  });

  test("names only nodes that exist, for every shipped runbook", () => {
    for (const runbook of shipped) {
      const { nodes, edges } = describeGraph(runbook, begin(runbook));
      const ids = new Set(nodes.map(({ id }) => id));
      for (const { from, to } of edges) expect(ids.has(from) && ids.has(to)).toBe(true);
      expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    }
  });
});

test("an event on forty steps takes under 2 ms", () => {
  const forty = runbookOf(
    [...Array(40).keys()].map((rank) => ({
      key: `e${rank}`,
      after: rank > 2 ? [`e${rank - 2}`, `e${rank - 3}`] : [],
      ...(rank % 8 === 0 ? { options: ["oui", "non"] } : {}),
      ...(rank > 8 && rank % 5 === 0
        ? { when: [[`e${rank - (rank % 8 || 8)}`, "oui"]] as [string, string][] }
        : {}),
    })),
  );
  const times: number[] = [];
  for (let walk = 0; walk < 5; walk += 1) {
    let progress = begin(forty);
    for (let turn = 0; turn < 100; turn += 1) {
      const events = possible(forty, progress).filter(({ type }) => type !== "reopen" && type !== "giveBack");
      const event = events[(turn * 7) % events.length];
      if (!event) break;
      const start = ownTime();
      const next = advance(forty, progress, event);
      times.push(ownTime() - start);
      progress = next?.progress ?? progress;
    }
  }
  const median = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  console.info(`advance, 40 étapes : médiane ${median.toFixed(2)} ms sur ${times.length}`);
  expect(median).toBeLessThan(2);
});

test("what a person put there is told from what follows", () => {
  expect(
    ["taken", "blocked", "done", "skipped", "decided:oui"].every((state) => isExplicit(state as never)),
  ).toBe(true);
  expect(["waiting", "todo", "open", "moot"].some((state) => isExplicit(state as never))).toBe(false);
});
