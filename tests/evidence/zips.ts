import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { ZipFile } from "yazl";

export async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  zip.close();
  return files;
}

/** The same archive with some files changed, added (text) or taken away (null). */
export async function rezip(
  from: string,
  to: string,
  change: Record<string, ((content: string) => string) | null>,
): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of await unzip(from)) {
    const how = change[name];
    if (how === null) continue;
    zip.addBuffer(how ? Buffer.from(how(content.toString("utf8"))) : content, name);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(to));
  return to;
}
