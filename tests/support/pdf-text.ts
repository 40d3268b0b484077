import { inflateSync } from "node:zlib";

/** Words that the pages of a PDF show: its standard fonts write them in hexadecimal, a few letters at a time. */
export function textOf(bytes: Buffer): string {
  const raw = bytes.toString("latin1");
  const pages = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed]) => {
    try {
      return inflateSync(Buffer.from(packed ?? "", "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return pages
    .flatMap((page) => [...page.matchAll(/\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/g)])
    .map(([, line]) =>
      [...(line ?? "").matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex]) => Buffer.from(hex ?? "", "hex").toString("latin1"))
        .join(""),
    )
    .join(" ")
    .replace(/\s+/g, " ");
}
