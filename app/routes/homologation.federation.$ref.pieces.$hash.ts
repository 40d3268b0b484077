import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachedPiece, pieceAnswer } from "#app/engine/pieces/read-piece.ts";
import { memberPage } from "#app/homologation/federation/member-page.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** The proof of a commitment, or a signed decision, always as a download: it was not written by us. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await memberPage(context.db, caller, params.ref ?? "", context.now());
  const piece = page && (await attachedPiece(context.db, page.id, params.hash ?? ""));
  if (!piece) throw problem(404);
  return pieceAnswer(piece);
}
