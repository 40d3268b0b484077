import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { type ChannelKey, channelConnector, channelKeys, connectors } from "../settings.ts";
import { type DispositifHere, dispositifHere } from "./dispositif-here.ts";
import { type ChannelRow, channelsOf } from "./find-channel.ts";

export type ChannelState = "absent" | "disabled" | ChannelRow["health"];
/** A channel as its settings page shows it: whether a password is kept, never which. */
export type ChannelView = {
  key: ChannelKey;
  connector: "entcore" | "mail";
  state: ChannelState;
  detail: string | null;
  checkedAt: string | null;
  hasSecret: boolean;
  enabled: boolean;
  /** Values of the form: what was saved, else what is proposed. */
  values: Record<string, string>;
};
export type ChannelsPage = { dispositif: DispositifHere; channels: ChannelView[] };

/** The channels of a dispositif and how they are; null when it is not the caller's. */
export async function channelsPage(sql: Sql, tenures: Held[], key: string): Promise<ChannelsPage | null> {
  const dispositif = await dispositifHere(sql, tenures, key);
  if (!dispositif) return null;
  const rows = await channelsOf(sql, dispositif.id);
  const channels = channelKeys.map((one) =>
    viewOf(
      one,
      rows.find((row) => row.key === one),
    ),
  );
  return { dispositif, channels };
}

function viewOf(key: ChannelKey, row: ChannelRow | undefined): ChannelView {
  const connector = channelConnector[key];
  return {
    ...{ key, connector },
    state: !row ? "absent" : row.enabled ? row.health : "disabled",
    detail: row?.health_detail ?? null,
    checkedAt: row?.checked_at?.toISOString() ?? null,
    hasSecret: Boolean(row?.secret),
    enabled: row?.enabled ?? true,
    values: flat({ ...proposed[connector], ...((row?.settings ?? {}) as object) }),
  };
}

const proposed = {
  entcore: connectors.entcore.parse({ url: "https://ent.example.invalid", login: "-" }),
  mail: connectors.mail.parse({ pattern: "{profil}.{uai}@example.invalid" }),
};
Object.assign(proposed.entcore, { url: "", login: "" });
Object.assign(proposed.mail, { pattern: "" });

/** « words.families » for what is within. */
const flat = (value: object, before = ""): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === "object" && one !== null
        ? Object.entries(flat(one, `${before}${name}.`))
        : [[`${before}${name}`, String(one ?? "")]],
    ),
  );
