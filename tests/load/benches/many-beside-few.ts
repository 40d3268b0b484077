import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { request, startServer } from "../children/server.ts";
import { type Figure, inPairs } from "../figures.ts";
import type { Stage } from "../stage.ts";

type Db = ReturnType<typeof openPostgres>;
/** How many dossiers on either side, and how the pages are called. */
export type Counts = { many: number; few: number };
export const REGISTERS: Counts = { many: 10_000, few: 100 };

/** Beyond it the two pages do not show the same thing, and their times compare nothing. */
const SAME_SIZE = 0.02;
const PAIRS = { full: 250, quick: 20, warm: 25 };

/**
 * Pages over many dossiers against the same pages over few, request by request in pairs.
 * @param fill fills a database with so many dossiers; answers who reads, and the pages by their names
 */
export async function manyBesideFew(
  stage: Stage,
  { many, few }: Counts,
  fill: (db: Db, count: number) => Promise<{ reader: string; pages: Record<string, string> }>,
): Promise<Figure[]> {
  const sides = [await side(stage, many, fill), await side(stage, few, fill)] as const;
  const figures: Figure[] = [];
  for (const name of Object.keys(sides[0].pages)) {
    const [ours, beside] = [await sides[0].ask(name), await sides[1].ask(name)];
    if (Math.abs(ours / beside - 1) > SAME_SIZE)
      throw new Error(`${name}: ${ours} bytes beside ${beside}: the two pages do not show the same`);
    const timed = (at: 0 | 1) => async () => {
      const from = performance.now();
      await sides[at].ask(name);
      return performance.now() - from;
    };
    await inPairs(PAIRS.warm, timed(0), timed(1));
    const { ours: value, ...compared } = await inPairs(
      stage.quick ? PAIRS.quick : PAIRS.full,
      timed(0),
      timed(1),
    );
    const called = `${name}, ${many.toLocaleString("en")} beside ${few}`;
    figures.push({ name: called, value, unit: "ms", ...compared, hold: { atMost: 1.2 } });
  }
  return figures;
}

/** A database so filled, the built server on it, and one reader. */
async function side(stage: Stage, count: number, fill: Parameters<typeof manyBesideFew>[2]) {
  const url = await stage.database();
  const db = openPostgres(url, 4);
  stage.after(() => db.close());
  const { reader: personId, pages } = await fill(db, count);
  // As autovacuum leaves them within a minute.
  await db.script("vacuum analyze");
  const session = await openSession(db, { personId, method: "link", userAgent: null, now: new Date() });
  const server = await startServer({ DATABASE_URL: url });
  stage.after(server.stop);
  const ask = async (name: string) => {
    const path = pages[name] ?? "";
    const { status, bytes } = await request(`${server.url}${path}`, { cookie: `tocsin=${session}` });
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return bytes;
  };
  return { pages, ask };
}
