import { openPostgres } from "#app/platform/database/postgres.ts";
import { byTurns, type Figure, perSecond } from "../figures.ts";
import { fillJournal } from "../journal.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles, followUp, handledIncident } from "../world.ts";

const CLIENTS = 8;

/** `dispatch` in a database that holds a million journal entries, against one that holds a thousand. */
export async function archiveBench(stage: Stage): Promise<Figure[]> {
  const many = stage.quick ? 10_000 : 1_000_000;
  const side = async (entries: number) => {
    const db = openPostgres(await stage.database(), CLIENTS);
    stage.after(() => db.close());
    const world = await bigVersailles(db, 300);
    await fillJournal(db, world, entries);
    await db.script("checkpoint");
    const mine = await Promise.all(Array.from({ length: CLIENTS }, () => handledIncident(db, world)));
    return () =>
      perSecond(CLIENTS, stage.quick ? 500 : 2_000, (client) => followUp(db, world, mine[client] as string));
  };
  const large = await side(many);
  const small = await side(1_000);
  await byTurns(1, large, small);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, large, small);
  return [
    { name: `dispatch with ${many} entries`, value, unit: "/s", beside, ratio, hold: { atLeast: 0.9 } },
  ];
}
