import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parse } from "csv-parse/sync";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import yauzl from "yauzl";
import { csvOf } from "#app/platform/tables/csv.ts";
import { odsOf } from "#app/platform/tables/ods.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";

const table = (rows: Iterable<readonly Cell[]>): Table => ({
  name: "Incidents",
  columns: [{ label: "Titre" }, { label: "Déclaré le", moment: true }, { label: "Nombre" }],
  rows: (async function* () {
    yield* rows;
  })(),
});
const at = new Date("2026-07-01T22:30:05.123Z");
const nasty = [
  "=cmd|'/c calc'!A1",
  "+33",
  "-1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  'a;"b"\n<c>&',
  "😀 ‏عربي",
  "\u0000\ud800",
];

/** What is still held once the rest is collected: files of a worker share their heap. */
function heapKept(): number {
  setFlagsFromString("--expose_gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

describe("CSV", () => {
  test("no cell begins as a formula, and every cell comes back whole", async () => {
    const text = (await buffer(csvOf(table(nasty.map((one) => [one, at, 3]))))).toString();
    const rows = parse(text, { bom: true, delimiter: ";" }) as string[][];
    expect(rows).toHaveLength(1 + nasty.length);
    for (const row of rows.slice(1)) expect(row[0]).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows[1]).toEqual([`'${nasty[0]}`, "02/07/2026 00:30:05", at.toISOString(), "3"]);
    expect(rows[7]?.[0]).toBe(nasty[6]);
  });

  test("100,000 rows stream, and a failure breaks the download", async () => {
    const before = heapKept();
    let bytes = 0;
    let midway: number | undefined;
    for await (const chunk of csvOf(table(many(100_000)))) {
      bytes += (chunk as Buffer).length;
      if (bytes > 5_000_000) midway ??= heapKept() - before;
    }
    expect(bytes).toBeGreaterThan(6_000_000);
    expect(midway).toBeLessThan(30e6);
    await expect(buffer(csvOf(table(failing())))).rejects.toThrow("base perdue");
    await expect(buffer(odsOf(table(failing())))).rejects.toThrow("base perdue");
  });
});

describe("ODS", () => {
  test("the mimetype comes first, stored, without extra field", async () => {
    const bytes = await buffer(odsOf(table([["a", at, 1]])));
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
    expect(bytes.readUInt16LE(6) & 8, "size given in the header").toBe(0);
    expect(bytes.readUInt16LE(8), "stored").toBe(0);
    expect([bytes.readUInt16LE(26), bytes.readUInt16LE(28)], "name and extra field").toEqual([8, 0]);
    expect(bytes.subarray(30, 38 + 46).toString()).toBe(
      "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    );
  });

  test("its XML is well-formed whatever people typed, and texts stay texts", async () => {
    const files = await unzip(await buffer(odsOf(table(nasty.map((one) => [one, at, null])))));
    expect([...files.keys()]).toEqual(["mimetype", "META-INF/manifest.xml", "content.xml"]);
    const found: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      if (name === "table:table-cell") found.push(attributes["office:value-type"]?.value ?? "");
      expect(attributes["table:formula"]).toBeUndefined();
    });
    for (const name of ["META-INF/manifest.xml", "content.xml"]) parser.write(files.get(name) ?? "").close();
    expect(found.filter((type) => type === "string")).toHaveLength(3 + nasty.length);
    expect(files.get("content.xml")).toContain('office:date-value="2026-07-02T00:30:05"');
  });

  test("100,000 rows stream", async () => {
    const before = heapKept();
    let bytes = 0;
    for await (const chunk of odsOf(table(many(100_000)))) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(100_000);
    expect(heapKept() - before).toBeLessThan(100e6);
  });
});

function* many(count: number) {
  for (let n = 0; n < count; n += 1) yield [`Incident ${n}`, at, n] as const;
}
function* failing(): Generator<readonly Cell[]> {
  yield ["a", at, 1];
  throw new Error("base perdue");
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);
  const zip = await fromBuffer(bytes, { lazyEntries: true });
  const files = new Map<string, string>();
  const open = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip));
  return new Promise((resolve, reject) => {
    zip.on("entry", async (entry: yauzl.Entry) => {
      files.set(entry.fileName, (await buffer(await open(entry))).toString());
      zip.readEntry();
    });
    zip.on("end", () => resolve(files));
    zip.on("error", reject);
    zip.readEntry();
  });
}
