import { basename } from "node:path";
import yauzl from "yauzl";
import { ImportRefused } from "../report.ts";
import type { Budget } from "./budget.ts";
import type { Entry } from "./entries.ts";

/** The files of a zip, in order; yauzl itself refuses names with « .. », absolute ones, and sizes that lie. */
export async function* zipEntries(path: string, budget: Budget): AsyncGenerator<Entry> {
  const archive = basename(path);
  const zip = await yauzl.openPromise(path, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  });
  try {
    for await (const entry of zip.eachEntry()) {
      budget.file(entry.fileName);
      if (entry.fileName.endsWith("/")) continue;
      if (entry.isEncrypted()) throw new ImportRefused(archive, null, `« ${entry.fileName} » est chiffré`);
      const stream = await zip.openReadStreamPromise(entry);
      yield {
        name: entry.fileName,
        path: `${archive}/${entry.fileName}`,
        chunks: budget.spend(stream as AsyncIterable<Buffer>),
      };
      stream.destroy();
    }
  } finally {
    zip.close();
  }
}
