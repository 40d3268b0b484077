import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { request, startServer } from "../children/server.ts";
import { byTurns, type Figure, perSecond } from "../figures.ts";
import type { Stage } from "../stage.ts";

const CONCURRENCY = 4;
const [FEW, MANY] = [100, 10_000];

/**
 * One page over ten thousand dossiers against the same page over a hundred, by turns.
 * @param fill fills a database with so many dossiers; answers the person who reads
 */
export async function manyBesideFew(
  stage: Stage,
  name: string,
  path: string,
  fill: (db: ReturnType<typeof openPostgres>, count: number) => Promise<string>,
): Promise<Figure[]> {
  const pages: (() => Promise<number>)[] = [];
  for (const count of [MANY, FEW]) {
    const url = await stage.database();
    const db = openPostgres(url, 4);
    stage.after(() => db.close());
    const personId = await fill(db, count);
    const cookie = `tocsin=${await openSession(db, { personId, method: "link", userAgent: null, now: new Date() })}`;
    const server = await startServer({ DATABASE_URL: url });
    stage.after(server.stop);
    const ms = stage.quick ? 500 : 2_000;
    pages.push(() =>
      perSecond(CONCURRENCY, ms, async () => {
        const { status } = await request(`${server.url}${path}`, { cookie });
        if (status !== 200) throw new Error(`${path} answers ${status}`);
      }),
    );
  }
  const [many, few] = pages as [() => Promise<number>, () => Promise<number>];
  await byTurns(1, many, few);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, few, many);
  return [
    {
      name: `${name}, 10,000 beside 100`,
      value: 1_000 / beside,
      unit: "ms",
      beside: 1_000 / value,
      ratio,
      hold: { atMost: 1.2 },
    },
  ];
}
