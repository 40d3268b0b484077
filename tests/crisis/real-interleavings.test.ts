import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verify } from "#app/engine/journal/verify.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { NIGHT } from "../support/world.ts";
import { aMove } from "./model/moves.ts";
import { realPlay } from "./model/real.ts";

const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
const runsOn = (kind: Kind) => Number(process.env.REAL_RUNS ?? (kind === "postgres" ? 120 : 30));

describe.each<Kind>(["postgres", "embedded"])("the same interleavings on the %s database", (kind) => {
  let db: Database;
  let people: GrandEst;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await smallGrandEst(db);
  });
  afterAll(() => db.close());

  test(`no message leaves on a closed channel and none is lost (${runsOn(kind)} runs, seed ${seed})`, async () => {
    const [home] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
    let start = NIGHT;
    let keys = 10_000;
    const ends: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(aMove, { minLength: 8, maxLength: 25, size: "max" }), async (moves) => {
        const play = realPlay(db, people, home?.id ?? "", start, keys);
        try {
          await play.make({ do: "begin", runbook: moves.length % 2, seated: true });
          for (const move of moves) await play.make(move);
          await play.check();
        } finally {
          const left = await play.end();
          for (const [state, n] of Object.entries(left)) ends[state] = (ends[state] ?? 0) + n;
          // The lock of a dispositif goes on from one run to the next, as its clock does.
          start = play.now();
          keys = play.keys();
        }
      }),
      { numRuns: runsOn(kind), seed, endOnFailure: true },
    );
    console.info(`${kind}: ${runsOn(kind)} runs, seed ${seed}, messages ${JSON.stringify(ends)}`);
    expect(ends.sent).toBeGreaterThan(0);
    expect((await verify(db)).bad).toBeNull();
  }, 900_000);
});
