import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "#app/console/commands.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { importRunbook } from "#app/runbook/import-runbook.ts";
import { runbookSchema } from "#runbooks/schema.ts";
import { freshDatabase } from "../support/databases.ts";
import { file, sample, sampleWith } from "./sample.ts";
import { shippedFiles } from "./shipped.ts";

const now = new Date("2026-11-22T06:00:00Z");

describe.each(["postgres", "embedded"] as const)("on %s", (kind) => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase(kind);
  });
  afterAll(() => db.close());
  const kept = () =>
    db.query<{ hash: string; kind: string; body: unknown; text: string }>(
      "select * from content order by hash",
    );

  test("a runbook is kept once, however often it is imported", async () => {
    const first = await importRunbook(db, { file, text: sample, now });
    const again = await importRunbook(db, { file, text: sample.replaceAll("\n", "\r\n"), now: new Date(0) });
    expect(first).toMatchObject({ ok: true, added: true });
    expect(again).toMatchObject({ ok: true, added: false, hash: first.ok ? first.hash : "" });
    const [row, ...others] = await kept();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: "runbook", text: sample });
    expect(runbookSchema.parse(row?.body)).toEqual(first.ok && first.runbook);
  });

  test("another text of the same runbook is kept beside it", async () => {
    const result = await importRunbook(db, {
      file,
      text: sampleWith("Délai : 30 min", "Délai : 45 min"),
      now,
    });
    expect(result).toMatchObject({ ok: true, added: true });
    expect(await kept()).toHaveLength(2);
  });

  test("an invalid one changes nothing and is told by file and line", async () => {
    const before = await kept();
    const result = await importRunbook(db, {
      file,
      text: sampleWith("Après : recenser-comptes", "Après : rien"),
      now,
    });
    expect(result).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ file, line: 46 })]),
    });
    expect(await kept()).toEqual(before);
  });

  test("a dry run reads everything and writes nothing", async () => {
    const text = sampleWith("Délai : 30 min", "Délai : 50 min");
    expect(await importRunbook(db, { file, text, now, dryRun: true })).toMatchObject({
      ok: true,
      added: true,
    });
    expect(await kept()).toHaveLength(2);
  });
});

test("the command imports every shipped runbook, and a second time none", async () => {
  const db = await freshDatabase();
  let out = "";
  let err = "";
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    cwd: process.cwd(),
    tty: false,
  };
  const around = { db, env: readEnv({ NODE_ENV: "test" }), io, now: () => now };
  const files = shippedFiles.map((name) => `runbooks/${name}`);
  expect(await runCommand("import", ["runbook", ...files], around)).toBe(0);
  expect(out.match(/ : ajouté, /g)).toHaveLength(files.length);
  out = "";
  expect(await runCommand("import", ["runbook", ...files], around)).toBe(0);
  expect(out.match(/ : déjà connu, /g)).toHaveLength(files.length);
  expect(err).toBe("");
  expect(await runCommand("import", ["runbook", "conventions/mbn-grand-est.yaml"], around)).toBe(1);
  expect(err).toMatch(/^conventions\/mbn-grand-est.yaml:1 — en-tête/);
  expect(await runCommand("import", ["runbook"], around)).toBe(2);
  await db.close();
});
