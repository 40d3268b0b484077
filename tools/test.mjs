// The second command of the README: everything that CI runs. Each step fails the whole; the last line counts.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./find-chromium.mjs";
import { findNode24 } from "./find-node24.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (process.argv.includes("--help")) {
  console.log("npm test\n\n  Contrôles, tests des deux bases, navigateur, et tests unitaires sous Node 24.");
  process.exit(0);
}
const cache = ".cache/test";
rmSync(cache, { recursive: true, force: true });
mkdirSync(cache, { recursive: true });
const vitest = "node_modules/vitest/vitest.mjs";
let passed = 0;
let failed = 0;

function step(name, file, args, env = {}, after = () => {}) {
  const started = Date.now();
  console.log(`\n▶ ${name}`);
  const { status } = spawnSync(file, args, { stdio: "inherit", env: { ...process.env, ...env } });
  console.log(`  ${status === 0 ? "réussi" : "échec"} en ${Math.round((Date.now() - started) / 1000)} s`);
  after();
  if (status !== 0) finish(1);
}

/** A vitest run, its tests counted; a run that executes no test fails. */
function tests(name, node, args, env) {
  const before = passed;
  const report = join(cache, `${name.replace(/\W+/g, "-")}.json`);
  const all = [
    vitest,
    "run",
    ...args,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  step(name, node, all, env, () => count(report));
  // The report decides, not the exit code alone: a library that ends the process itself can lose it.
  if (failed > 0 || passed === before) finish(1);
}

function count(report) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
}

function finish(code) {
  console.log(`\n${passed} passed, ${Math.max(failed, code)} failed`);
  process.exit(code);
}

const bin = (path, ...args) => [process.execPath, [join("node_modules", path), ...args]];
const layered = ["app", "machines", "conventions", "server", "server.ts", "cli.ts", "tools", "prisma/seed"];
step("construction", process.execPath, ["tools/build.mjs"]);
step("style", ...bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings"));
step("types", ...bin("typescript/bin/tsc", "--noEmit"));
step(
  "couches",
  ...bin("dependency-cruiser/bin/dependency-cruise.mjs", "--config", ".dependency-cruiser.cjs", ...layered),
);
step("contenus", process.execPath, ["--import", "tsx", "cli.ts", "check:content"]);
tests("tests unitaires et des deux bases", process.execPath, ["--project", "unit"]);
tests("processus entiers et navigateur", process.execPath, ["--project", "system"], {
  TOCSIN_CHROMIUM: findChromium(),
});
const node24 = findNode24();
if (node24 === process.execPath) console.log("\nDéjà sous Node 24 ou plus : une seule fois suffit.");
else {
  console.log(`\nNode ${execFileSync(node24, ["--version"], { encoding: "utf8" }).trim()}`);
  const path = `${join(node24, "..")}:${process.env.PATH}`;
  tests("sous Node 24", node24, ["--project", "unit"], { PATH: path, TOCSIN_AGAIN: "1" });
}
finish(0);
