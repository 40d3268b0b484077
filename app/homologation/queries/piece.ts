import { attachedPiece } from "#app/engine/pieces/read-piece.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { readHomologation } from "./homologation-page.ts";

/** A file of a dossier that the caller may read, checked against its hash; null when there is none. */
export async function readPiece(sql: Sql, caller: Caller, ref: string, hash: string) {
  const row = await readHomologation(sql, caller, ref);
  return row && attachedPiece(sql, row.id, hash);
}
