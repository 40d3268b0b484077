/**
 * How far a delivery is known to have gone, as far as its channel knows: one word for every page. The furthest is
 * told, and a proof of delivery outweighs a report of failure, as in `progressOf`.
 */
export const deliveryStages = [
  "waiting", "held", "sent", "accepted", "delivered", "read", "failed", "cancelled", "simulated",
] as const; // biome-ignore format: a list to read at a glance
export type DeliveryStage = (typeof deliveryStages)[number];

/** @param d alias of the delivery. */
export const stageOf = (d = "delivery") => `case
      when ${d}.state in ('queued', 'sending') then 'waiting'
      when ${d}.state in ('held', 'cancelled', 'simulated') then ${d}.state
      when ${d}.state in ('refused', 'dead') then 'failed'
      when ${d}.read_at is not null then 'read'
      when ${d}.delivered_at is not null then 'delivered'
      when ${d}.failed_at is not null then 'failed'
      when ${d}.accepted_at is not null then 'accepted'
      else 'sent' end`;

/** When it got there; null while it has not left. */
export const stageAt = (d = "delivery") => `case
      when ${d}.state = 'held' then (${d}.held->>'since')::timestamptz
      when ${d}.state in ('refused', 'dead') then coalesce(${d}.claimed_at, ${d}.next_at)
      when ${d}.state <> 'sent' then null
      else coalesce(${d}.read_at, ${d}.delivered_at, ${d}.failed_at, ${d}.accepted_at, ${d}.sent_at) end`;

/** People as the providers count them, summed: {reached, inactive, undelivered}; null where none was told. */
export const reachSum = (d = "delivery") => `case when count(${d}.reach) = 0 then null else json_build_object(
      'reached', coalesce(sum((${d}.reach->>'reached')::int), 0)::int,
      'inactive', coalesce(sum((${d}.reach->>'inactive')::int), 0)::int,
      'undelivered', coalesce(sum((${d}.reach->>'undelivered')::int), 0)::int) end`;
export type Reach = { reached?: number; inactive?: number; undelivered?: number };
