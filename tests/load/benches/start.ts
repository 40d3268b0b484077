import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../children/server.ts";
import { type Figure, median } from "../figures.ts";
import type { Stage } from "../stage.ts";

/** From the start of the process to its first page, on databases that exist already. */
export async function startBench(stage: Stage): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-start-"));
  stage.after(() => rm(folder, { recursive: true, force: true }));
  const sides: { name: string; env: Record<string, string>; limit: number }[] = [
    { name: "cold start, PostgreSQL", env: { DATABASE_URL: await stage.database() }, limit: 2_300 },
    { name: "cold start, embedded", env: { TOCSIN_DATA_DIR: folder }, limit: 3_000 },
  ];
  const figures: Figure[] = [];
  for (const { name, env, limit } of sides) {
    const took: number[] = [];
    // The first start makes the database: it is not measured.
    for (let round = 0; round <= stage.rounds; round += 1) {
      const server = await startServer(env);
      if (round > 0) took.push(server.startMs);
      await server.stop();
    }
    const value = median(took);
    figures.push({ name, value, unit: "ms", beside: limit, ratio: value / limit, hold: { atMost: 1 } });
  }
  return figures;
}
