import type { LoaderFunctionArgs } from "@remix-run/node";
import { NotFound } from "#app/engine/errors.ts";
import { readAttachment } from "#app/incident/attachments/store-attachment.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";
import { openedRequest } from "#app/whitelist/queries/request.ts";

/** A piece of a request, always as a download: it was not written by us. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const found = await openedRequest(context.db, caller, params.ref ?? "");
  if (!found) throw problem(404);
  try {
    const { name, mime, bytes } = await readAttachment(context.db, caller, found.id, params.hash ?? "");
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
