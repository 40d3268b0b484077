import { createHmac, timingSafeEqual } from "node:crypto";
import { recordProgress } from "#app/engine/outbox/progress.ts";
import { at } from "#app/platform/channels/template.ts";
import { takeOut } from "#app/platform/channels/vault.ts";
import type { Database } from "#app/platform/database/database.ts";
import { httpBase, httpSecret, progressWord } from "../connectors/http/settings.ts";
import { ownerOf } from "../connectors/open.ts";
import { findChannelById } from "../queries/find-channel.ts";

/** Statuses in one call, at most: a gateway that sends more sends them again in smaller calls. */
const MOST = 1_000;

/** unknown: no such channel, or it hears no statuses; unsigned: nothing of it was believed. */
export type Heard = { is: "unknown" | "unsigned" | "not-understood" } | { is: "heard"; recorded: number };

/**
 * Statuses that a service sends of what it took. Only what is signed with the channel's own secret is believed; an
 * identifier nobody knows is kept a day (it may come before our own write) and changes nothing.
 * @param signature HMAC-SHA256 of the body, hexadecimal or base64, with or without « sha256= ».
 */
export async function readCallback(
  db: Database,
  serverSecret: string,
  call: { channel: string; body: string; header(name: string): string | null },
  now: Date,
): Promise<Heard> {
  const row = await findChannelById(db, call.channel);
  const settings = row && httpBase.safeParse(row.settings);
  const opened = row?.secret && takeOut(serverSecret, ownerOf(row), row.secret);
  const secret = httpSecret.safeParse(opened ? JSON.parse(opened) : null);
  if (!row || !settings?.success || !secret.success || !secret.data.callbackSecret) return { is: "unknown" };
  const { callbackHeader, callbackItems, callbackId, callbackState, states } = settings.data;
  const given = call.header(callbackHeader || "X-Signature") ?? "";
  if (!isSigned(call.body, given, secret.data.callbackSecret)) return { is: "unsigned" };
  let said: unknown;
  try {
    said = at(JSON.parse(call.body), callbackItems);
  } catch {
    return { is: "not-understood" };
  }
  const items = Array.isArray(said) ? said.slice(0, MOST) : [said];
  let recorded = 0;
  for (const item of items) {
    const id = at(item, callbackId);
    const what = progressWord(states, at(item, callbackState));
    if (!what || (typeof id !== "string" && typeof id !== "number") || String(id) === "") continue;
    const of = { channel: row.key, providerId: String(id).slice(0, 200), dispositif: row.dispositif_id };
    if ((await recordProgress(db, of, what, now, undefined, now)) === "recorded") recorded += 1;
  }
  return { is: "heard", recorded };
}

function isSigned(body: string, given: string, secret: string): boolean {
  const wanted = createHmac("sha256", secret).update(body, "utf8").digest();
  const text = given.replace(/^sha256=/i, "").trim();
  const got = Buffer.from(text, /^[\da-f]{64}$/i.test(text) ? "hex" : "base64");
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}
