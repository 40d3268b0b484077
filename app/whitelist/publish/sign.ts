import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { lockAway, takeOut } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";

const SETTING = "whitelist-key";
type Kept = { public: JWK; sealed: string };

/**
 * The key that signs published lists: drawn at first use, kept encrypted under the server's secret, one for all
 * instances. A changed secret cannot open it: a new one is drawn, under a new `kid`.
 */
async function signingKey(sql: Sql, secret: string): Promise<{ public: JWK; private: JWK }> {
  const read = async () => {
    const [row] = await sql.query<{ value: Kept }>("select value from setting where key = $1", [SETTING]);
    const opened = row && takeOut(secret, SETTING, Buffer.from(row.value.sealed, "base64"));
    return row && opened ? { public: row.value.public, private: JSON.parse(opened) as JWK } : null;
  };
  const known = await read();
  if (known) return known;
  const pair = await generateKeyPair("ES256", { extractable: true });
  const [open, closed] = [await exportJWK(pair.publicKey), await exportJWK(pair.privateKey)];
  const published: JWK = { ...open, kid: await calculateJwkThumbprint(open), alg: "ES256", use: "sig" };
  const kept: Kept = {
    public: published,
    sealed: lockAway(secret, SETTING, JSON.stringify(closed)).toString("base64"),
  };
  const [there] = await sql.query("select 1 from setting where key = $1", [SETTING]);
  await sql.query(
    there
      ? "update setting set value = $2::jsonb where key = $1"
      : "insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do nothing",
    [SETTING, JSON.stringify(kept)],
  );
  return (await read()) ?? { public: published, private: closed };
}

/** The public half, as a JWK set. */
export const publishedKeys = async (sql: Sql, secret: string): Promise<{ keys: JWK[] }> => ({
  keys: [(await signingKey(sql, secret)).public],
});

/**
 * A detached JWS (RFC 7515, appendix F) over the very bytes of an answer: whoever keeps the file keeps the proof. It
 * says which dispositif and which form it signs, so that no list passes for another.
 */
export async function detachedSignature(
  sql: Sql,
  secret: string,
  body: string,
  about: string,
): Promise<string> {
  const key = await signingKey(sql, secret);
  const jws = await new CompactSign(new TextEncoder().encode(body))
    .setProtectedHeader({ alg: "ES256", kid: key.public.kid as string, typ: "tocsin-whitelist", sub: about })
    .sign(await importJWK(key.private, "ES256"));
  const [header, , signature] = jws.split(".");
  return `${header}..${signature}`;
}
