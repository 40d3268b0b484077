import { Readable } from "node:stream";
import canonicalize from "canonicalize";
import { ZipFile } from "yazl";
import { bytesOf } from "#app/engine/pieces/read-piece.ts";
import { homologationPrint as print } from "#app/messages/homologation-print.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { decisionPdf, dossierPdf, type Printed } from "./sheets.ts";

/**
 * The dossier as PDF with its pieces, written as it is read: forty pieces of 20 MB must not stand in memory at once.
 * The hashes come along in the form that `sha256sum -c` reads.
 */
export async function dossierZip(sql: Sql, asked: Printed): Promise<Readable> {
  const { row, hash, now } = asked;
  const { file, decision, signed } = row.context;
  const kept = [
    ...file.pieces.flatMap((piece) => (piece.file ? [{ kind: piece.kind, ...piece.file }] : [])),
    ...(signed ? [{ kind: "decision-signee", ...signed.file }] : []),
  ].map((one) => ({ hash: one.hash, path: `pieces/${one.kind}-${one.name}` }));
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  const options = { mtime: now };
  const text = (name: string, content: string | Buffer) =>
    zip.addBuffer(Buffer.from(content as string), name, options);
  text("LISEZMOI.txt", print.readme(row.ref, hash));
  text("dossier.json", canonicalize(file) ?? "");
  text("dossier.pdf", await dossierPdf(asked));
  if (decision) text("decision.pdf", await decisionPdf(asked));
  text("empreintes.txt", kept.map((one) => `${one.hash}  ${one.path}\n`).join(""));
  zip.on("error", (error: Error) => out.destroy(error));
  for (const one of kept)
    zip.addReadStreamLazy(one.path, options, (give) => {
      bytesOf(sql, one.hash).then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (error) => give(error, Readable.from([])),
      );
    });
  zip.end();
  return out;
}
