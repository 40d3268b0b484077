import { recordProgress } from "#app/engine/outbox/progress.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { OpenChannel } from "../connectors/open-channel.ts";

type Waiting = { id: string; dispositif_id: string; channel: string; provider_id: string };
/** The ways out as they are open (community-channels.ts). */
export type FindChannel = (dispositif: string, channel: string) => Promise<OpenChannel | { refused: string }>;
/** A status that has not come within two days will not; the first is asked after a minute. */
const SQL = `
  select id, dispositif_id, channel, provider_id from delivery
   where audience = 'community' and state = 'sent' and provider_id is not null and dispositif_id is not null
     and delivered_at is null and read_at is null and failed_at is null and channel = any($2::text[])
     and sent_at between $1::timestamptz - interval '2 days' and $1::timestamptz - interval '1 minute'
   order by sent_at limit 200`;

/**
 * Asks services that tell nothing by themselves what became of what they took. A service that does not answer is left
 * in peace until the next turn.
 * @returns how many answers said something new.
 */
export async function askStatuses(
  db: Database,
  find: FindChannel,
  now: Date,
  onError: (error: unknown) => void,
): Promise<number> {
  const channels = await db.query<{ key: string }>(
    "select distinct key from channel where enabled and coalesce(settings->>'statusUrl', '') <> ''",
  );
  if (channels.length === 0) return 0;
  const waiting = await db.query<Waiting>(SQL, [now.toISOString(), channels.map(({ key }) => key)]);
  const silent = new Set<string>();
  let said = 0;
  for (const one of waiting) {
    const place = `${one.dispositif_id} ${one.channel}`;
    if (silent.has(place)) continue;
    const way = await find(one.dispositif_id, one.channel);
    if ("refused" in way || !way.status) continue;
    try {
      const progress = await way.status(one.provider_id);
      if (
        progress &&
        (await recordProgress(db, { delivery: one.id }, progress, now, undefined, now)) === "recorded"
      )
        said += 1;
    } catch (error) {
      silent.add(place);
      onError(error);
    }
  }
  return said;
}
