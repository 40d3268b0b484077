import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { dossierZip } from "#app/homologation/pdf/dossier-zip.ts";
import { fileHash, readHomologation } from "#app/homologation/queries/homologation-page.ts";
import { homologationPrint } from "#app/messages/homologation-print.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** The dossier and its pieces, streamed. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const row = await readHomologation(context.db, caller, params.ref ?? "");
  if (!row) throw problem(404);
  const zip = await dossierZip(context.db, { row, hash: fileHash(row.context), now: context.now() });
  return new Response(createReadableStreamFromReadable(zip), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${homologationPrint.files.dossier(row.ref)}.zip"`,
      "Cache-Control": "no-store",
    },
  });
}
