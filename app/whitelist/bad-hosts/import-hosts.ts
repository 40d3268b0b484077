import { touchedRequests } from "#app/engine/asked/hosts.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { badHosts as words } from "#app/messages/whitelist-hosts.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import type { TouchedRequest } from "#machines/host-list/v1/events.ts";
import { type BadHost, type ReadHosts, readHosts } from "./read-hosts.ts";

/** One list as it was given. `source`: its name, by which its next import replaces it. */
export type HostList = { source: string; file: string; text: string };
export type HostsImport = Omit<ReadHosts, "hosts"> & {
  added: number;
  changed: number;
  removed: number;
  left: number;
  /** Requests and applications that one of their hosts puts on the list: told of it after the import. */
  touched: TouchedRequest[];
};
const BATCH = 5_000;
const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/** The text of a file. @throws InputRefused for what is no text */
export function textOf(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new InputRefused([{ path: "file", message: words.wrong.binary }]);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What that import would change; nothing is changed. @throws InputRefused when no host was read */
export async function previewHosts(
  db: Database,
  { source, text }: Omit<HostList, "file">,
): Promise<HostsImport> {
  return (await compared(db, source, text)).report;
}

/**
 * Imports a list: of the same name it is replaced whole, so a host that it no longer names is no longer barred by it.
 * Twice changes nothing. Whatever is concerned is checked again at once.
 * @throws InputRefused when no host was read
 */
export async function importHosts(db: Database, list: HostList, now: Date): Promise<HostsImport> {
  const { report, hosts } = await compared(db, list.source, list.text);
  await db.transaction(async (sql) => {
    for (let n = 0; n < hosts.length; n += BATCH)
      await sql.query(
        `insert into bad_host (host, source, reason, added_at)
         select e.host, $2, e.reason, $3::timestamptz from jsonb_to_recordset($1::jsonb) e(host text, reason text)
         on conflict (host, source) do update set reason = excluded.reason where bad_host.reason <> excluded.reason`,
        [JSON.stringify(hosts.slice(n, n + BATCH)), list.source, now.toISOString()],
      );
    if (report.removed > 0)
      await sql.query("delete from bad_host where source = $1 and not (host = any($2::text[]))", [
        list.source,
        hosts.map(({ host }) => host),
      ]);
    await keepRun(sql, list, report, now);
  });
  for (const one of report.touched) await tellOf(db, list, one, now);
  return report;
}

async function compared(
  sql: Sql,
  source: string,
  text: string,
): Promise<{ report: HostsImport; hosts: BadHost[] }> {
  if (!source.trim() || source.length > 60)
    throw new InputRefused([{ path: "source", message: words.wrong.source }]);
  const { hosts, ...read } = readHosts(text);
  // An empty or foreign file must not empty a list.
  if (hosts.length === 0) throw new InputRefused([{ path: "file", message: words.wrong.nothing }]);
  const known = new Map(
    (await sql.query<BadHost>("select host, reason from bad_host where source = $1", [source])).map(
      ({ host, reason }) => [host, reason],
    ),
  );
  const there = hosts.filter(({ host }) => known.has(host));
  const changed = there.filter(({ host, reason }) => known.get(host) !== reason).length;
  const report = {
    ...read,
    added: hosts.length - there.length,
    changed,
    left: there.length - changed,
    removed: known.size - there.length,
    touched: await touchedRequests(
      sql,
      // Whom the list named already was told then.
      hosts.flatMap(({ host }) => (known.has(host) ? [] : [host])),
      null,
    ),
  };
  return { report, hosts };
}

/**
 * Told that a list names it: where it is approved people look again, before that the checks do. One that ended
 * meanwhile refuses, and that is all.
 */
async function tellOf(
  db: Database,
  list: HostList,
  { dossier, host }: TouchedRequest,
  at: Date,
): Promise<void> {
  try {
    const by = { name: list.source };
    const data = { host, reason: `liste « ${list.source} »`, by };
    await dispatch(db, { dossier, type: "host.reported", data, by: console_, at });
  } catch (error) {
    if (!(error instanceof RuleRefused) && !(error instanceof Conflict)) throw error;
  }
}

const keepRun = (sql: Sql, { file, source, text }: HostList, report: HostsImport, now: Date) =>
  sql.query(
    `insert into import_run (kind, file, hash, counts, refused, started_at, ended_at)
     values ('hotes-signales', $1, $2, $3::jsonb, $4::jsonb, $5, $5)`,
    [
      file === source ? file : `${source} (${file})`,
      sha256(text),
      JSON.stringify({
        ...{ added: report.added, changed: report.changed, left: report.left, closed: report.removed },
        mails: { ok: 0, derived: 0, invalid: 0, missing: 0 },
        policy:
          "Une ligne fautive est refusée et nommée, les autres sont importées ; la liste de même nom est remplacée.",
      }),
      JSON.stringify(
        report.refused
          .slice(0, 1_000)
          .map(({ line, text: said, reason }) => ({ file, line, key: said, reason })),
      ),
      now.toISOString(),
    ],
  );
