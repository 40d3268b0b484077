import type { Env } from "../env.ts";

export const SESSION_HOURS = 12;

/** Over https the prefix forbids that another host of the domain sets it. */
const nameOf = (env: Pick<Env, "publicUrl">) =>
  env.publicUrl.startsWith("https:") ? "__Host-tocsin" : "tocsin";

const attributes = (env: Pick<Env, "publicUrl">) =>
  `Path=/; HttpOnly; SameSite=Lax${env.publicUrl.startsWith("https:") ? "; Secure" : ""}`;

/** The `Set-Cookie` that carries a session's secret. */
export const sessionCookie = (env: Pick<Env, "publicUrl">, secret: string) =>
  `${nameOf(env)}=${secret}; Max-Age=${SESSION_HOURS * 3600}; ${attributes(env)}`;

/** The `Set-Cookie` that makes the browser forget it. */
export const noSessionCookie = (env: Pick<Env, "publicUrl">) =>
  `${nameOf(env)}=; Max-Age=0; ${attributes(env)}`;

/**
 * The secret in a `Cookie` header, or null. Both names are read: an address moved to https
 * must not leave people between two cookies.
 */
export function secretIn(header: string | null | undefined): string | null {
  return header?.match(/(?:^|;\s*)(?:__Host-)?tocsin=([\w-]{43})(?:;|$)/)?.[1] ?? null;
}
