import { Readable } from "node:stream";
import tar from "tar-stream";
import type { Budget } from "./budget.ts";
import type { Entry } from "./entries.ts";

/** A tar says so in the middle of its first block. */
export const looksTar = (head: Buffer) => head.subarray(257, 262).toString("latin1") === "ustar";

/** The plain files of a tar, in order; links and devices are passed over. */
export async function* tarEntries(
  archive: string,
  source: AsyncIterable<Buffer>,
  budget: Budget,
): AsyncGenerator<Entry> {
  const extract = tar.extract();
  const bytes = Readable.from(source);
  bytes.on("error", (error) => extract.destroy(error));
  bytes.pipe(extract);
  try {
    for await (const entry of extract) {
      const { name, type } = entry.header;
      budget.file(name);
      if (type === "file") yield { name, path: `${archive}/${name}`, chunks: entry as AsyncIterable<Buffer> };
      // The next one comes only when this one is read to its end.
      entry.resume();
    }
  } finally {
    bytes.destroy();
  }
}
