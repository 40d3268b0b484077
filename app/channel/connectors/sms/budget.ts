import type { Sql } from "#app/platform/database/database.ts";

export type Ceilings = { perMessage: number | null; perMonth: number | null };
export type Charge = {
  channel: string;
  delivery: string;
  /** The message that the delivery is part of. */
  notice: string;
  /** « 2026-11 », in the zone of Paris: a bill is of a French month. */
  month: string;
  /** In ten-thousandths of a euro. */
  amount: number;
};
export type Charged = "charged" | "over-message" | "over-month";

// One statement on rows locked in order: what two processes reserve at the same instant is summed, never lost. The
// charge of a delivery is made once, however often it is tried.
const chargeSql = `
  with locked as materialized (
    select period, spent from channel_budget where channel_id = $1::uuid and period in ($3, $4) order by period for update
  ), verdict as (
    select exists (select 1 from channel_charge where delivery_id = $2::uuid) already,
           coalesce((select spent from locked where period = $4), 0) + $5::bigint > coalesce($6::bigint, 9e18::bigint) as over_message,
           coalesce((select spent from locked where period = $3), 0) + $5::bigint > coalesce($7::bigint, 9e18::bigint) as over_month
  ), spent as (
    update channel_budget b set spent = b.spent + $5::bigint from verdict v
     where b.channel_id = $1::uuid and b.period in ($3, $4) and not v.already and not v.over_message and not v.over_month
    returning 1
  ), noted as (
    insert into channel_charge (delivery_id, channel_id, period, amount)
    select $2::uuid, $1::uuid, $3, $5::bigint where exists (select 1 from spent)
  )
  select already, over_message, over_month from verdict`;

/** Reserves what a delivery will cost, or says which ceiling forbids it. Exact under any number of processes. */
export async function charge(sql: Sql, one: Charge, ceilings: Ceilings): Promise<Charged> {
  const { channel, delivery, notice, month, amount } = one;
  await sql.query(
    "insert into channel_budget (channel_id, period) values ($1::uuid, $2), ($1::uuid, $3) on conflict do nothing",
    [channel, month, notice],
    true,
  );
  const [row] = await sql.query<{ already: boolean; over_message: boolean; over_month: boolean }>(
    chargeSql,
    [channel, delivery, month, notice, amount, ceilings.perMessage, ceilings.perMonth],
    true,
  );
  if (!row || row.already) return "charged";
  if (row.over_message) return "over-message";
  return row.over_month ? "over-month" : "charged";
}

/** What was reserved for a message that the gateway refused for good. */
export async function refund(sql: Sql, delivery: string, notice: string): Promise<void> {
  await sql.query(
    `with gone as (delete from channel_charge where delivery_id = $1::uuid returning channel_id, period, amount)
     update channel_budget b set spent = b.spent - g.amount from gone g
      where b.channel_id = g.channel_id and b.period in (g.period, $2)`,
    [delivery, notice],
  );
}

const month = new Intl.DateTimeFormat("fr-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
});
export const monthOf = (now: Date): string => month.format(now).slice(0, 7);

export async function spentIn(sql: Sql, channel: string, period: string): Promise<number> {
  const [row] = await sql.query<{ spent: string }>(
    "select spent::text from channel_budget where channel_id = $1::uuid and period = $2",
    [channel, period],
  );
  return Number(row?.spent ?? 0);
}
