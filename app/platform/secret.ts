import { randomBytes } from "node:crypto";
import type { Sql } from "./database/database.ts";
import type { Env } from "./env.ts";

/**
 * The console's secret, from which acknowledgement links are computed: SESSION_SECRET, else one drawn at the
 * first start and kept in the database, so that every instance and every restart computes the same links.
 */
export async function serverSecret(sql: Sql, env: Pick<Env, "SESSION_SECRET">): Promise<string> {
  if (env.SESSION_SECRET) return env.SESSION_SECRET;
  await sql.query(
    "insert into setting (key, value) values ('secret', to_jsonb($1::text)) on conflict do nothing",
    [randomBytes(32).toString("base64url")],
  );
  const [row] = await sql.query<{ value: string }>("select value from setting where key = 'secret'");
  return row?.value ?? "";
}
