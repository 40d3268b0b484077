import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { ImportRefused } from "../report.ts";
import { Budget } from "./budget.ts";
import { looksTar, tarEntries } from "./tar.ts";
import { zipEntries } from "./zip.ts";

/** One file, alone or out of an archive; `path` names both for messages. */
export type Entry = { name: string; path: string; chunks: AsyncIterable<Buffer> };

const HEAD = 512;

/**
 * The files that a path holds: itself, or those of a zip, tar or tar.gz, told apart by content, not by name.
 * Nothing is ever written to disk, and what an archive unfolds into is bounded.
 */
export async function* entries(path: string): AsyncGenerator<Entry> {
  const file = basename(path);
  const { size } = await stat(path);
  const head = await headOf(path);
  const budget = new Budget(file, size);
  try {
    for await (const entry of inside(path, head, budget))
      yield { ...entry, chunks: told(file, entry.chunks) };
  } catch (error) {
    throw explain(file, error);
  }
}

function inside(path: string, head: Buffer, budget: Budget): AsyncIterable<Entry> {
  const file = basename(path);
  if (head.subarray(0, 2).toString("latin1") === "PK") return zipEntries(path, budget);
  if (head[0] === 0x1f && head[1] === 0x8b) return gzipEntries(path, budget);
  if (looksTar(head)) return tarEntries(file, createReadStream(path), budget);
  return alone(path, file);
}

async function* alone(path: string, file: string): AsyncGenerator<Entry> {
  yield { name: file, path: file, chunks: createReadStream(path) };
}

/** Damage inside an archive shows while its files are read: said in the same words. */
async function* told(file: string, chunks: AsyncIterable<Buffer>) {
  try {
    yield* chunks;
  } catch (error) {
    throw explain(file, error);
  }
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* gzipEntries(path: string, budget: Budget): AsyncGenerator<Entry> {
  const file = basename(path);
  const source = createReadStream(path);
  const unzipped = createGunzip();
  source.on("error", (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  const chunks = unzipped[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const taken: Buffer[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await chunks.next();
    if (next.done) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(taken);
  const all = budget.spend(rest(head, chunks));
  try {
    if (looksTar(head)) yield* tarEntries(file, all, budget);
    else yield { name: file.replace(/\.gz$/i, ""), path: file, chunks: all };
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

async function* rest(head: Buffer, chunks: AsyncIterator<Buffer>) {
  yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

/** What the libraries say of a damaged archive, in French. */
function explain(file: string, error: unknown): unknown {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (error instanceof ImportRefused || code === "ENOENT" || code === "EACCES") return error;
  if (/relative path|absolute path|invalid characters in fileName/i.test(message))
    return new ImportRefused(file, null, "l'archive contient un chemin interdit (« .. » ou absolu)");
  if (
    code.startsWith("Z_") ||
    /unexpected end|end of central directory|truncated|invalid|too (many|few) bytes|not a zip/i.test(message)
  )
    return new ImportRefused(file, null, "archive illisible ou tronquée : rien n'a été importé");
  return error;
}
