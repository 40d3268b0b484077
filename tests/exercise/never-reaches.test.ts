import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claim, giveBack } from "#app/engine/outbox/claim.ts";
import { askGate } from "#app/engine/outbox/gate.ts";
import { outcomeOf, settle } from "#app/engine/outbox/outcome.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { NIGHT, withConvention, withPerson } from "../support/world.ts";

const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
const RUNS = { postgres: Number(process.env.EXERCISE_RUNS ?? 10_000), embedded: 600 };
const BATCH = 250;
const STATES = ["prepared", "running", "paused", "ended", "debriefed", "cancelled"] as const;
const CHANNELS = ["mail", "mail", "mail", "sms", "push", "ent-messaging", "phone", "hook"];

/** One run: an exercise, who plays in it, what some plan asks to send, and what then happens to the console. */
const aRun = fc.record({
  state: fc.constantFrom(...STATES),
  /** Which of six people play. */
  players: fc.array(fc.nat(5), { maxLength: 4 }),
  kind: fc.constantFrom("exercise", "exercise", "exercise", "alone", "real"),
  deliveries: fc.array(
    fc.record({
      person: fc.option(fc.nat(5)),
      /** Whose address it bears: their own, another's, one that is in no directory. */
      address: fc.oneof(
        { weight: 3, arbitrary: fc.constant("own" as const) },
        { weight: 1, arbitrary: fc.nat(5) },
        { weight: 1, arbitrary: fc.constant("stranger" as const) },
      ),
      channel: fc.constantFrom(...CHANNELS),
      audience: fc.constantFrom("professional", "professional", "professional", "community"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Run = typeof aRun extends fc.Arbitrary<infer T> ? T : never;

/** What happens next, to all runs of a batch at once. */
const aMove = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: "claim" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "gate" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "settle" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("jump" as const),
      seconds: fc.integer({ min: -120, max: 7_200 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "die" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "giveBack" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "force" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "retry" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "swap" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "end" as const }) },
);
type Move = typeof aMove extends fc.Arbitrary<infer T> ? T : never;

describe.each(["postgres", "embedded"] as const)("whom exercises reach, on %s", (kind) => {
  let db: Database;
  let people: { id: string; email: string }[];
  let place: { dispositif: string; convention: string; organisation: string };
  const seen: Record<string, number> = {};
  const count = (what: string, n = 1) => {
    seen[what] = (seen[what] ?? 0) + n;
  };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    await withConvention(db, "mbn-grand-est");
    for (let n = 0; n < 6; n += 1) await withPerson(db, { function: "rssi", at: "academie-reims", rank: n });
    people = await db.query("select id, email from person order by email limit 6");
    const [row] = await db.query<typeof place>(
      "select dispositif_id dispositif, convention_id convention, organisation_id organisation from dossier where kind = 'lock' limit 1",
    );
    place = row as typeof place;
  });
  afterAll(() => db.close());

  /** Writes a batch of runs as rows, as any plan of any code could have. */
  async function lay(runs: Run[], now: Date) {
    const dossiers: unknown[] = [];
    const notices: unknown[] = [];
    const rows: Row[] = [];
    for (const run of runs) {
      const exercise = randomUUID();
      const dossier = run.kind === "exercise" ? randomUUID() : exercise;
      const players = run.players.map((n) => ({ id: people[n]?.id }));
      if (run.kind === "exercise")
        dossiers.push({
          id: exercise,
          kind: "exercise",
          state: run.state,
          exercise_id: exercise,
          context: { players },
        });
      // A crisis of an exercise cannot make players of anyone by saying so itself.
      dossiers.push({
        ...{ id: dossier, kind: "crisis", state: "active" },
        exercise_id: run.kind === "real" ? null : exercise,
        context: { players: people.map(({ id }) => ({ id })) },
      });
      const notice = randomUUID();
      notices.push({ id: notice, dossier });
      for (const [n, one] of run.deliveries.entries()) {
        const person = one.person === null ? null : people[one.person];
        const address =
          one.address === "own"
            ? (person?.email ?? "personne@example.invalid")
            : one.address === "stranger"
              ? `famille-${n}@example.invalid`
              : (people[one.address]?.email ?? "");
        rows.push({
          ...{ id: randomUUID(), notice, dossier, person: person?.id ?? null, address, n },
          ...{ channel: one.channel, audience: one.audience, run, exercise },
        });
      }
    }
    await db.query(
      `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
         convention_id, organisation_id, title, columns, opened_at, changed_at, exercise, exercise_id)
       select d.id, d.id::text, d.kind, d.kind, 1, d.state, d.context, 1, '', $2, $3, $4, 'x', '{}', $5, $5,
              d.exercise_id is not null, d.exercise_id
         from jsonb_to_recordset($1::jsonb) d(id uuid, kind text, state text, context jsonb, exercise_id uuid)`,
      [JSON.stringify(dossiers), place.dispositif, place.convention, place.organisation, now.toISOString()],
    );
    await db.query(
      `insert into notice (id, dossier_id, key, seq, template, facts, created_at)
       select n.id, n.dossier, 'n', 1, 'crisis', '{}', $2 from jsonb_to_recordset($1::jsonb) n(id uuid, dossier uuid)`,
      [JSON.stringify(notices), now.toISOString()],
    );
    await db.query(
      `insert into delivery (id, notice_id, dossier_id, organisation_id, function, person_id, name, address, channel, rule,
         article, alert, via, next_at, audience, dispositif_id)
       select r.id, r.notice, r.dossier, $2, 'f' || r.n, r.person, 'x', r.address, r.channel, 'r', 'a', 'x', 'holder', $3,
              r.audience, $4 from jsonb_to_recordset($1::jsonb) r(id uuid, notice uuid, dossier uuid, person uuid,
              address text, channel text, audience text, n int)`,
      [
        JSON.stringify(rows.map(({ run, exercise, ...row }) => row)),
        place.organisation,
        now.toISOString(),
        place.dispositif,
      ],
    );
    return rows;
  }

  type Row = {
    id: string;
    notice: string;
    dossier: string;
    person: string | null;
    address: string;
    n: number;
    channel: string;
    audience: string;
    run: Run;
    exercise: string;
  };

  /** The rule again, in its own words: in earnest anything, of an exercise only a player at their own address, by mail. */
  function mayReach(row: Row, address: string, ended: boolean): boolean {
    const { run } = row;
    if (run.kind === "real") return true;
    if (run.kind === "alone" || ended || !["prepared", "running", "paused"].includes(run.state)) return false;
    const player = run.players.find((n) => people[n]?.id === row.person);
    return (
      row.audience === "professional" &&
      row.channel === "mail" &&
      player !== undefined &&
      people[player]?.email === address
    );
  }

  async function play(runs: Run[], moves: Move[]) {
    let now = NIGHT;
    const rows = new Map((await lay(runs, now)).map((row) => [row.id, row]));
    const ids = [...rows.keys()];
    let worker = randomUUID();
    let hand: Awaited<ReturnType<typeof claim>>["toSend"] = [];
    let ended = false;
    const left = (one: { id: string; address: string }, how: string) => {
      const row = rows.get(one.id);
      if (!row) return;
      if (!mayReach(row, one.address, ended))
        throw new Error(
          `${how} : ${one.address} (${JSON.stringify({ ...row.run, deliveries: undefined })} ${row.channel} ${row.audience}), seed ${seed}`,
        );
      count(row.run.kind === "real" ? "left in earnest" : "left for a player");
    };
    const lanes = [undefined, ...new Set(CHANNELS)].map(
      (channel) => channel && { dispositif: place.dispositif, channel },
    );
    for (const move of moves) {
      count(move.do);
      if (move.do === "jump") now = new Date(now.getTime() + move.seconds * 1_000);
      else if (move.do === "claim")
        for (const lane of lanes) {
          const { toSend } = await claim(db, worker, now, 5_000, lane || undefined);
          for (const one of toSend) if (one.audience === "professional") left(one, "claimed");
          // To the community something may leave only once the gate says so; of an exercise it must not even be in hand.
          for (const one of toSend) {
            const row = rows.get(one.id);
            if (one.audience === "community" && row && row.run.kind !== "real") left(one, "in hand");
          }
          hand.push(...toSend.filter(({ id }) => rows.has(id)));
        }
      else if (move.do === "gate")
        for (const one of hand.filter(({ audience }) => audience === "community").slice(0, 4)) {
          const verdict = await askGate(db, worker, one, now, true);
          if (verdict.is === "open") left(one, "let through");
        }
      else if (move.do === "settle") {
        await settle(
          db,
          worker,
          now,
          hand.map((one) => outcomeOf(one, { ok: true }, now, 0)),
        );
        hand = [];
      } else if (move.do === "die") {
        worker = randomUUID();
        hand = [];
      } else if (move.do === "giveBack") {
        await giveBack(db, worker, hand);
        hand = [];
      } else if (move.do === "end") {
        ended = true;
        hand = hand.filter(({ id }) => rows.get(id)?.run.kind === "real");
        await db.query(
          "update dossier set state = 'ended' where kind = 'exercise' and state in ('prepared', 'running', 'paused') and id = any($1::uuid[])",
          [[...new Set([...rows.values()].map((row) => row.exercise))]],
        );
      } else {
        const how = {
          // Code that knows nothing of exercises, or of claims.
          force: "state = 'sending', claimed_by = 'x', claimed_at = $2",
          retry: "state = 'queued', next_at = $2, attempts = 0",
          swap: "state = case when state = 'sent' then 'sent' else 'queued' end, next_at = $2, address = 'tout-le-monde@example.invalid' || id",
        }[move.do];
        const some = ids.filter((_, n) => n % 3 === moves.indexOf(move) % 3);
        const changed = await db.query<{ id: string; state: string; address: string }>(
          `update delivery set ${how} where id = any($1::uuid[]) and state <> 'sent' returning id, state, address`,
          [some, now.toISOString()],
        );
        if (move.do === "force") for (const one of changed) if (one.state === "sending") left(one, "forced");
      }
    }
    const ends = await db.query<{ id: string; state: string; address: string }>(
      "select id, state, address from delivery where id = any($1::uuid[])",
      [ids],
    );
    for (const one of ends) {
      const row = rows.get(one.id);
      count(`ends ${one.state}${row?.run.kind === "real" ? " in earnest" : ""}`);
      // Whatever is written as sent of an exercise went to a player's own address.
      if (one.state === "sent" && row && !mayReach(row, one.address, false))
        throw new Error(`sent to ${one.address}`);
      if (row?.run.kind === "real" && one.state === "simulated")
        throw new Error("a real message was simulated");
    }
    await db.query("delete from delivery where id = any($1::uuid[])", [ids]);
  }

  test(`over ${RUNS[kind]} random exercises nobody but a player gets anything (seed ${seed})`, async () => {
    const batches = Math.ceil(RUNS[kind] / BATCH);
    await fc.assert(
      fc.asyncProperty(
        fc.array(aRun, { minLength: BATCH, maxLength: BATCH, size: "max" }),
        fc.array(aMove, { minLength: 8, maxLength: 14, size: "max" }),
        play,
      ),
      { numRuns: batches, seed, endOnFailure: true },
    );
    console.info(
      `${kind}: ${batches * BATCH} exercises, seed ${seed}\n${Object.entries(seen)
        .sort()
        .map(([what, n]) => `${what}: ${n}`)
        .join("\n")}`,
    );
    // A few hundred may leave something out; what ten thousand never did was not tested.
    if (RUNS[kind] < 5_000) return;
    for (const what of [
      "left for a player",
      "left in earnest",
      "ends simulated",
      "ends held",
      "force",
      "swap",
      "end",
      "jump",
      "die",
    ])
      expect(seen[what], what).toBeGreaterThan(0);
  }, 300_000);
});
