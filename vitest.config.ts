import { defineConfig } from "vitest/config";

const system = ["tests/e2e/**/*.test.ts", "tests/chaos/**/*.test.ts", "tests/load/**/*.test.ts"];
// Random runs, tables of rights and paths over pure machines prove logic, not an engine: under a second Node they are
// not made again.
const again = process.env.TOCSIN_AGAIN
  ? [
      "tests/crisis/never-leaves.test.ts",
      "tests/communication/never-tacit.test.ts",
      "tests/exercise/never-reaches.test.ts",
      "tests/runbooks/derive.test.ts",
      "tests/homologation/frozen.test.ts",
      "tests/committee/never-twice.test.ts",
      "tests/calendar/naive.test.ts",
      "tests/crisis/real-interleavings.test.ts",
      "tests/crisis/closing-race.test.ts",
      "tests/exercise/random-games.test.ts",
      "tests/runbooks/model-paths.test.ts",
      "tests/refused/*-table.test.ts",
    ]
  : [];

export default defineConfig({
  define: { __TOCSIN_VERSION__: '"0.0.0-test"' },
  resolve: { dedupe: ["react", "react-dom"] },
  test: {
    setupFiles: ["tests/support/strict-console.ts"],
    testTimeout: 60_000,
    // A second, as it is by default, is what an answer takes on a loaded machine.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
    // Two cores: more workers only fight for them and for memory (each embedded database takes some 300 MB).
    maxWorkers: 2,
    env: { TZ: "UTC", LOG_LEVEL: "silent" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...system, ...again, "node_modules/**"],
          // Files of a worker share what they import: reading modules anew for each took a third of the time.
          isolate: false,
          globalSetup: ["tests/support/global-setup.ts"],
        },
      },
      // Whole processes and browsers: one at a time, so that they do not measure each other.
      {
        extends: true,
        test: {
          name: "system",
          include: system,
          globalSetup: ["tests/support/global-setup.ts"],
          fileParallelism: false,
          testTimeout: 240_000,
        },
      },
    ],
  },
});
