import type { Sql } from "#app/platform/database/database.ts";

/** The price of one SMS in a dispositif, in cents, as its channel is configured; null where it is not. */
export async function smsPrice(sql: Sql, dispositif: string): Promise<number | null> {
  const [row] = await sql.query<{ price: string | null }>(
    "select settings->>'price' price from channel where dispositif_id = $1::uuid and key = 'sms'",
    [dispositif],
  );
  // As it was typed there: « 0,045 », « 0.045 € ».
  const typed = row?.price?.replace(/[\s€]/g, "").replace(",", ".");
  const euros = typed ? Number(typed) : Number.NaN;
  return Number.isFinite(euros) ? euros * 100 : null;
}
