import type { Sql } from "#app/platform/database/database.ts";

/** The price of one SMS in a dispositif, in cents, as its channel is configured; null where it is not. */
export async function smsPrice(sql: Sql, dispositif: string): Promise<number | null> {
  const [row] = await sql.query<{ price: string | null }>(
    `select coalesce(settings->>'pricePerPart', settings->>'price') price from channel
      where dispositif_id = $1::uuid and key = 'sms'`,
    [dispositif],
  );
  const euros =
    row?.price === null || row?.price === undefined
      ? Number.NaN
      : Number(String(row.price).replace(",", "."));
  return Number.isFinite(euros) ? euros * 100 : null;
}
