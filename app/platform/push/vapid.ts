import webPush from "web-push";
import { lockAway, takeOut } from "../channels/vault.ts";
import type { Sql } from "../database/database.ts";

export type Vapid = { subject: string; publicKey: string; privateKey: string };
const KEY = "vapid";
const OWNER = "setting/vapid";

/**
 * The console's identity towards push services (RFC 8292), drawn once and kept, its private half encrypted. Every
 * instance has the same: devices that subscribed with it go on being reached.
 * @param contact https address or mailto: that a push service may turn to.
 * @returns null when the private half can no longer be read (another server secret): notifications are then off.
 */
export async function vapidOf(sql: Sql, serverSecret: string, contact: string): Promise<Vapid | null> {
  const kept = await read(sql);
  if (!kept) {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    const sealed = lockAway(serverSecret, OWNER, privateKey).toString("base64");
    await sql.query("insert into setting (key, value) values ($1, $2::jsonb) on conflict do nothing", [
      KEY,
      JSON.stringify({ publicKey, sealed }),
    ]);
  }
  const found = kept ?? (await read(sql));
  const privateKey = found && takeOut(serverSecret, OWNER, Buffer.from(found.sealed, "base64"));
  if (!found || !privateKey) return null;
  // Push services refuse plain http as a contact; a console without a public address still has one to give.
  const subject = contact.startsWith("https:") ? contact : "mailto:tocsin@localhost.invalid";
  return { subject, publicKey: found.publicKey, privateKey };
}

async function read(sql: Sql): Promise<{ publicKey: string; sealed: string } | null> {
  const [row] = await sql.query<{ value: { publicKey: string; sealed: string } }>(
    "select value from setting where key = $1",
    [KEY],
  );
  return row?.value ?? null;
}
