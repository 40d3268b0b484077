import { channelName, channelReasons as say } from "#app/messages/channel.ts";
import { takeOut } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { paceOf } from "../pace.ts";
import type { ChannelRow } from "../queries/find-channel.ts";
import type { Tools } from "./connector.ts";
import type { OpenChannel } from "./open-channel.ts";
import { connectorsFor } from "./registry.ts";

export type Opening = Omit<Tools, "channel" | "sql">;

/** To whom the secret of a channel belongs: copied to another row it does not open. */
export const ownerOf = (row: Pick<ChannelRow, "dispositif_id" | "key">) => `${row.dispositif_id}/${row.key}`;

/** Opens a channel from its row; a sentence says what stops it. Nothing is asked of the other side yet. */
export function openChannel(row: ChannelRow, opening: Opening, sql: Sql): OpenChannel | { refused: string } {
  const name = channelName(row.key);
  const connector = connectorsFor(row.key).find(({ key }) => key === row.connector);
  const settings = connector?.settings.safeParse(row.settings);
  if (!connector || !settings?.success) return { refused: say.settings(name) };
  let secret: unknown = null;
  if (connector.secret) {
    const opened = row.secret && takeOut(opening.serverSecret, ownerOf(row), row.secret);
    const parsed = connector.secret.schema.safeParse(opened ? JSON.parse(opened) : {});
    if (!parsed.success) return { refused: say.secret(name) };
    secret = parsed.data;
  }
  const channel = { id: row.id, dispositif: row.dispositif_id, key: row.key };
  const open = connector.open(settings.data, secret, { ...opening, channel, sql });
  const rate = row.rate_per_minute ?? connector.ratePerMinute;
  return rate ? { ...open, pace: paceOf(sql, row.id, rate) } : open;
}
