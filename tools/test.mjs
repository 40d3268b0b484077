// The second command of the README: everything that CI runs. Each step fails the whole; the last line counts.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority } from "node:os";
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

/**
 * Runs one step; its words go straight to the screen, or come back whole for steps side by side.
 * A step that gives way lets every other process go first.
 */
async function step({ name, file, args, env = {}, givesWay = false }, aside = false) {
  const started = Date.now();
  const stdio = aside ? "pipe" : "inherit";
  if (!aside) console.log(`\n▶ ${name}`);
  const child = spawn(file, args, { stdio, env: { ...process.env, ...env } });
  if (givesWay) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let said = aside ? `\n▶ ${name}\n` : "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const [status] = await once(child, "close");
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${said}  ${name} : ${status === 0 ? "réussi" : "échec"} en ${seconds} s`);
  return status === 0;
}

/** Steps side by side: each one's words are shown whole when it ends. Any that fails ends the run. */
async function together(...steps) {
  const ended = await Promise.all(steps.map((one) => step(one, steps.length > 1)));
  for (const { report } of steps) if (report) count(report);
  if (ended.includes(false) || failed > 0) finish(1);
}

/** A vitest run, its tests counted from its report: a library that ends the process itself can lose the exit code. */
function tests(name, node, project, more = {}) {
  const report = join(cache, `${name.replace(/\W+/g, "-")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { name, file: node, args: [vitest, "run", "--project", project, ...reporters], report, ...more };
}

/** A run that executed no test fails. */
function count(report) {
  const { numPassedTests, numFailedTests } = existsSync(report)
    ? JSON.parse(readFileSync(report, "utf8"))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += numPassedTests;
  failed += numPassedTests === 0 ? Math.max(1, numFailedTests) : numFailedTests;
}

function finish(code) {
  console.log(`\n${passed} passed, ${Math.max(failed, code)} failed`);
  process.exit(code);
}

const run = (name, ...args) => ({ name, file: process.execPath, args });
const bin = (name, path, ...args) => run(name, join("node_modules", path), ...args);
const layered = ["app", "machines", "conventions", "server", "server.ts", "cli.ts", "tools", "prisma/seed"];
await together(run("construction", "tools/build.mjs"));
await together(
  bin("types", "typescript/bin/tsc", "--noEmit"),
  bin("style", "@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
  bin(
    "couches",
    "dependency-cruiser/bin/dependency-cruise.mjs",
    "--config",
    ".dependency-cruiser.cjs",
    ...layered,
  ),
  run("contenus", "--import", "tsx", "cli.ts", "check:content"),
);
await together(tests("tests unitaires et des deux bases", process.execPath, "unit"));

const browser = tests("processus entiers et navigateur", process.execPath, "system", {
  env: { TOCSIN_CHROMIUM: findChromium() },
});
const node24 = findNode24();
if (node24 === process.execPath) {
  console.log("\nDéjà sous Node 24 ou plus : une seule fois suffit.");
  await together(browser);
} else {
  const version = execFileSync(node24, ["--version"], { encoding: "utf8" }).trim();
  console.log(`\nNavigateur et, pendant qu'il attend, tests unitaires sous Node ${version}`);
  const env = { PATH: `${join(node24, "..")}:${process.env.PATH}`, TOCSIN_AGAIN: "1" };
  await together(browser, tests("sous Node 24", node24, "unit", { env, givesWay: true }));
}
finish(0);
