import { expect, test } from "vitest";
import { marksOf, pauseAfter, Tape } from "#app/crisis/components/replay/tape.ts";
import type { RoomEntry, Rules } from "#machines/crisis/v1/room.ts";
import { emptyRoom, foldAll } from "#machines/crisis/v1/room.ts";
import { readAllRunbooks } from "#runbooks/read.ts";
import { ownTime } from "../../support/own-time.ts";

const place = {
  id: "00000000-0000-4000-8000-000000000001",
  key: "academie",
  kind: "academie",
  name: "Académie",
  timezone: "Europe/Paris",
  departement: null,
  academie: null,
};
const actor: RoomEntry["actor"] = {
  kind: "person",
  id: "00000000-0000-4000-8000-000000000002",
  name: "Direction",
  function: "rssi",
  organisation: { id: place.id, key: place.key, kind: place.kind, name: place.name },
};

async function story(lines: number): Promise<{ rules: Rules; entries: RoomEntry[] }> {
  const { read } = await readAllRunbooks("runbooks");
  const runbook = read.find((one) => one.runbook.key === "messagerie-ent-compromise")?.runbook;
  if (!runbook) throw new Error("no runbook");
  const article = { rule: "MBN-5.2-K", article: "5.2" };
  const rules = { runbook, communication: { crisis: article, compromise: article } } as unknown as Rules;
  const first = runbook.phases[0]?.actions.find((one) => one.after.length + one.when.length === 0);
  const events: [string, Record<string, unknown>][] = [
    [
      "crisis.opened",
      {
        title: "Vague de menaces",
        summary: "Des comptes volés écrivent.",
        category: "threat-messages",
        runbook: { key: runbook.key, version: 1, hash: "h", title: runbook.title, approved: true },
        place,
        declarer: place,
        parties: [],
        perimeter: "academie",
        personalData: true,
        awareAt: "2026-03-20T02:00:00.000Z",
        exercise: false,
      },
    ],
    ["crisis.activated", { criteria: [runbook.activation[0]?.key] }],
    ["step.taken", { step: first?.key }],
    ...Array.from({ length: lines }, (_, n): [string, Record<string, unknown>] => [
      "log.entered",
      { kind: "fait", content: `Fait ${n}` },
    ]),
  ];
  const entries = events.map(
    ([type, data], n): RoomEntry => ({
      seq: n + 1,
      type,
      at: new Date(Date.parse("2026-03-20T02:00:00Z") + n * 60_000).toISOString(),
      actor,
      data,
    }),
  );
  return { rules, entries };
}

test("every moment is what folding the journal up to there gives", async () => {
  const { rules, entries } = await story(260);
  const tape = new Tape(rules);
  tape.add(entries.slice(0, 120));
  tape.add(entries.slice(100));
  for (const seq of [1, 2, 3, 99, 100, 101, 200, 263]) {
    const { state, context, revision, lines } = tape.at(seq);
    const whole = foldAll(emptyRoom(), entries.slice(0, seq), rules);
    expect({ state, context, revision }).toEqual({
      state: whole.state,
      context: whole.context,
      revision: whole.revision,
    });
    expect(lines).toEqual(whole.lines.slice(-8));
  }
  expect(tape.at(1).state).toBe("veille");
  expect(tape.at(2).state).toBe("active");
});

test("a moment that is not read yet shows the last one that is", async () => {
  const { rules, entries } = await story(5);
  const tape = new Tape(rules);
  tape.add(entries.slice(0, 4));
  expect(tape.at(7).revision).toBe(4);
  expect(tape.at(0).revision).toBe(0);
});

test("any moment of a crisis of 10,000 entries is found at once", async () => {
  const { rules, entries } = await story(10_000);
  const tape = new Tape(rules);
  const before = ownTime();
  tape.add(entries);
  const read = ownTime() - before;
  const slid = ownTime();
  for (let n = 0; n < 100; n += 1) tape.at(1 + ((n * 7919) % entries.length));
  const each = (ownTime() - slid) / 100;
  expect(read).toBeLessThan(3_000);
  expect(each).toBeLessThan(16);
});

test("decisions and the life of the crisis are marked; nights without news are passed over", async () => {
  const { entries } = await story(2);
  expect(marksOf(entries).map(({ type }) => type)).toEqual(["crisis.opened", "crisis.activated"]);
  expect(pauseAfter(entries, 1)).toBe(1_000);
  const later = { ...(entries[1] as RoomEntry), at: "2026-03-21T02:00:00.000Z" };
  expect(pauseAfter([entries[0] as RoomEntry, later], 1)).toBe(1_500);
});
