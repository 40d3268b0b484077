import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMeeting } from "#app/committee/queries/read-meeting.ts";
import { attachedPiece, pieceAnswer } from "#app/engine/pieces/read-piece.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** A paper of a point, for whoever reads the meeting; one that was taken back is there no more. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const row = await readMeeting(context.db, caller, params.ref ?? "");
  const paper = row?.context.items
    .flatMap(({ papers }) => papers)
    .find(({ file }) => file && file.hash === params.hash);
  const piece = row && paper && (await attachedPiece(context.db, row.id, params.hash ?? ""));
  if (!piece) throw problem(404);
  return pieceAnswer(piece);
}
