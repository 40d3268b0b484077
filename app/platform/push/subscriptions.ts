import { z } from "zod";
import type { Sql } from "../database/database.ts";
import { checkedUrl } from "../net/guarded-fetch.ts";

/** What a browser gives when it subscribes (RFC 8291): lengths are those of a P-256 point and of 16 bytes. */
export const subscriptionSchema = z.object({
  endpoint: z.string().max(1_000).refine(isHttps),
  p256dh: z.string().regex(/^[\w-]{86,88}=?$/),
  auth: z.string().regex(/^[\w-]{22,24}={0,2}$/),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
export type Device = {
  id: string;
  device: string | null;
  endpoint: string;
  createdAt: Date;
  usedAt: Date | null;
};

function isHttps(endpoint: string): boolean {
  try {
    checkedUrl(endpoint);
    return true;
  } catch {
    return false;
  }
}
/** A person has a phone, a desk and a spare; more is a script. */
const MOST_DEVICES = 10;

/** The device of whoever is signed in; one that was somebody else's is theirs now. */
export async function subscribe(
  sql: Sql,
  person: string,
  given: Subscription,
  device: string | null,
  now: Date,
) {
  await sql.query(
    `insert into push_subscription (person_id, endpoint, p256dh, auth, device, created_at)
     values ($1::uuid, $2, $3, $4, $5, $6::timestamptz)
     on conflict (endpoint) do update set person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth,
       device = excluded.device, created_at = excluded.created_at`,
    [person, given.endpoint, given.p256dh, given.auth, device?.slice(0, 120) ?? null, now.toISOString()],
  );
  await sql.query(
    `delete from push_subscription where person_id = $1::uuid and id not in (
       select id from push_subscription where person_id = $1::uuid order by created_at desc, id limit ${MOST_DEVICES})`,
    [person],
  );
}

/** @param which its id, or its endpoint as the device itself knows it. */
export const unsubscribe = (sql: Sql, person: string, which: string) =>
  sql.query("delete from push_subscription where person_id = $1::uuid and (id::text = $2 or endpoint = $2)", [
    person,
    which,
  ]);

export const devicesOf = (sql: Sql, person: string): Promise<Device[]> =>
  sql.query<Device>(
    `select id, device, endpoint, created_at "createdAt", used_at "usedAt" from push_subscription
      where person_id = $1::uuid order by created_at desc`,
    [person],
  );
