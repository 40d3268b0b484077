import webPush from "web-push";
import type { Sql } from "../database/database.ts";
import { guardedFetch, NetRefused } from "../net/guarded-fetch.ts";
import { plainInside } from "../net/plain-inside.ts";
import type { Vapid } from "./vapid.ts";

export type Push = {
  title: string;
  body: string;
  /** Path of the console that the notification opens. */
  path: string;
  /** Two of the same replace each other on the device. */
  tag: string;
};
export type To = { id: string; endpoint: string; p256dh: string; auth: string };
export type PushOptions = {
  vapid: Vapid;
  inside: readonly string[];
  timeoutMs?: number;
  ca?: string | undefined;
};
export type Pushed = "sent" | "gone" | "later" | "refused";

/** An alert of yesterday is read in the mailbox: the push service keeps it no longer. */
const TTL_SECONDS = 12 * 3_600;

/**
 * Hands one notification to the push service of a device, encrypted for it alone. 404 and 410: the device is
 * forgotten. The address was given by a browser: it is fetched as any address of somebody else.
 */
export async function sendPush(
  sql: Sql,
  to: To,
  push: Push,
  options: PushOptions,
  now: Date,
): Promise<Pushed> {
  const { vapid, inside, timeoutMs = 5_000, ca } = options;
  const request = webPush.generateRequestDetails(
    { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
    JSON.stringify(push),
    { vapidDetails: vapid, TTL: TTL_SECONDS, urgency: "high", contentEncoding: "aes128gcm" },
  );
  try {
    const { status } = await guardedFetch(request.endpoint, {
      method: "POST",
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: request.body ?? "",
      ...{ inside, timeoutMs, maxBytes: 50_000, ca, plain: plainInside(request.endpoint, inside) },
    });
    if (status === 404 || status === 410) {
      await sql.query("delete from push_subscription where id = $1::uuid", [to.id]);
      return "gone";
    }
    if (status < 200 || status >= 300) return status === 429 || status >= 500 ? "later" : "refused";
    await sql.query("update push_subscription set used_at = $2::timestamptz where id = $1::uuid", [
      to.id,
      now.toISOString(),
    ]);
    return "sent";
  } catch (error) {
    if (error instanceof NetRefused) return error.problem === "inside" ? "refused" : "later";
    throw error;
  }
}
