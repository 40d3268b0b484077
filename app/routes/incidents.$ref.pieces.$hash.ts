import type { LoaderFunctionArgs } from "@remix-run/node";
import { NotFound } from "#app/engine/errors.ts";
import { readAttachment } from "#app/incident/attachments/store-attachment.ts";
import { dossierIdOf } from "#app/incident/queries/incident-page-files.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** An attachment, always as a download: it was not written by us. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  try {
    const id = await dossierIdOf(context.db, params.ref ?? "");
    const { name, mime, bytes } = await readAttachment(context.db, caller, id, params.hash ?? "");
    return new Response(bytes as BodyInit, {
      headers: {
        "Content-Type": mime,
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof NotFound) throw problem(404);
    throw error;
  }
}
