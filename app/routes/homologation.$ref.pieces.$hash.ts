import type { LoaderFunctionArgs } from "@remix-run/node";
import { pieceAnswer } from "#app/engine/pieces/read-piece.ts";
import { readPiece } from "#app/homologation/queries/piece.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** A piece of a dossier, always as a download: it was not written by us. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const piece = await readPiece(context.db, caller, params.ref ?? "", params.hash ?? "");
  if (!piece) throw problem(404);
  return pieceAnswer(piece);
}
