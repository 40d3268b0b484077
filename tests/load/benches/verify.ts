import { createHash } from "node:crypto";
import { type Row, verify } from "#app/engine/journal/verify.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { byTurns, type Figure } from "../figures.ts";
import { fillJournal } from "../journal.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles } from "../world.ts";

/**
 * `verify` of a database against a bare loop that reads the same rows page by page and takes the SHA-256 of each:
 * no chain, no head, no seal.
 */
export async function verifyBench(stage: Stage): Promise<Figure[]> {
  const db = openPostgres(await stage.database());
  stage.after(() => db.close());
  const entries = stage.quick ? 20_000 : 200_000;
  await fillJournal(db, await bigVersailles(db, 0), entries);
  const bare = async () => {
    const started = performance.now();
    let seen = 0;
    for (let after: [string, number] = ["00000000-0000-0000-0000-000000000000", 0]; ; ) {
      const rows = await db.query<Row>(
        `select dossier_id, seq, type, payload, hash from journal_entry where (dossier_id, seq) > ($1::uuid, $2::int)
          order by dossier_id, seq limit 10000`,
        after,
        true,
      );
      for (const { payload } of rows) createHash("sha256").update(payload).digest("hex");
      seen += rows.length;
      const last = rows.at(-1);
      if (!last) return seen / ((performance.now() - started) / 1000);
      after = [last.dossier_id, last.seq];
    }
  };
  const ours = async () => {
    const { bad, entries: seen, seconds } = await verify(db);
    if (bad || seen < entries) throw new Error(`verify: ${seen} entries, ${bad?.why}`);
    return seen / seconds;
  };
  await byTurns(1, ours, bare);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, ours, bare);
  return [{ name: "verify", value, unit: "entries/s", beside, ratio, hold: { atLeast: 0.5 } }];
}
