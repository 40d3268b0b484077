import { ImapFlow } from "imapflow";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { type Recorded, recordReturn } from "./record-return.ts";

export type MailboxOptions = {
  /** imaps://user:password@host:993/INBOX; imap:// only for tests and servers of this machine. */
  url: string;
  /** Messages read at one turn: the rest is read at the next. */
  most?: number;
  timeoutMs?: number;
  onError: (error: unknown) => void;
};
/** How far the mailbox was read: RFC 3501's UIDs only grow while UIDVALIDITY stays. */
type Cursor = { uidValidity: string; uid: number };

const MOST = 500;
/** What is read of a message: a report stands at its beginning, an attachment of 30 MB behind it is left. */
const LONGEST = 262_144;
const PAGE = 25;
/** A mailbox met for the first time may hold years of mail; a message of ours comes back within days. */
const FIRST_DAYS = 7;
const KEY = "mail-returns";

/**
 * Reads what came into the mailbox since the last turn, and changes nothing there.
 * @returns how many of each kind.
 * @throws Error when the mailbox cannot be opened; what was read before that is kept.
 */
export async function readMailbox(db: Database, now: Date, options: MailboxOptions) {
  const { most = MOST, onError } = options;
  const client = connect(options);
  const counts: Partial<Record<Recorded, number>> = {};
  client.on("error", onError);
  await client.connect();
  try {
    const box = await client.mailboxOpen(folderOf(options.url), { readOnly: true });
    const uidValidity = String(box.uidValidity);
    let cursor = await cursorOf(db);
    if (cursor?.uidValidity !== uidValidity) cursor = { uidValidity, uid: 0 };
    const fresh = await uidsAfter(client, cursor, box.uidNext, now);
    for (let n = 0; n < Math.min(fresh.length, most); n += PAGE) {
      const page = fresh.slice(n, Math.min(n + PAGE, most));
      for await (const { uid, source } of client.fetch(
        page,
        { uid: true, source: { maxLength: LONGEST } },
        { uid: true },
      )) {
        if (!source) continue;
        const kind = await recordReturn(db, source, now).catch((error: unknown) => {
          // One message that cannot be read must not stop those behind it; a database away stops all.
          if (isDatabase(error)) throw error;
          onError(error);
          return "unknown" as const;
        });
        counts[kind] = (counts[kind] ?? 0) + 1;
        cursor = { uidValidity, uid: Math.max(cursor.uid, uid) };
      }
      await keepCursor(db, { uidValidity, uid: Math.max(cursor.uid, page.at(-1) ?? 0) });
    }
    return counts;
  } finally {
    await client.logout().catch(() => client.close());
  }
}

const isDatabase = (error: unknown) =>
  /^([0-9A-Z]{5}|E[A-Z]+)$/.test(String((error as { code?: unknown }).code ?? ""));

function connect({ url, timeoutMs = 20_000 }: MailboxOptions): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "imaps:";
  return new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
  });
}

const folderOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1)) || "INBOX";

async function uidsAfter(client: ImapFlow, cursor: Cursor, next: number, now: Date): Promise<number[]> {
  if (cursor.uid > 0 && cursor.uid + 1 >= next) return [];
  const since = new Date(now.getTime() - FIRST_DAYS * 86_400_000);
  const found = await client.search(cursor.uid > 0 ? { uid: `${cursor.uid + 1}:*` } : { since }, {
    uid: true,
  });
  // « n:* » always finds the last message, read before or not.
  return (found || []).filter((uid) => uid > cursor.uid).sort((a, b) => a - b);
}

async function cursorOf(sql: Sql): Promise<Cursor | null> {
  const [row] = await sql.query<{ value: Cursor }>("select value from setting where key = $1", [KEY]);
  return row?.value ?? null;
}

/** Two instances may read at once: each message counts once, and the cursor never goes back. */
async function keepCursor(sql: Sql, cursor: Cursor): Promise<void> {
  await sql.query(
    `insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value
      where setting.value->>'uidValidity' <> excluded.value->>'uidValidity'
         or (setting.value->>'uid')::bigint < (excluded.value->>'uid')::bigint`,
    [KEY, JSON.stringify(cursor)],
  );
}
