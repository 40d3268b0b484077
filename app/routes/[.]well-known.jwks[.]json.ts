import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedKeys } from "#app/whitelist/publish/sign.ts";

/** The public key of what this console signs (the published whitelist); anybody may read it. */
export async function loader({ context }: LoaderFunctionArgs) {
  return Response.json(await publishedKeys(context.db, context.secret), {
    headers: { "Cache-Control": "public, max-age=300" },
  });
}
