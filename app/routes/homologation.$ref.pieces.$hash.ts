import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPiece } from "#app/homologation/queries/piece.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** A piece of a dossier, always as a download: it was not written by us. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const piece = await readPiece(context.db, caller, params.ref ?? "", params.hash ?? "");
  if (!piece) throw problem(404);
  return new Response(piece.bytes as BodyInit, {
    headers: {
      "Content-Type": piece.mime,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(piece.name)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
