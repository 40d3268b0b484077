import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { boardOf } from "#app/crisis/room-state/actions.ts";
import { clocksOf } from "#app/crisis/room-state/clocks.ts";
import { readPrefix } from "#app/crisis/room-state/entry-line.ts";
import { correctionsOf, filterOf, fits } from "#app/crisis/room-state/log-filter.ts";
import { readBody } from "#app/crisis/room-state/read-body.ts";
import { joined } from "#app/crisis/room-state/use-room.ts";
import { crisisSentence, nameOf, namesOf } from "#app/messages/crisis-room-journal.ts";
import { communicationOf } from "#conventions/schema.ts";
import { crisisPersonEvents, crisisSystemEvents } from "#machines/crisis/v1/events.ts";
import { emptyRoom, fold, type LogLine, type Room, type Rules } from "#machines/crisis/v1/room.ts";
import type { Actor } from "#machines/effects.ts";
import { readRunbook } from "#runbooks/read.ts";

const NOW = new Date("2026-03-24T02:10:00Z");
const reims = {
  id: "11111111-1111-4111-8111-111111111111",
  key: "academie-reims",
  kind: "academie",
  name: "Reims",
};
const someone = (name: string, held: string): Actor => ({
  kind: "person",
  id: name,
  name,
  function: held,
  organisation: reims,
});
const [recteur, rssi] = [someone("Alix", "recteur"), someone("Sam", "rssi")];

let rules: Rules;
beforeAll(async () => {
  const file = "runbooks/messagerie-ent-compromise.md";
  const read = readRunbook(file, await readFile(file, "utf8"));
  if (!("runbook" in read) || !read.runbook) throw new Error("runbook");
  rules = { runbook: read.runbook, communication: communicationOf({}) };
});

/** A crisis as its entries make it, a minute each. */
function played(...entries: [Actor, string, Record<string, unknown>][]): Room {
  const opening: [Actor, string, Record<string, unknown>] = [
    rssi,
    "crisis.opened",
    {
      title: "Menaces",
      summary: "Des comptes volés écrivent.",
      category: "threat-messages",
      runbook: {
        key: "messagerie-ent-compromise",
        version: 1,
        hash: "h",
        title: "Messagerie",
        approved: true,
      },
      place: { ...reims, timezone: "Europe/Paris", departement: null, academie: "Reims" },
      declarer: { ...reims, timezone: "Europe/Paris", departement: null, academie: "Reims" },
      parties: [],
      perimeter: "dispositif",
      personalData: true,
      awareAt: NOW.toISOString(),
      exercise: false,
    },
  ];
  return [opening, ...entries].reduce<Room>(
    (room, [actor, type, data], index) =>
      fold(
        room,
        { seq: index + 1, at: new Date(NOW.getTime() + index * 60_000).toISOString(), actor, type, data },
        rules,
      ),
    emptyRoom(),
  );
}
const active: [Actor, string, Record<string, unknown>][] = [
  [recteur, "crisis.activated", { criteria: ["menaces-recues"] }],
  [rssi, "member.joined", { role: "rssi" }],
];

describe("the entry line", () => {
  test.each([
    ["d couper la messagerie", { kind: "decision", rest: "couper la messagerie" }],
    ["h: un hameçonnage", { kind: "hypothese", rest: "un hameçonnage" }],
    ["f : à 3 h", { kind: "fait", rest: "à 3 h" }],
    ["A appelé le 17", null],
    ["dans une heure", null],
    ["", null],
  ])("« %s » is read for its kind", (typed, wanted) => expect(readPrefix(typed)).toEqual(wanted));

  const form = (fields: Record<string, string>) => Object.entries({ type: "log.entered", ...fields });
  test("a form becomes an event: hours as people type them, nothing that was left empty", () => {
    const { body, errors } = readBody(
      form({
        kind: "fait",
        content: " Appel de la principale ",
        eventAt: "3h05",
        from: "",
        corrects: "12",
        key: "k",
      }),
      NOW,
      "Europe/Paris",
      "?",
    );
    expect(errors).toEqual([]);
    expect(body).toEqual({
      type: "log.entered",
      kind: "fait",
      content: "Appel de la principale",
      eventAt: "2026-03-24T02:05:00.000Z",
      corrects: 12,
    });
  });

  test("an hour that cannot be read is said beside its field", () =>
    expect(
      readBody(form({ content: "x", dueAt: "bientôt" }), NOW, "Europe/Paris", "une heure ?").errors,
    ).toEqual([{ path: "dueAt", message: "une heure ?" }]));

  test("without a script the letter still chooses; a kind that was pressed stays", () => {
    const read = (fields: Record<string, string>) =>
      readBody(form(fields), NOW, "Europe/Paris", "?", { prefixes: true }).body;
    expect(read({ kind: "fait", content: "d couper" })).toMatchObject({
      kind: "decision",
      content: "couper",
    });
    expect(read({ kind: "action", content: "d couper" })).toMatchObject({
      kind: "action",
      content: "d couper",
    });
  });
});

describe("the steps", () => {
  test("before the activation nothing is expected of anybody", () => {
    const board = boardOf(rules.runbook, played(), rssi.id);
    expect(board.mine).toEqual([]);
    expect(board.parties.every(({ live }) => live === 0)).toBe(true);
    expect(board.total).toBe(rules.runbook.phases.flatMap(({ actions }) => actions).length);
  });

  test("mine come first, the most pressing at the top; one that a colleague took is theirs", () => {
    const mine = (room: Room, who: Actor) => boardOf(rules.runbook, room, who.id).mine;
    const room = played(...active);
    const cards = mine(room, rssi);
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.every(({ action }) => action.who === "rssi")).toBe(true);
    const due = cards.map(({ facts }) => facts.dueAt ?? "9");
    expect(due).toEqual([...due].sort());
    const key = cards[0]?.action.key ?? "";
    const taken = played(...active, [recteur, "step.taken", { step: key }]);
    expect(mine(taken, rssi).map(({ action }) => action.key)).not.toContain(key);
    expect(mine(taken, recteur).map(({ action }) => action.key)).toContain(key);
  });

  test("a step of which I am still told something stays where I pressed it", () => {
    const key = boardOf(rules.runbook, played(...active), rssi.id).mine[0]?.action.key ?? "";
    const room = played(...active, [recteur, "step.taken", { step: key }]);
    const board = boardOf(rules.runbook, room, rssi.id, new Set([key]));
    expect(board.mine.map(({ action }) => action.key)).toContain(key);
  });

  test("each step stands in one place only, and the counts add up", () => {
    const board = boardOf(rules.runbook, played(...active), rssi.id);
    const listed = board.parties.flatMap(({ phases }) =>
      phases.flatMap((one) => [...one.live, ...one.waiting, ...one.settled]),
    );
    const keys = [...board.mine, ...listed].map(({ action }) => action.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBe(board.total);
  });

  test("clocks are those of live steps, the nearest end first, and stop when the step is done", () => {
    const room = played(...active);
    const clocks = clocksOf(rules.runbook, room);
    expect(clocks.map(({ dueAt }) => dueAt)).toEqual(clocks.map(({ dueAt }) => dueAt).sort());
    const key = boardOf(rules.runbook, room, rssi.id).mine[0]?.action.key ?? "";
    expect(clocks.map((one) => one.key)).toContain(key);
    const done = played(
      ...active,
      [rssi, "step.taken", { step: key }],
      [rssi, "step.done", { step: key, proof: "fait" }],
    );
    expect(clocksOf(rules.runbook, done).map((one) => one.key)).not.toContain(key);
  });
});

describe("the main courante", () => {
  const said = (line: LogLine) => String(line.data.content ?? line.type);
  const lines = () =>
    played(
      ...active,
      [rssi, "log.entered", { kind: "decision", content: "Couper à 4 h" }],
      [recteur, "log.entered", { kind: "fait", content: "Appel du collège" }],
      [rssi, "log.entered", { kind: "decision", content: "Couper à 5 h", corrects: 4 }],
    ).lines;
  const kept = (search: string) =>
    lines()
      .filter((line) => fits(filterOf(new URLSearchParams(search)), line, said))
      .map(({ seq }) => seq);

  test("is narrowed by kind, by typed lines, by words without accents, by party, as the address says", () => {
    expect(kept("nature=decision")).toEqual([4, 6]);
    expect(kept("nature=decision&nature=fait")).toEqual([4, 5, 6]);
    expect(kept("saisies=1")).toEqual([4, 5, 6]);
    expect(kept("texte=college")).toEqual([5]);
    expect(kept("partie=prestataire")).toEqual([]);
    expect(kept("nature=rien")).toHaveLength(6);
  });

  test("a corrected line is known by the line that corrects it", () =>
    expect([...correctionsOf(lines())]).toEqual([[4, 6]]));

  test("every event that a crisis can know has its sentence in French", () => {
    const names = namesOf(rules.runbook);
    for (const type of [...Object.keys(crisisPersonEvents), ...Object.keys(crisisSystemEvents)]) {
      if (type === "log.entered") continue;
      const { text } = crisisSentence({ type, data: {} }, names);
      expect(text, type).not.toBe(type);
    }
    const { text } = crisisSentence(
      { type: "deadline.reached", data: { key: "step-alerter-parties" } },
      names,
    );
    expect(`${nameOf({ kind: "system", id: "clock", name: "Horloge" })} ${text}`).toMatch(
      /^Console \(horloge\) signale un délai dépassé : «\s.+\s»\.$/,
    );
  });
});

describe("the room read again", () => {
  test("keeps the older lines that this page had, and never goes back in time", () => {
    const full = played(...active, [rssi, "log.entered", { kind: "fait", content: "un" }]);
    const short = { ...full, lines: full.lines.slice(-1) };
    const before = played(...active);
    expect(joined(before, short).lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(joined(full, before)).toBe(full);
  });

  test("starts afresh when lines in between are missing", () => {
    const full = played(...active, [rssi, "log.entered", { kind: "fait", content: "un" }]);
    const old = { ...full, revision: 1, lines: full.lines.slice(0, 1) };
    expect(joined(old, { ...full, lines: full.lines.slice(-1) }).lines.map(({ seq }) => seq)).toEqual([4]);
  });
});
