import type { IncomingHttpHeaders } from "node:http";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes something comes from another site's page; server.ts refuses it before any
 * route sees it. Browsers say where a form was sent from; a program says nothing, and is let through only
 * when it carries no cookie that a browser could have added by itself.
 * @param publicUrl address under which people know the console.
 */
export function crossSite(request: { method?: string; headers: IncomingHttpHeaders }, publicUrl: string) {
  const { headers } = request;
  if (SAFE.has(request.method ?? "GET")) return false;
  // A bearer token is never added by a browser on its own.
  if (headers.authorization && !headers.cookie) return false;
  const site = headers["sec-fetch-site"];
  if (site) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  if (origin) return origin !== new URL(publicUrl).origin && hostOf(origin) !== headers.host;
  return Boolean(headers.cookie);
}

function hostOf(origin: string) {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
