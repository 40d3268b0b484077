import { channelName, channelReasons as say } from "#app/messages/channel.ts";
import type { Database } from "#app/platform/database/database.ts";
import { recordHealth } from "./commands/record-health.ts";
import { type Opening, openChannel } from "./connectors/open.ts";
import type { OpenChannel } from "./connectors/open-channel.ts";
import { findChannel } from "./queries/find-channel.ts";

/** How long a channel is used before its row is read again: settings saved hold within that time. */
const KEPT_MS = 10_000;

type Known = {
  until: number;
  /** Changes when somebody saves the settings; the same: session, groups and circuit are kept. */
  version: string;
  found: OpenChannel | { refused: string };
};

/** The ways out of every dispositif to its community, as its settings have them. */
export function communityChannels(
  db: Database,
  opening: Opening,
  { now = () => new Date(), keptMs = KEPT_MS, onError = (_: unknown) => {} } = {},
) {
  const known = new Map<string, Known>();
  const looking = new Map<string, Promise<Known["found"]>>();

  async function look(dispositif: string, key: string): Promise<Known["found"]> {
    const place = `${dispositif} ${key}`;
    const before = known.get(place);
    const row = dispositif ? await findChannel(db, dispositif, key) : null;
    const version = row ? `${row.updated_at.toISOString()} ${row.enabled}` : "";
    const until = performance.now() + keptMs;
    if (before?.version === version) {
      before.until = until;
      return before.found;
    }
    const health = (reason: string | null) => {
      if (row) recordHealth(db, row.id, reason, now()).catch(onError);
      opening.circuit?.onChange?.(reason);
    };
    const found = !row
      ? { refused: say.notConfigured(channelName(key)) }
      : !row.enabled
        ? { refused: say.disabled(channelName(key)) }
        : openChannel(row, { ...opening, circuit: { ...opening.circuit, onChange: health } }, db);
    known.set(place, { until, version, found });
    if (before && "close" in before.found) before.found.close().catch(onError);
    return found;
  }

  const find = (dispositif: string, key: string): Promise<Known["found"]> => {
    const place = `${dispositif} ${key}`;
    const kept = known.get(place);
    if (kept && kept.until > performance.now()) return Promise.resolve(kept.found);
    let one = looking.get(place);
    if (!one) {
      one = look(dispositif, key).finally(() => looking.delete(place));
      looking.set(place, one);
    }
    return one;
  };

  return {
    find,
    async close(): Promise<void> {
      await Promise.allSettled([...known.values()].map(({ found }) => "close" in found && found.close()));
    },
  };
}
