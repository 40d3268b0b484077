import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Database } from "#app/platform/database/database.ts";
import { besideFiles } from "./beside.ts";
import { dossierFile, journalLines, noticeRecords, sealFiles } from "./contents.ts";
import { readme } from "./readme.ts";
import { verifierPage } from "./verifier-page.ts";

export type Exported = {
  ref: string;
  entries: number;
  deliveries: number;
  attachments: number;
  seals: number;
};

/**
 * Writes the evidence file of a dossier: journal, deliveries, attachments, seals, and a page that verifies them all
 * offline in a browser. (A PDF comes with a later issue.) All of it is of one instant; the file appears whole or not
 * at all.
 * @throws NotFound
 */
export async function exportEvidence(
  db: Database,
  { ref, out, now = new Date() }: { ref: string; out: string; now?: Date },
): Promise<Exported> {
  const read = await db.transaction(async (sql) => {
    await sql.query("set transaction isolation level repeatable read");
    const dossier = await dossierFile(sql, ref, now);
    const [journal, records, seals] = [
      await journalLines(sql, dossier.id),
      await noticeRecords(sql, dossier.id),
      await sealFiles(sql, dossier.id),
    ];
    return { dossier, journal, records, seals, beside: await besideFiles(sql, dossier.id) };
  });
  const { dossier, journal, records, seals, beside } = read;
  const files = {
    "dossier.json": JSON.stringify(dossier, null, 2),
    "journal.jsonl": journal.map((line) => `${JSON.stringify(line)}\n`).join(""),
    "deliveries.json": JSON.stringify(records),
    "seals.json": JSON.stringify(seals),
  };
  const zip = new ZipFile();
  const add = (name: string, content: string | Uint8Array) =>
    zip.addBuffer(Buffer.from(content as string), name, { mtime: now });
  const partial = `${out}.${randomBytes(4).toString("hex")}.partiel`;
  try {
    const writing = pipeline(zip.outputStream, createWriteStream(partial, { mode: 0o600 }));
    writing.catch(() => {});
    add("LISEZMOI.txt", readme(dossier));
    for (const [name, content] of Object.entries({ ...files, ...beside })) add(name, content);
    add("verifier.html", verifierPage(dossier.ref, files));
    zip.on("error", (error: Error) => (zip.outputStream as Readable).destroy(error));
    // Read when their turn comes: what was added forty times 20 MB must not stand in memory at once.
    for (const { file, hash } of dossier.attachments)
      zip.addReadStreamLazy(file, { mtime: now }, (give) => {
        blobOf(db, hash).then(
          (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
          (error) => give(error, Readable.from([])),
        );
      });
    zip.end();
    await writing;
    await rename(partial, out);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return {
    ref: dossier.ref,
    entries: journal.length,
    deliveries: records.reduce((sum, record) => sum + record.lines.length, 0),
    attachments: dossier.attachments.length,
    seals: seals.length,
  };
}

async function blobOf(db: Database, hash: string): Promise<Uint8Array> {
  const [blob] = await db.query<{ bytes: Uint8Array }>("select bytes from blob where hash = $1", [hash]);
  if (!blob) throw new Error(`Pièce jointe ${hash.slice(0, 12)} absente de la base.`);
  return blob.bytes;
}
