import { createHash } from "node:crypto";
import { valuesOf } from "#app/engine/variables/values.ts";
import type { Context } from "#app/platform/context.ts";
import { recipientVariables } from "#machines/variables/known.ts";
import { feedOut, mayRead } from "./access.ts";
import { publishedNow } from "./published.ts";
import { atomFeed, jsonFeed } from "./write-feed.ts";

const types = { atom: "application/atom+xml; charset=utf-8", json: "application/feed+json; charset=utf-8" };

/**
 * Answers who reads a feed. A feed that is shut, or whose secret is not shown, is not there: 404 for all alike.
 * `?etablissement=<UAI>`: what that school let through, with its own words; `?cle=…`: the secret.
 */
export async function serveFeed(
  { db, env, secret, now }: Pick<Context, "db" | "env" | "secret" | "now">,
  request: Request,
  key: string,
  format: "atom" | "json",
): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const feed = /^[a-z0-9][a-z0-9.-]{0,63}$/.test(key) ? await feedOut(db, key) : null;
  const uai = asked.get("etablissement");
  if (!feed || !mayRead(feed, secret, asked.get("cle") ?? "")) return new Response(null, { status: 404 });
  const school = uai === null ? null : await schoolHere(db, feed.dispositif.id, uai);
  if (uai !== null && !school) return new Response(null, { status: 404 });
  const published = await publishedNow(db, feed.dispositif.id, now(), school?.key);
  const values = school && (await valuesOf(db, [school.id], [...recipientVariables], now())).get(school.id);
  const suffix = school ? `?etablissement=${encodeURIComponent(school.key)}` : "";
  const body = (format === "atom" ? atomFeed : jsonFeed)(published, {
    url: `${env.publicUrl}/flux/${key}.${format}${suffix}`,
    home: env.publicUrl,
    dispositif: feed.dispositif,
    school: school && { name: school.name, values: values ?? {} },
  });
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const headers = {
    etag,
    "cache-control": feed.access === "public" ? "public, max-age=60" : "private, max-age=60",
    // A portal's page may read a public feed itself.
    ...(feed.access === "public" && { "access-control-allow-origin": "*" }),
  };
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": types[format] } });
}

async function schoolHere(sql: Context["db"], dispositif: string, uai: string) {
  const [row] = await sql.query<{ id: string; key: string; name: string }>(
    `select o.id, o.key, o.name from organisation o join coverage c on c.organisation_id = o.id
      where c.dispositif_id = $1::uuid and o.key = $2 and o.closed_at is null`,
    [dispositif, uai.slice(0, 40).toUpperCase()],
  );
  return row ?? null;
}
