import iconv from "iconv-lite";
import { ImportRefused } from "../report.ts";

const MULTIBYTE = /[\u0080-\u{10FFFF}]/u;

/**
 * Turns the bytes of a file into text as they come, whatever the encoding: a byte order mark first, then what an
 * XML declaration says, then UTF-8; bytes that are not UTF-8 in a file that says nothing are read as `fallback`.
 */
export function decoder(file: string, fallback: "iso-8859-15" | "windows-1252") {
  let decode: ((bytes: Buffer, last: boolean) => string) | undefined;
  return (bytes: Buffer, last = false): string => {
    decode ??= choose(file, bytes, fallback);
    return decode(bytes, last);
  };
}

function choose(file: string, head: Buffer, fallback: string) {
  const bom = iconvName(head);
  if (bom) return through(bom);
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(
    head.toString("latin1", 0, 200),
  )?.[1];
  if (!declared) return guess(file, fallback);
  const known: boolean = iconv.encodingExists(declared);
  if (!known) throw new ImportRefused(file, 1, `encodage « ${declared.slice(0, 40)} » inconnu`);
  return /^utf-?8$/i.test(declared) ? strict(file) : through(declared);
}

function iconvName(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return null;
}

function through(encoding: string) {
  const stream = iconv.getDecoder(encoding, { stripBOM: true });
  return (bytes: Buffer, last: boolean) => stream.write(bytes) + (last ? (stream.end() ?? "") : "");
}

/** A file that says it is UTF-8 and is not was damaged: guessing would write wrong names into the directory. */
function strict(file: string) {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  return (bytes: Buffer, last: boolean) => {
    try {
      return utf8.decode(bytes, { stream: !last });
    } catch {
      throw new ImportRefused(
        file,
        null,
        "le fichier se dit en UTF-8 et contient des octets qui n'en sont pas",
      );
    }
  };
}

function guess(file: string, fallback: string) {
  let utf8: TextDecoder | null = new TextDecoder("utf-8", { fatal: true });
  let accents = false;
  let pending: Buffer = Buffer.alloc(0);
  const single = iconv.getDecoder(fallback);
  return (bytes: Buffer, last: boolean): string => {
    if (!utf8) return single.write(bytes);
    try {
      const text = utf8.decode(bytes, { stream: !last });
      accents ||= MULTIBYTE.test(text);
      // A character cut between two pieces is still in the decoder: kept here in case it turns out not to be one.
      pending = cutCharacter(Buffer.concat([pending, bytes.subarray(-4)]));
      return text;
    } catch {
      if (accents) throw new ImportRefused(file, null, "le fichier mêle plusieurs encodages");
      utf8 = null;
      return single.write(Buffer.concat([pending, bytes]));
    }
  };
}

/** Bytes at the end that begin a UTF-8 character without ending it. */
function cutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? Buffer.from(bytes.subarray(bytes.length - back)) : Buffer.alloc(0);
    }
  }
  return Buffer.alloc(0);
}
