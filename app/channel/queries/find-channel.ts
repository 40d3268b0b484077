import type { Sql } from "#app/platform/database/database.ts";

/** A channel as its row says, the secret still encrypted. */
export type ChannelRow = {
  id: string;
  dispositif_id: string;
  key: string;
  connector: string;
  settings: unknown;
  secret: Uint8Array | null;
  enabled: boolean;
  health: "unknown" | "ok" | "failing";
  health_detail: string | null;
  checked_at: Date | null;
  updated_at: Date;
  rate_per_minute: number | null;
  test_report: TestReport | null;
};
export type TestReport = { at: string; ok: boolean; said: string; tried: { what: string; ok: boolean }[] };

const columns =
  "id, dispositif_id, key, connector, settings, secret, enabled, health, health_detail, checked_at, updated_at, rate_per_minute, test_report";

export async function findChannel(sql: Sql, dispositif: string, key: string): Promise<ChannelRow | null> {
  const [row] = await sql.query<ChannelRow>(
    `select ${columns} from channel where dispositif_id = $1::uuid and key = $2`,
    [dispositif, key],
  );
  return row ?? null;
}

export async function findChannelById(sql: Sql, id: string): Promise<ChannelRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const [row] = await sql.query<ChannelRow>(`select ${columns} from channel where id = $1::uuid`, [id]);
  return row ?? null;
}

export const channelsOf = (sql: Sql, dispositif: string): Promise<ChannelRow[]> =>
  sql.query<ChannelRow>(`select ${columns} from channel where dispositif_id = $1::uuid order by key`, [
    dispositif,
  ]);
