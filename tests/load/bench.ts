import { benches } from "./benches/all.ts";
import { kept, line } from "./figures.ts";
import { openStage } from "./stage.ts";

// npm run bench [-- name… --quick]: one line a figure on standard output, progress on standard error.
const args = process.argv.slice(2);
const quick = args.includes("--quick");
const names = args.filter((arg) => !arg.startsWith("-"));
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0 || args.includes("--help")) {
  process.stderr.write(`npm run bench [-- --quick] [${Object.keys(benches).join("] [")}]\n`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

let failed = false;
// The short form shares one PostgreSQL: it shows that everything runs, and holds no figure to its limit.
const shared = quick ? await openStage({ quick }) : null;
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  // A PostgreSQL of its own for each: what one leaves in memory or on disk must not weigh on the next.
  const stage = shared ?? (await openStage({ quick }));
  const started = performance.now();
  try {
    for (const figure of await bench(stage)) {
      process.stdout.write(`${line(figure, quick)}\n`);
      if (!kept(figure) && !quick) failed = true;
    }
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.stack : error}\n`);
    failed = true;
  } finally {
    await (shared ? shared.settle() : stage.close());
  }
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
}
await shared?.close();
process.exit(failed ? 1 : 0);
