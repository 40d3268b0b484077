import { createHash } from "node:crypto";
import { recordProgress } from "#app/engine/outbox/progress.ts";
import { returnWords as say } from "#app/messages/returns.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { type Returned, readReturn } from "./read-return.ts";

/** The address does not exist, or no longer: RFC 3463 §3.2, and « no such domain » (§3.5). A full mailbox is none of these. */
const BAD_ADDRESS = /^5\.(1\.(0|1|2|3|6|10)|4\.4)$/;

export type Recorded = Returned["kind"] | "again";

/**
 * What a message that came back means for its delivery: failed late, it escalates as one refused at once would; late
 * only, it is noted; an answer is nobody's failure. An address that does not exist is marked so in the directory.
 * Any number of times and in any order: the same.
 */
export async function recordReturn(db: Database, raw: Uint8Array, now: Date): Promise<Recorded> {
  const key = createHash("sha256").update(raw).digest("hex");
  if ((await db.query("select 1 from mail_return where key = $1", [key])).length > 0) return "again";
  const returned = await readReturn(raw, now);
  const { kind, status, at } = returned;
  const delivery = returned.delivery ? await known(db, returned.delivery) : null;
  const detail = kind === "failed" || kind === "delayed" ? say[kind](status) : null;
  if (delivery && kind === "failed") {
    if (status && BAD_ADDRESS.test(status)) await distrust(db, delivery, returned.recipient);
    await recordProgress(db, { delivery: delivery.id }, "failed", at, detail ?? undefined, now);
  }
  if (delivery && kind === "delivered")
    await recordProgress(db, { delivery: delivery.id }, "delivered", at, undefined, now);
  // The note is written with the key: read again after a crash in between, it is not written twice.
  await db.query(
    `with kept as (insert into mail_return (key, kind, delivery_id, status, detail, at, read_at)
       values ($1, $2, $3::uuid, $4, $5, $6::timestamptz, $7::timestamptz) on conflict do nothing returning delivery_id)
     update delivery d set history = d.history || $8::jsonb from kept
      where d.id = kept.delivery_id and $2 = 'delayed'`,
    [
      ...[key, kind, delivery?.id ?? null, status, detail, at.toISOString(), now.toISOString()],
      JSON.stringify([{ at: at.toISOString(), state: "delayed", detail }]),
    ],
  );
  return kind;
}

type Known = { id: string; address: string; audience: string };
async function known(sql: Sql, id: string): Promise<Known | null> {
  const [row] = await sql.query<Known>(
    "select id, lower(address) address, audience from delivery where id = $1::uuid",
    [id],
  );
  return row ?? null;
}

/** Only the address that we wrote to: a redirection that failed further on says nothing of it. */
async function distrust(sql: Sql, { address, audience }: Known, recipient: string | null): Promise<void> {
  if (audience !== "professional" || (recipient !== null && recipient !== address)) return;
  await sql.query("update person set mail_state = 'invalid' where email = $1 and mail_state <> 'invalid'", [
    address,
  ]);
  await sql.query(
    "update organisation set mail_state = 'invalid', updated_at = now() where lower(mail) = $1 and mail_state <> 'invalid'",
    [address],
  );
}
