import { type DeliveryStage, deliveryStages, type Reach } from "#app/engine/outbox/stage.sql.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { deliveriesSql } from "./page-sql.ts";

/** One channel's deliveries by the furthest that each is known to have gone. */
export type ChannelDeliveries = {
  channel: string;
  total: number;
  counts: Record<DeliveryStage, number>;
  /** When anything was last known of them, ISO. */
  last: string | null;
  /** People as the provider counts them; null where it told nothing. */
  reach: Required<Reach> | null;
};
type Row = {
  channel: string;
  state: DeliveryStage;
  n: number;
  at: Date | null;
  reach: Required<Reach> | null;
};

/** What left, by channel and state, as far as each channel knows. */
export async function deliveriesModel(sql: Sql, dossier: string): Promise<ChannelDeliveries[]> {
  const rows = await sql.query<Row>(deliveriesSql, [dossier], true);
  const byChannel = new Map<string, ChannelDeliveries>();
  for (const { channel, state, n, at, reach } of rows) {
    const none = Object.fromEntries(deliveryStages.map((one) => [one, 0])) as Record<DeliveryStage, number>;
    const one = byChannel.get(channel) ?? { channel, total: 0, counts: none, last: null, reach: null };
    one.counts[state] += n;
    one.total += n;
    const when = at?.toISOString() ?? null;
    if (when && (one.last ?? "") < when) one.last = when;
    if (reach) one.reach = plus(one.reach, reach);
    byChannel.set(channel, one);
  }
  return [...byChannel.values()];
}

const plus = (one: Required<Reach> | null, other: Required<Reach>): Required<Reach> => ({
  reached: (one?.reached ?? 0) + other.reached,
  inactive: (one?.inactive ?? 0) + other.inactive,
  undelivered: (one?.undelivered ?? 0) + other.undelivered,
});
