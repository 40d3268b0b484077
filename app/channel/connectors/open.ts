import { channelName, channelReasons as say } from "#app/messages/channel.ts";
import type { CircuitOptions } from "#app/platform/channels/circuit.ts";
import { smtpTransport } from "#app/platform/channels/smtp.ts";
import { takeOut } from "#app/platform/channels/vault.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import type { ChannelRow } from "../queries/find-channel.ts";
import { entcoreSettings, mailSettings } from "../settings.ts";
import { entcoreChannel } from "./entcore.ts";
import { entcoreSecret } from "./entcore-secret.ts";
import { mailChannel } from "./mail.ts";
import type { OpenChannel } from "./open-channel.ts";

export type Opening = {
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM" | "publicUrl">;
  serverSecret: string;
  log?: Pick<Log, "warn" | "info">;
  circuit?: CircuitOptions;
  /** Longest wait for one answer of an ENT, in milliseconds; tests shorten it. */
  timeoutMs?: number;
};

/** Connections to the mail server for one channel of one dispositif. */
const MAIL_CONNECTIONS = 3;

/** To whom the secret of a channel belongs: copied to another row it does not open. */
export const ownerOf = (row: Pick<ChannelRow, "dispositif_id" | "key">) => `${row.dispositif_id}/${row.key}`;

/** Opens a channel from its row; a sentence says what stops it. Nothing is asked of the other side yet. */
export function openChannel(row: ChannelRow, opening: Opening): OpenChannel | { refused: string } {
  const name = channelName(row.key);
  const { env, serverSecret, log, circuit, timeoutMs } = opening;
  if (row.connector === "mail") {
    const settings = mailSettings.safeParse(row.settings);
    if (!settings.success) return { refused: say.settings(name) };
    const transport = smtpTransport({
      ...{ url: env.SMTP_URL, from: env.MAIL_FROM, connections: MAIL_CONNECTIONS, requeues: 0 },
      ...(log && { log }),
    });
    return mailChannel({ settings: settings.data, transport, publicUrl: env.publicUrl });
  }
  const settings = entcoreSettings.safeParse(row.settings);
  if (row.connector !== "entcore" || !settings.success) return { refused: say.settings(name) };
  const opened = row.secret && takeOut(serverSecret, ownerOf(row), row.secret);
  const secret = entcoreSecret.safeParse(opened ? JSON.parse(opened) : null);
  if (!secret.success) return { refused: say.secret(name) };
  return entcoreChannel({
    ...{ settings: settings.data, secret: secret.data },
    ...(circuit && { circuit }),
    ...(timeoutMs && { timeoutMs }),
  });
}
