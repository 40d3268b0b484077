import { roomAt } from "#app/crisis/queries/room.ts";
import { readDossier } from "#app/engine/dossier.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { activeCrisis, smallGrandEst } from "../../support/grand-est.ts";
import { byTurns, type Figure } from "../figures.ts";
import { lengthenCrisis } from "../journal-of-crisis.ts";
import type { Stage } from "../stage.ts";

/**
 * The room as it was at a moment, from the journal to a context ready to be shown, against the read of the same
 * entries: the same rows fetched and parsed, nothing folded; then against the rows fetched alone, not even parsed.
 */
export async function replayBench(stage: Stage): Promise<Figure[]> {
  const many = stage.quick ? 1_000 : 10_000;
  const db = openPostgres(await stage.database());
  stage.after(() => db.close());
  const people = await smallGrandEst(db);
  const { id } = await activeCrisis(db, people);
  const { person, tenures } = people.rssi;
  const organisation = tenures[0]?.organisation;
  await lengthenCrisis(
    db,
    id,
    { function: "rssi", id: person.id, kind: "person", name: person.name, organisation },
    many,
  );
  const row = await readDossier(db, id);
  const figures: Figure[] = [];
  for (const [name, seq, parsed] of [
    ["replay to the end", row.revision, true],
    ["replay to the middle", row.revision >> 1, true],
    ["replay, read unparsed", row.revision, false],
  ] as const) {
    const ours = async () => {
      const started = performance.now();
      const room = await roomAt(db, row, seq);
      if (room.revision !== seq || room.lines.length !== seq)
        throw new Error(`replay: ${room.revision} of ${seq}`);
      return performance.now() - started;
    };
    const bare = async () => {
      const started = performance.now();
      const rows = await db.query<{ payload: string }>(
        "select payload from journal_entry where dossier_id = $1 and seq <= $2 order by seq",
        [id, seq],
        true,
      );
      if (parsed) for (const { payload } of rows) JSON.parse(payload);
      return performance.now() - started;
    };
    await byTurns(2, ours, bare);
    const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds * 3, ours, bare);
    figures.push({ name: `${name}, ${seq} entries`, value, unit: "ms", beside, ratio, hold: { atMost: 2 } });
  }
  return figures;
}
