import { createHash } from "node:crypto";
import { prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { MOST_FILES } from "#machines/communication/v1/facts.ts";
import type { Message } from "./page.ts";

/** Files ticked to be taken out, by SHA-256. */
export const removedOf = (values: { removed?: string }): string[] =>
  (values.removed ?? "").split(" ").filter(Boolean);

/** More files than a message carries: said at once, before anything is kept. */
export function tooManyFiles(kept: number, chosen: readonly File[]): FieldError[] {
  if (kept + chosen.length <= MOST_FILES) return [];
  return [{ path: "files", message: words.wrong.filesMost(MOST_FILES) }];
}

/** Files taken out earlier and chosen anew: the dossier has them already, the message names them again. */
export async function chosenAgain(
  { attachments, context: { facts } }: Pick<Message, "attachments" | "context">,
  chosen: readonly File[],
): Promise<string[]> {
  const out = new Set(
    attachments.map(({ hash }) => hash).filter((hash) => !facts.attachments.includes(hash)),
  );
  if (out.size === 0) return [];
  const hashes = await Promise.all(
    chosen.map(async (file) =>
      createHash("sha256")
        .update(new Uint8Array(await file.arrayBuffer()))
        .digest("hex"),
    ),
  );
  return [...new Set(hashes)].filter((hash) => out.has(hash));
}
