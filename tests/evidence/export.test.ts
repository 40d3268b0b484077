import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { seal } from "#app/engine/journal/seal.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { storeAttachment } from "#app/incident/attachments/store-attachment.ts";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { exportEvidence } from "#app/incident/evidence/export-evidence.ts";
import { verifyExport } from "#app/incident/evidence/verify-export.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { later } from "../support/world.ts";
import { rezip, unzip } from "./zips.ts";

const CHROMIUM = "/usr/bin/chromium";
const EVIL = '</script><script>document.title="pris"</script>\u2028 & é 😀';

/** An incident with everything in it, in a database where others were sealed before. */
async function story(db: Database, out: string) {
  const v = await smallVersailles(db);
  const worker = (now: Date) =>
    outboxWorker(db, {
      channels: {
        mail: { concurrency: 4, send: async ({ id }) => ({ ok: true, providerId: `Q-${id.slice(0, 8)}` }) },
      },
      now: () => now,
      onError: (error) => {
        throw error;
      },
    });
  await declareIncident(db, v.mayor, declaration({ title: "Un autre" }), v.now);
  await seal(db, v.now);
  const { id, ref } = await declareIncident(db, v.head, declaration({ description: EVIL }), v.now);
  const bytes = new TextEncoder().encode("journal du serveur\n");
  const attachment = await storeAttachment(db, v.head, id, { name: "trace.log", bytes }, later(v.now, 1));
  await worker(later(v.now, 2)).run();
  const [first] = await db.query<{ id: string }>("select id from delivery where dossier_id = $1 limit 1", [
    id,
  ]);
  await acknowledgeAlert(db, first?.id ?? "", "taken", later(v.now, 3));
  await seal(db, later(v.now, 4));
  await sendEvent(db, v.rssi, id, { type: "note.added", text: "Après le sceau" }, later(v.now, 5));
  await declareIncident(db, v.mayor, declaration({ title: "Encore un autre" }), later(v.now, 6));
  await seal(db, later(v.now, 7));
  await sendEvent(db, v.rssi, id, { type: "note.added", text: "Pas encore scellée" }, later(v.now, 8));
  const exported = await exportEvidence(db, { ref, out, now: later(v.now, 9) });
  return { id, ref, attachment, exported };
}

describe.each<Kind>(["postgres", "embedded"])("the evidence file from %s", (kind) => {
  let db: Database;
  let folder: string;
  let file: string;
  let told: Awaited<ReturnType<typeof story>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tocsin-preuve-"));
    file = join(folder, "preuve.zip");
    db = await freshDatabase(kind);
    told = await story(db, file);
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("holds everything, of one instant, and verifies without the database", async () => {
    const names = [...(await unzip(file)).keys()];
    expect(names).toEqual([
      ...[
        "LISEZMOI.txt",
        "dossier.json",
        "journal.jsonl",
        "deliveries.json",
        "seals.json",
        "refusals.json",
        "verifier.html",
      ],
      `attachments/${told.attachment.hash}.log`,
    ]);
    const result = await verifyExport(file);
    expect(result).toMatchObject({
      ref: told.ref,
      bad: null,
      seals: 3,
      attachments: 1,
      entries: told.exported.entries,
    });
    expect(result.deliveries).toBe(told.exported.deliveries);
    expect(result.notes).toEqual(["1 entrée(s) après le dernier sceau."]);
    expect(await readdir(folder)).toEqual(["preuve.zip"]);
  });

  test("an unknown reference leaves no file", async () => {
    const out = join(folder, "rien.zip");
    await expect(exportEvidence(db, { ref: "INC-1999-001", out })).rejects.toThrow(/INC-1999-001/);
    expect(existsSync(out)).toBe(false);
  });
});

describe("altering the evidence", () => {
  let db: Database;
  let folder: string;
  let file: string;
  let told: Awaited<ReturnType<typeof story>>;
  let browser: Browser | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tocsin-preuve-"));
    file = join(folder, "preuve.zip");
    db = await freshDatabase();
    told = await story(db, file);
    if (existsSync(CHROMIUM))
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the page of an archive in a browser, then drops the archive's own files on it. */
  async function inBrowser(archive: string) {
    if (!browser) return null;
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const files = await unzip(archive);
    const path = join(folder, "verifier.html");
    await writeFile(path, files.get("verifier.html") ?? "");
    await page.goto(pathToFileURL(path).href);
    await page.waitForSelector("#result.good, #result.bad");
    const embedded = await page.textContent("#result");
    const dropped = [...files].filter(([name]) => !/html|txt/.test(name));
    await page.setInputFiles(
      "#pick",
      dropped.map(([name, buffer]) => ({
        name: name.replace("attachments/", ""),
        mimeType: "text/plain",
        buffer,
      })),
    );
    await page.waitForFunction(() => document.getElementById("result")?.textContent !== "Contrôle en cours…");
    const result = (await page.textContent("#result")) ?? "";
    const list = await page.locator("#list li").allTextContents();
    const rows = await page.locator("#entries tr").count();
    const title = await page.title();
    await page.close();
    return { embedded, result, list, rows, title, asked };
  }

  test("the page verifies itself offline, and what is dropped on it", async () => {
    const seen = await inBrowser(file);
    if (!seen) return;
    expect(seen.embedded).toMatch(/intègre/);
    expect(seen.result).toMatch(/intègre/);
    expect(seen.rows).toBe(told.exported.entries);
    expect(seen.title).toContain(told.ref);
    expect(seen.list.join(" ")).toMatch(/1 pièce\(s\) jointe\(s\) contrôlée\(s\) sur 1\./);
    expect(seen.asked.every((url) => url.startsWith("file:"))).toBe(true);
  });

  const journal = (lines: (all: string[]) => string[]) => ({
    "journal.jsonl": (text: string) => `${lines(text.trim().split("\n")).join("\n")}\n`,
  });
  const swapped = (all: string[]) => [all[0], all[2], all[1], ...all.slice(3)] as string[];
  test.each([
    [
      "one byte of the journal",
      journal((all) => all.map((line, n) => (n === 1 ? line.replace("trace", "trase") : line))),
      2,
      /empreinte/,
    ],
    ["an entry taken away", journal((all) => all.filter((_, n) => n !== 2)), 3, /absente ou déplacée/],
    ["two entries swapped", journal(swapped), 2, /absente ou déplacée/],
    ["the end cut off", journal((all) => all.slice(0, -1)), 6, /s'arrête|s’arrête/],
    [
      "an unreadable line",
      journal((all) => all.map((line, n) => (n === 3 ? line.slice(5) : line))),
      4,
      /illisible/,
    ],
    [
      "a delivery's time",
      {
        "deliveries.json": (text: string) =>
          text.replace(/(?<before>"sentAt":"[^"]*)12:00.000Z/, "$<before>11:00.000Z"),
      },
      3,
      /racine scellée/,
    ],
    [
      "a delivery taken away",
      { "deliveries.json": (text: string) => text.replace(/"lines":\[\{[^}]*\},/, '"lines":[') },
      3,
      /racine scellée/,
    ],
    [
      "a record said to be still open",
      {
        "deliveries.json": (text: string) =>
          text
            .replace('"state":"sent","root"', '"state":"sending","root"')
            .replace(/(?<before>"sentAt":"[^"]*)12:00.000Z/, "$<before>11:00.000Z"),
      },
      3,
      /racine scellée/,
    ],
    [
      "a record's date",
      { "deliveries.json": (text: string) => text.replace(/"sealedAt":"2026/, '"sealedAt":"2025') },
      3,
      /date du relevé/,
    ],
    ["all records gone", { "deliveries.json": () => "[]" }, 3, /absent/],
    [
      "a seal's root",
      { "seals.json": (text: string) => text.replace(/"root":"../, '"root":"00') },
      1,
      /racine du sceau/,
    ],
    [
      "a seal taken away",
      { "seals.json": (text: string) => JSON.stringify(JSON.parse(text).slice(1)) },
      2,
      /sceau absent/,
    ],
  ])("%s is found and named", async (what, change, seq, why) => {
    const altered = await rezip(file, join(folder, `${what.replace(/\W/g, "-")}.zip`), change as never);
    const { bad } = await verifyExport(altered);
    expect(bad).toMatchObject({ seq, why: expect.stringMatching(why) });
    const seen = await inBrowser(altered);
    if (seen) expect(seen.result).toMatch(why);
    if (seen) expect(seen.result).toMatch(new RegExp(`(Entrée|entrée|Sceau) ${seq}\\b`));
  });

  test("an attachment altered or taken away is found", async () => {
    const name = `attachments/${told.attachment.hash}.log`;
    const altered = await rezip(file, join(folder, "piece.zip"), { [name]: (text) => `${text}!` });
    expect((await verifyExport(altered)).bad).toMatchObject({
      seq: 2,
      why: expect.stringMatching(/altérée/),
    });
    expect((await inBrowser(altered))?.result ?? "altérée").toMatch(/altérée/);
    const gone = await rezip(file, join(folder, "sans-piece.zip"), { [name]: null });
    expect((await verifyExport(gone)).bad).toMatchObject({ seq: 2, why: expect.stringMatching(/absente/) });
  });

  test("a whole chain rewritten, hashes and head included, is what the seals find", async () => {
    await db.script(`alter table journal_entry disable trigger all; alter table dossier disable trigger all`);
    const rows = await db.query<{ seq: number; payload: string }>(
      "select seq, payload from journal_entry where dossier_id = $1 order by seq",
      [told.id],
    );
    const { sha256, GENESIS } = await import("#app/engine/journal/entry.ts");
    let prev = GENESIS;
    for (const { seq, payload } of rows) {
      const text = payload
        .replace("trace.log", "autre.log")
        .replace(/"prevHash":"[0-9a-f]{64}"/, `"prevHash":"${prev}"`);
      prev = sha256(text);
      await db.query("update journal_entry set payload = $3, hash = $4 where dossier_id = $1 and seq = $2", [
        told.id,
        seq,
        text,
        prev,
      ]);
    }
    await db.query("update dossier set head = $2 where id = $1", [told.id, prev]);
    const out = join(folder, "reecrit.zip");
    await exportEvidence(db, { ref: told.ref, out });
    expect((await verifyExport(out)).bad).toMatchObject({ why: "réécrit après le sceau 2" });
    expect((await inBrowser(out))?.result ?? "réécrite après le sceau 2").toMatch(/après le sceau 2/);
  });

  test("what is no evidence file is said so in a sentence", async () => {
    const path = join(folder, "x.zip");
    await expect(verifyExport(path)).rejects.toThrow(/n'existe pas/);
    await writeFile(path, "pas un zip");
    await expect(verifyExport(path)).rejects.toThrow(/archive zip/);
    const broken = await rezip(file, join(folder, "casse.zip"), { "seals.json": () => '{"a":1}' });
    await expect(verifyExport(broken)).rejects.toThrow(/seals.json/);
    const missing = await rezip(file, join(folder, "manque.zip"), { "dossier.json": null });
    await expect(verifyExport(missing)).rejects.toThrow(/dossier.json manque/);
  });
});
