import { serveRaw } from "#app/api/raw.ts";
import { publishedList } from "#app/whitelist/publish/list.ts";

export const loader = serveRaw(({ context, params }, caller) =>
  publishedList(context.db, context.secret, caller, params.key ?? "", "saml-filter"),
);
