import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { jumpToNext } from "#app/exercise/commands/jump-to-next.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { exerciseStage, type Stage } from "./stage.ts";

/*
 * Whole games through the spine itself: commands, the clock, the outbox, PostgreSQL. Few and slow beside the ten
 * thousand of never-reaches.test.ts, whose rows no step of a machine could have written.
 */
const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
const GAMES = Number(process.env.EXERCISE_GAMES ?? 100);
/** A loaded machine plays fewer, and says so. */
const LONGEST_MS = 14_000;
const seats = ["direction", "rssi", "region", "exploitant", "dpd"] as const;
const MOVES = [
  ...["pass", "pass", "pass", "jump", "pause", "resume", "faster", "fire", "answer", "end", "restart"],
  ...["qualify", "activate", "join", "declare", "confirm", "propose", "approve", "instruct", "add"],
] as const;
const aGame = fc.record({
  players: fc.uniqueArray(fc.constantFrom(...seats), { minLength: 1, maxLength: 4 }),
  factor: fc.constantFrom(1, 20, 216),
  // A crisis comes to life in most games: what follows an activation is what reaches people.
  moves: fc
    .tuple(fc.boolean(), fc.array(fc.constantFrom(...MOVES), { minLength: 6, maxLength: 14 }))
    .map(([lively, moves]) =>
      lively ? (["qualify", "activate", "join", "propose", "approve", ...moves] as const) : moves,
    ),
});

let s: Stage;
beforeAll(async () => {
  s = await exerciseStage("postgres");
});
afterAll(() => s.db.close());

test(`at most ${GAMES} random games reach their players and nobody else`, async () => {
  console.info(`seed ${seed}`);
  const began = performance.now();
  const done: Record<string, number> = {};
  let games = 0;
  const email = async (id: string) =>
    (await s.db.query<{ email: string }>("select email from person where id = $1", [id]))[0]?.email ?? "";
  const emails = Object.fromEntries(
    await Promise.all(seats.map(async (seat) => [seat, await email(s.people[seat].person.id)] as const)),
  );
  for (const game of fc.sample(aGame, { seed, numRuns: GAMES })) {
    if (performance.now() - began > LONGEST_MS) break;
    games += 1;
    const allowed = new Set(game.players.map((seat) => emails[seat] as string));
    const before = s.left.length;
    const exercise = await s.prepare({
      title: `Partie ${games}`,
      players: game.players.map((seat) => ({ id: s.people[seat].person.id })),
      injects: [
        {
          key: "appel",
          at: 15,
          to: [],
          way: "telephone",
          from: "x",
          title: "Appel",
          content: "x",
          expected: "x",
        },
      ],
    });
    const crisis = await s.start(exercise.ref, game.factor);
    const { direction, rssi, region, rssiNancy } = s.people;
    const messages: string[] = [];
    const text = { subject: "Information", body: "Bonjour." };
    const moves: Record<(typeof MOVES)[number], () => Promise<unknown>> = {
      pass: () => s.pass(9),
      jump: () => jumpToNext(s.db, rssiNancy, exercise.ref, s.now()),
      pause: () => s.say(rssiNancy, exercise.id, "exercise.paused"),
      resume: () => s.say(rssiNancy, exercise.id, "exercise.resumed"),
      faster: () => s.say(rssiNancy, exercise.id, "clock.changed", { factor: 60 }),
      fire: () => s.say(rssiNancy, exercise.id, "inject.fired", { key: "appel" }),
      answer: () =>
        s.say(s.people[game.players[0] as "rssi"], exercise.id, "inject.answered", {
          key: "appel",
          text: "x",
        }),
      end: () => s.say(rssiNancy, exercise.id, "exercise.ended"),
      restart: () => s.start(exercise.ref),
      qualify: () =>
        s.say(rssi, crisis.id, "crisis.qualified", {
          severity: "major",
          perimeter: "dispositif",
          personalData: true,
          reason: "x",
        }),
      activate: () => s.say(direction, crisis.id, "crisis.activated", { criteria: ["menaces-recues"] }),
      join: () => s.say(rssi, crisis.id, "member.joined", { role: "rssi" }),
      declare: () => s.say(rssi, crisis.id, "compromise.declared", { what: "messaging", reason: "x" }),
      confirm: () => s.say(direction, crisis.id, "compromise.confirmed", { what: "messaging" }),
      propose: () => {
        const key = randomUUID();
        messages.push(key);
        return s.say(direction, crisis.id, "message.proposed", {
          key,
          channel: "ent-messaging",
          profiles: ["families"],
          justification: "x",
          ...text,
        });
      },
      approve: () => s.say(region, crisis.id, "message.approved", { key: messages.at(-1) ?? randomUUID() }),
      instruct: () => s.say(direction, crisis.id, "instruction.sent", { key: randomUUID(), ...text }),
      add: async () => {
        await s.say(rssiNancy, exercise.id, "player.added", {
          ...{ id: s.people.dpd.person.id, name: "DPD", function: "dpd" },
          organisation: { id: randomUUID(), key: "x", kind: "academie", name: "x" },
        });
        allowed.add(emails.dpd as string);
      },
    };
    for (const move of game.moves) {
      await moves[move]().then(
        () => (done[move] = (done[move] ?? 0) + 1),
        (error: unknown) => {
          if (!(error instanceof RuleRefused || error instanceof InputRefused || error instanceof Forbidden))
            throw error;
          done.refused = (done.refused ?? 0) + 1;
        },
      );
      await s.turn();
    }
    await s.pass(5);
    const strangers = s.left.slice(before).filter(({ address }) => !allowed.has(address));
    expect({ seed, game, strangers }).toEqual({ seed, game, strangers: [] });
    expect(s.communityLeft).toEqual([]);
    await s.say(rssiNancy, exercise.id, "exercise.ended").catch(() => {});
  }
  expect(s.errors).toEqual([]);
  // The real lock heard of none of it, no hook was called, nothing was done at the ENT.
  expect(await s.lock(null)).toMatchObject({ state: "open", revision: 1 });
  const [real] = await s.db.query<{ n: number }>(
    `select count(*)::int n from dossier d where d.exercise_id is null and d.kind in ('crisis', 'communication', 'incident')`,
  );
  expect(real?.n).toBe(0);
  expect(s.left.length).toBeGreaterThan(0);
  console.info(`${games} parties · ${s.left.length} courriels, tous à des joueurs · ${JSON.stringify(done)}`);
}, 60_000);
