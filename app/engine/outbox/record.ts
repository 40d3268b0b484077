import canonicalize from "canonicalize";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { dispatch } from "../dispatch.ts";
import { each, faults } from "../faults.ts";
import { sha256 } from "../journal/entry.ts";
import { merkleTree } from "../journal/merkle.ts";
import { receiptFor } from "../receipt.ts";

const outbox = { kind: "system" as const, id: "outbox", name: "Expéditeur" };
const PAGE = 1_000;
type OnError = (error: unknown) => void;
const rethrow: OnError = (error) => {
  throw error;
};

/** One delivery as the record seals it: an auditor rebuilds the root from an export. */
export type RecordLine = {
  id: string;
  organisation: string;
  function: string;
  channel: string;
  address: string;
  state: string;
  sentAt: string | null;
  providerId: string | null;
};

/** Lines of a notice's delivery record, by id, page by page: memory stays flat at 60,000. */
export async function* recordLines(sql: Sql, notice: string): AsyncGenerator<RecordLine> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await sql.query<RecordLine & { sent: Date | null }>(
      `select id, organisation_id organisation, function, channel, address, state, sent_at sent, provider_id "providerId"
         from delivery where notice_id = $1 and id > $2 order by id limit ${PAGE}`,
      [notice, after],
    );
    for (const { sent, ...row } of rows) yield { ...row, sentAt: sent?.toISOString() ?? null };
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as RecordLine).id;
  }
}

export const recordLeaf = (line: RecordLine) => canonicalize(line) as string;

/**
 * Seals the delivery record of each notice that has no delivery left to do, as one root hash in the journal.
 * That event is also what meets the 48 h clocks: the alerts have left (MBN-4.4, NAN-P2-4, BEA-6).
 */
export async function sealFinished(
  db: Database,
  notices: string[],
  now: Date,
  onError: OnError = rethrow,
): Promise<void> {
  const done = await db.query<{ id: string; dossier_id: string; key: string }>(
    `select n.id, n.dossier_id, n.key from notice n
      where n.id = any($1::uuid[]) and n.id <> all($2::uuid[]) and n.state = 'sending' and not exists (
        select 1 from delivery d where d.notice_id = n.id and d.state in ('queued', 'sending', 'held'))`,
    [notices, faults(db, now).waiting()],
  );
  const sealOne = async (notice: (typeof done)[number]) => {
    const tree = merkleTree();
    const counts = { sent: 0, failed: 0, cancelled: 0 };
    // In an exercise, what would have left counts as sent and is named apart.
    let simulated = 0;
    for await (const line of recordLines(db, notice.id)) {
      tree.add(recordLeaf(line));
      const left = line.state === "sent" || line.state === "simulated";
      counts[left ? "sent" : line.state === "cancelled" ? "cancelled" : "failed"] += 1;
      if (line.state === "simulated") simulated += 1;
    }
    const data = { notice: notice.key, root: tree.root(), ...counts, ...(simulated > 0 && { simulated }) };
    // Two workers may finish the same notice at once: it is sealed once.
    const receipt = receiptFor(outbox.id, `sealed:${notice.id}:${data.root}`, data);
    await dispatch(db, {
      dossier: notice.dossier_id,
      type: "alerts.sent",
      data,
      by: outbox,
      at: now,
      receipt,
    });
  };
  await each(db, now, done, sealOne, onError);
}

/** Addresses that refused or stayed silent: fall back to the substitute and the level above, and tell a person. */
export async function reportFailures(
  db: Database,
  ids: string[],
  now: Date,
  onError: OnError = rethrow,
): Promise<void> {
  type Failed = { id: string; dossier_id: string; key: string; ids: string[]; reason: string; at: Date };
  const failed = await db.query<Failed>(
    `select n.id, d.dossier_id, n.key, array_agg(d.id order by d.id) ids, coalesce(min(coalesce(d.last_error, d.failure)), '') reason,
            max(d.claimed_at) at
       from delivery d join notice n on n.id = d.notice_id where d.id = any($1::uuid[]) and n.id <> all($2::uuid[]) group by 1, 2, 3`,
    [ids, faults(db, now).waiting()],
  );
  const reportOne = async ({ dossier_id, key, ids: deliveries, reason, at }: Failed) => {
    const data = { notice: key, deliveries, count: deliveries.length, reason };
    const receipt = receiptFor(outbox.id, `failed:${sha256(deliveries.join())}:${at?.toISOString()}`, null);
    await dispatch(db, {
      dossier: dossier_id,
      type: "deliveries.failed",
      data,
      by: outbox,
      at: now,
      receipt,
    });
  };
  await each(db, now, failed, reportOne, onError);
}
