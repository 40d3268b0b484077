import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const classesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([found]) => found.replace(/^\./, ""));
const read = (path: string) => readFileSync(path, "utf8");

test("what a shared piece needs to be drawn is in the sheet of every page", () => {
  const everywhere = new Set(classesIn(read("app/ui/style.css"), /\.tocsin-[\w-]+/g));
  const elsewhere = new Set(classesIn(read("app/ui/pages.css"), /\.tocsin-[\w-]+/g));
  const missing = readdirSync("app/ui", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tsx"))
    .flatMap((path) =>
      classesIn(read(`app/ui/${path}`), /tocsin-[\w-]+/g)
        .filter((name) => elsewhere.has(name) && !everywhere.has(name))
        .map((name) => `${path} ${name}`),
    );
  expect(missing).toEqual([]);
});
