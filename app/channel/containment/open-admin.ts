import { containmentReasons as say } from "#app/messages/channel.ts";
import { type EntcoreAdmin, entcoreAdmin } from "#app/platform/channels/entcore-admin.ts";
import { takeOut } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Measure } from "#runbooks/schema/words.ts";
import { entcoreSecret, signInOf } from "../connectors/entcore/secret.ts";
import { entcoreSettings } from "../connectors/entcore/settings.ts";
import { flashSettings } from "../connectors/entcore-flash/connector.ts";
import { ownerOf } from "../connectors/open.ts";
import { findChannel } from "../queries/find-channel.ts";

/**
 * Whoever wrote a message takes it back: the account of the messaging. Accounts are blocked by one that administers
 * them: that of the home page.
 */
const through = (measure: Measure) =>
  measure === "recall-message"
    ? { key: "ent-messaging", connector: "entcore", settings: entcoreSettings }
    : { key: "ent-flash", connector: "entcore-flash", settings: flashSettings };

/** The account through which a measure is carried out at the ENT of a dispositif; a sentence says what is missing. */
export async function openAdmin(
  sql: Sql,
  serverSecret: string,
  dispositif: string,
  measure: Measure,
  timeoutMs?: number,
): Promise<EntcoreAdmin | { missing: string }> {
  const { key, connector, settings: schema } = through(measure);
  const row = await findChannel(sql, dispositif, key);
  if (!row?.enabled || row.connector !== connector) return { missing: say.noAccount(key) };
  const settings = schema.safeParse(row.settings);
  const opened = row.secret && takeOut(serverSecret, ownerOf(row), row.secret);
  const secret = entcoreSecret.safeParse(opened ? JSON.parse(opened) : null);
  if (!settings.success || !secret.success) return { missing: say.noAccount(key) };
  const signIn = signInOf(settings.data, secret.data);
  return entcoreAdmin({ url: settings.data.url, signIn, ...(timeoutMs && { timeoutMs }) });
}
