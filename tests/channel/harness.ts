import { communityChannels } from "#app/channel/community-channels.ts";
import type { Opening } from "#app/channel/connectors/open.ts";
import { ownerOf } from "#app/channel/connectors/open.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { lockAway } from "#app/platform/channels/vault.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../mocks/entcore-server.ts";
import { type MailServer, mailServer } from "../mocks/smtp-server.ts";
import { community, ENT } from "../outbox/community.ts";

export const SERVER_SECRET = "secret-des-tests-".repeat(3);
export const SCHOOL = "École Richard Mique";
const FROM = "Tocsin <tocsin@tocsin.example.invalid>";
const PUBLIC_URL = "https://tocsin.example.invalid";
const LISTS = "{profil}.{uai}@listes.example.invalid";

/** The gate, the rows of the channels, a real ENT and a real mail server of the tests' own. */
export async function waysOut() {
  const c = await community();
  const ent: EntcoreServer = await entcoreServer({ schools: [SCHOOL, "École des Écuyers"] });
  const mail: MailServer = await mailServer();
  const opened: ReturnType<typeof communityChannels>[] = [];
  const errors: unknown[] = [];
  const env = {
    ...{ SMTP_URL: mail.url, MAIL_FROM: FROM, publicUrl: PUBLIC_URL },
    TOCSIN_INSIDE_ALLOWED: ["127.0.0.1/32"],
  };

  /** A process of its own: its sessions, its circuits. */
  function ways(more: Partial<Opening> = {}) {
    const opening = communityChannels(
      c.db,
      { env, serverSecret: SERVER_SECRET, timeoutMs: 5_000, ...more },
      { keptMs: 0, onError: (error) => errors.push(error) },
    );
    opened.push(opening);
    return opening;
  }
  function process(more: Partial<Opening> = {}) {
    const { find } = ways(more);
    return (at: Date) =>
      outboxWorker(c.db, {
        channels: {},
        community: find,
        now: () => at,
        onError: (error) => errors.push(error),
      }).run();
  }

  /** A channel by its connector, with exactly these settings. */
  async function bare(
    key: string,
    connector: string,
    settings: object,
    { secret, enabled = true, rate }: { secret?: object | null; enabled?: boolean; rate?: number },
  ) {
    const owner = ownerOf({ dispositif_id: c.dispositif, key });
    const sealed = secret ? lockAway(SERVER_SECRET, owner, JSON.stringify(secret)) : null;
    await c.db.query(
      `insert into channel (dispositif_id, key, connector, settings, secret, enabled, rate_per_minute, updated_at)
       values ($1, $2, $3, $4::jsonb, $5, $6, $7::int, clock_timestamp())
       on conflict (dispositif_id, key) do update set connector = excluded.connector, settings = excluded.settings,
         secret = excluded.secret, enabled = excluded.enabled, rate_per_minute = excluded.rate_per_minute,
         updated_at = excluded.updated_at`,
      [c.dispositif, key, connector, JSON.stringify(settings), sealed, enabled, rate ?? null],
    );
  }

  return {
    ...{ c, ent, mail, env, errors, process, ways },
    async configure(
      key: string,
      settings: object,
      more: { enabled?: boolean; secret?: object | null; connector?: string; rate?: number } = {},
    ) {
      const { login, password } = entcoreAccount;
      if (more.connector) return bare(key, more.connector, settings, more);
      const entcore = key === ENT;
      const secret =
        entcore && more.secret !== null
          ? lockAway(
              SERVER_SECRET,
              ownerOf({ dispositif_id: c.dispositif, key }),
              JSON.stringify(more.secret ?? { password }),
            )
          : null;
      const whole = entcore ? { url: ent.url, login, ...settings } : { pattern: LISTS, ...settings };
      await c.db.query(
        `insert into channel (dispositif_id, key, connector, settings, secret, enabled, updated_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, clock_timestamp())
         on conflict (dispositif_id, key) do update set settings = excluded.settings, secret = excluded.secret,
           enabled = excluded.enabled, updated_at = excluded.updated_at`,
        [
          c.dispositif,
          key,
          entcore ? "entcore" : "mail",
          JSON.stringify(whole),
          secret,
          more.enabled ?? true,
        ],
      );
    },
    health: async (key: string) =>
      (
        await c.db.query<{ health: string; health_detail: string | null }>(
          "select health, health_detail from channel where key = $1",
          [key],
        )
      )[0],
    async close() {
      for (const ways of opened) await ways.close();
      await ent.kill();
      await mail.kill();
      await c.db.close();
    },
  };
}
export type WaysOut = Awaited<ReturnType<typeof waysOut>>;
