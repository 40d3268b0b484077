import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import type { AnyConnector, Field, Knows } from "../connectors/connector.ts";
import { callbackUrl } from "../connectors/http/callback-url.ts";
import { channelKeys, connectorsFor } from "../connectors/registry.ts";
import { type DispositifHere, dispositifHere } from "./dispositif-here.ts";
import { type ChannelRow, channelsOf, type TestReport } from "./find-channel.ts";
import { thirdParties } from "./third-parties.ts";

export type ChannelState = "absent" | "disabled" | ChannelRow["health"];
/** One way of opening a channel, with its form and the values that it shows. */
export type Way = {
  key: string;
  name: string;
  about: string;
  fields: readonly Field[];
  values: Record<string, string>;
  knows: readonly Knows[];
  /** What it cannot know. */
  limits: string | null;
  proposedRate: number | null;
};
/** A channel as its settings page shows it: whether a password is kept, never which. */
export type ChannelView = {
  key: string;
  /** What opens it now, or would. */
  connector: string;
  state: ChannelState;
  detail: string | null;
  checkedAt: string | null;
  hasSecret: boolean;
  enabled: boolean;
  rate: number | null;
  test: TestReport | null;
  /** What it has cost this month, in a sentence. */
  spent: string | null;
  /** Where a service sends its statuses, once the channel is saved. */
  callback: string | null;
  ways: Way[];
};
export type ChannelsPage = { dispositif: DispositifHere; channels: ChannelView[] };

/** The channels of a dispositif and how they are; null when it is not the caller's. */
export async function channelsPage(
  sql: Sql,
  tenures: Held[],
  key: string,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<ChannelsPage | null> {
  const dispositif = await dispositifHere(sql, tenures, key);
  if (!dispositif) return null;
  const [rows, thirds] = await Promise.all([
    channelsOf(sql, dispositif.id),
    thirdParties(sql, dispositif.id),
  ]);
  const keys = [...channelKeys, ...thirds].filter((one) => connectorsFor(one).length > 0);
  const channels = await Promise.all(
    [...new Set(keys)].map(async (one) => {
      const row = rows.find(({ key: known }) => known === one);
      const view = viewOf(one, row);
      const hears = view.ways.some(({ fields }) => fields.some(({ name }) => name === "callbackSecret"));
      const callback = row && hears ? callbackUrl(publicUrl, row.id) : null;
      return { ...view, callback, spent: row ? await spentBy(sql, row, now) : null };
    }),
  );
  return { dispositif, channels };
}

async function spentBy(sql: Sql, row: ChannelRow, now: Date): Promise<string | null> {
  const connector = connectorsFor(row.key).find(({ key }) => key === row.connector);
  const settings = connector?.settings.safeParse(row.settings);
  return connector?.spent && settings?.success ? connector.spent(sql, row.id, settings.data, now) : null;
}

function viewOf(key: string, row: ChannelRow | undefined): Omit<ChannelView, "spent" | "callback"> {
  const able = connectorsFor(key);
  const now = able.find((one) => one.key === row?.connector) ?? (able[0] as AnyConnector);
  const ways = able.map((one) => wayOf(one, one === now ? row : undefined));
  return {
    ...{ key, connector: now.key, ways },
    state: !row ? "absent" : row.enabled ? row.health : "disabled",
    detail: row?.health_detail ?? null,
    checkedAt: row?.checked_at?.toISOString() ?? null,
    hasSecret: Boolean(row?.secret),
    enabled: row?.enabled ?? true,
    rate: row?.rate_per_minute ?? null,
    test: row?.test_report ?? null,
  };
}

function wayOf(connector: AnyConnector, row: ChannelRow | undefined): Way {
  const { key, name, about, fields, proposed, knows, limits = null, ratePerMinute } = connector;
  const values = { ...proposed, ...flat((row?.settings ?? {}) as object) };
  return { key, name, about, fields, values, knows, limits, proposedRate: ratePerMinute };
}

/** « words.families » for what is within. */
const flat = (value: object, before = ""): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === "object" && one !== null
        ? Object.entries(flat(one, `${before}${name}.`))
        : [[`${before}${name}`, String(one ?? "")]],
    ),
  );
