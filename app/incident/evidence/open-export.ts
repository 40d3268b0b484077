import { createHash } from "node:crypto";
import yauzl from "yauzl";

/** Far above any dossier, far below what a crafted archive could unfold to. */
const LARGEST_TEXT = 1024 ** 3;
const TEXTS = ["dossier.json", "journal.jsonl", "deliveries.json", "seals.json"];

/** An evidence file as it was read: its texts, and the SHA-256 of each attachment by name. */
export type OpenedExport = { texts: Record<string, string>; attachments: Record<string, string> };

/** @throws Error with one French sentence when it is not an evidence file. */
export async function openExport(path: string): Promise<OpenedExport> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const;
  const zip = await yauzl.openPromise(path, options).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === "ENOENT" ? "n'existe pas" : "n'est pas une archive zip lisible";
    throw new Error(`${path} ${why}.`);
  });
  const opened: OpenedExport = { texts: {}, attachments: {} };
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName } = entry;
      const isText = TEXTS.includes(fileName);
      if (!isText && !/^attachments\/[^/]+$/.test(fileName)) continue;
      if (fileName in opened.texts || fileName in opened.attachments)
        throw new Error(`${fileName} est deux fois dans l'archive.`);
      if (isText && entry.uncompressedSize > LARGEST_TEXT) throw new Error(`${fileName} est trop grand.`);
      const stream = (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
      if (isText) opened.texts[fileName] = await text(stream);
      else opened.attachments[fileName] = await hash(stream);
    }
  } finally {
    zip.close();
  }
  const missing = TEXTS.find((name) => opened.texts[name] === undefined);
  if (missing) throw new Error(`Ce n'est pas un dossier de preuve : ${missing} manque.`);
  return opened;
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function hash(stream: AsyncIterable<Buffer>): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of stream) digest.update(chunk);
  return digest.digest("hex");
}
