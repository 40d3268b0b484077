import type { Sql } from "#app/platform/database/database.ts";
import { deliveriesSql } from "./page-sql.ts";

export const deliveryStates = [
  "waiting", "held", "sent", "accepted", "delivered", "read", "failed", "cancelled",
] as const; // biome-ignore format: a list to read at a glance
export type DeliveryState = (typeof deliveryStates)[number];
/** One channel's deliveries by the furthest that each is known to have gone. */
export type ChannelDeliveries = { channel: string; total: number; counts: Record<DeliveryState, number> };

/** What left, by channel and state, as far as each channel knows. */
export async function deliveriesModel(sql: Sql, dossier: string): Promise<ChannelDeliveries[]> {
  const rows = await sql.query<{ channel: string; state: DeliveryState; n: number }>(
    deliveriesSql,
    [dossier],
    true,
  );
  const byChannel = new Map<string, ChannelDeliveries>();
  for (const { channel, state, n } of rows) {
    const none = Object.fromEntries(deliveryStates.map((one) => [one, 0])) as Record<DeliveryState, number>;
    const one = byChannel.get(channel) ?? { channel, total: 0, counts: none };
    one.counts[state] += n;
    one.total += n;
    byChannel.set(channel, one);
  }
  return [...byChannel.values()];
}
