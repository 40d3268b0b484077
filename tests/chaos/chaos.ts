import { parseArgs } from "node:util";
import { openStage } from "../load/stage.ts";
import { siege } from "./siege.ts";

// npm run chaos [-- --kills 50 --db postgres|embedded|both --seed N]
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    db: { type: "string", default: "both" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const kinds = (["postgres", "embedded"] as const).filter(
  (kind) => values.db === "both" || values.db === kind,
);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || kinds.length === 0) {
  process.stderr.write("npm run chaos [-- --kills 50] [--db postgres|embedded|both] [--seed N]\n");
  process.exit(1);
}
const say = (line: string) => void process.stderr.write(`${line}\n`);
let failed = false;
for (const kind of kinds) {
  const stage = kind === "postgres" ? await openStage({ quick: false }) : null;
  try {
    const database = await stage?.database();
    const { counts, violations } = await siege({ kind, kills, seed, say, ...(database && { database }) });
    process.stdout.write(`${kind}  kills ${kills}  seed ${seed}\n`);
    for (const [what, n] of Object.entries(counts)) process.stdout.write(`  ${what.padEnd(24)} ${n}\n`);
    for (const violation of violations) process.stdout.write(`  VIOLATION ${violation}\n`);
    process.stdout.write(`  ${violations.length === 0 ? "ok" : "FAILED"}\n`);
    failed ||= violations.length > 0;
  } catch (error) {
    say(`${kind}: ${error instanceof Error ? error.stack : error}`);
    failed = true;
  } finally {
    await stage?.close();
  }
}
process.exit(failed ? 1 : 0);
