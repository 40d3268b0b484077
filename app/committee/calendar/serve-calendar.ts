import { createHash } from "node:crypto";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { myCalendar } from "../queries/my-calendar.ts";
import { opens, personOfToken } from "./link.ts";
import { writeCalendar } from "./write-calendar.ts";

type Open = Caller & { generation: number };

/** Whoever has that feed open now, in all the functions that they hold. */
async function ownerOf(sql: Sql, person: string, now: Date): Promise<Open | null> {
  const [row] = await sql.query<Caller["person"] & { generation: number; tenures: Caller["tenures"] }>(
    `select p.id, p.name, p.given_name "givenName", f.generation, coalesce((
        select json_agg(json_build_object('function', t.function, 'person', t.person_id, 'organisation', case when o.id is null then null
            else json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) end) order by t.rank, t.function)
          from tenure t left join organisation o on o.id = t.organisation_id
         where t.person_id = p.id and t."from" <= $2 and (t.until is null or t.until > $2)), '[]'::json) tenures
       from calendar_feed f join person p on p.id = f.person_id
      where f.person_id = $1 and f.revoked_at is null and p.closed_at is null`,
    [person, now.toISOString()],
  );
  if (!row) return null;
  const { id, name, givenName, tenures, generation } = row;
  return { person: { id, name, givenName }, tenures, generation };
}

/**
 * Answers an agenda that asks for somebody's link. One that was never made, was renewed or revoked, or whose owner has
 * left, is not there: 404 for all alike. The same body has the same ETag, so that most questions are answered by 304.
 */
export async function serveCalendar(
  { db, env, secret, now }: Pick<Context, "db" | "env" | "secret" | "now">,
  request: Request,
  token: string,
): Promise<Response> {
  const person = personOfToken(token);
  const owner = person && (await ownerOf(db, person, now()));
  if (!owner || !opens(secret, token, { person: owner.person.id, generation: owner.generation }))
    return new Response(null, { status: 404 });
  const where = { publicUrl: env.publicUrl, operator: env.TOCSIN_OPERATOR };
  const body = writeCalendar(await myCalendar(db, owner, now()), where);
  await noteRead(db, owner, now());
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const headers = { etag, "cache-control": "private, max-age=300", "x-robots-tag": "noindex" };
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""));
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="tocsin.ics"',
    },
  });
}

/** Once an hour at most: an agenda that asks each minute writes nothing. */
const noteRead = (sql: Sql, { person }: Open, now: Date) =>
  sql.query(
    `update calendar_feed set read_at = $2
      where person_id = $1 and (read_at is null or read_at < $2::timestamptz - interval '1 hour')`,
    [person.id, now.toISOString()],
  );
