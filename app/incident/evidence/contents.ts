import { NotFound } from "#app/engine/errors.ts";
import { type RecordLine, recordLines } from "#app/engine/outbox/record.ts";
import type { Sql } from "#app/platform/database/database.ts";

/** Files of an evidence file and what they hold. Field names are a format that outlives this program. */
export type DossierFile = {
  format: "tocsin-preuve";
  version: 1;
  id: string;
  ref: string;
  kind: string;
  title: string;
  state: string;
  revision: number;
  head: string;
  exercise: boolean;
  openedAt: string;
  changedAt: string;
  closedAt: string | null;
  dispositif: string;
  convention: { key: string; version: string; title: string; hash: string };
  place: { key: string; name: string };
  machine: { name: string; version: number };
  attachments: { file: string; hash: string; name: string; mime: string; size: number; addedAt: string }[];
  exportedAt: string;
};
/** `payload` exactly as stored and hashed: its SHA-256 is `hash`. */
export type JournalLine = { payload: string; hash: string };
export type NoticeRecord = {
  notice: string;
  template: string;
  state: string;
  root: string | null;
  sealedAt: string | null;
  lines: RecordLine[];
};
/** `leaves` are [dossier, seq, hash]; the root is over the root before and the leaves (RFC 6962). */
export type SealFile = {
  id: number;
  at: string;
  root: string;
  previous: string;
  leaves: [string, number, string][];
  token?: string;
};

/** @throws NotFound */
export async function dossierFile(sql: Sql, ref: string, now: Date): Promise<DossierFile> {
  type Row = Omit<DossierFile, "format" | "version" | "attachments" | "exportedAt">;
  const [row] = await sql.query<Row>(
    `select d.id, d.ref, d.kind, d.title, d.state, d.revision, d.head, d.exercise, d.opened_at "openedAt",
            d.changed_at "changedAt", d.closed_at "closedAt", p.key dispositif,
            json_build_object('key', c.key, 'version', c.version, 'title', c.title, 'hash', c.hash) convention,
            json_build_object('key', o.key, 'name', o.name) place,
            json_build_object('name', d.machine, 'version', d.machine_version) machine
       from dossier d join dispositif p on p.id = d.dispositif_id join convention c on c.id = d.convention_id
       join organisation o on o.id = d.organisation_id where d.ref = $1`,
    [ref],
  );
  if (!row) throw new NotFound(`Aucun dossier ne porte la référence « ${ref.slice(0, 40)} ».`);
  const attachments = await sql.query<Omit<DossierFile["attachments"][number], "file">>(
    `select hash, name, mime, size, added_at "addedAt" from attachment where dossier_id = $1 order by added_at, hash`,
    [row.id],
  );
  return {
    format: "tocsin-preuve",
    version: 1,
    ...row,
    attachments: attachments.map((one) => ({
      file: `attachments/${one.hash}.${one.name.split(".").at(-1)}`,
      ...one,
    })),
    exportedAt: now.toISOString(),
  };
}

export const journalLines = (sql: Sql, dossier: string) =>
  sql.query<JournalLine>("select payload, hash from journal_entry where dossier_id = $1 order by seq", [
    dossier,
  ]);

/** The delivery record of each notice, line by line as its root sealed it. */
export async function noticeRecords(sql: Sql, dossier: string): Promise<NoticeRecord[]> {
  const notices = await sql.query<
    Omit<NoticeRecord, "lines" | "sealedAt"> & { id: string; sealed_at: Date | null }
  >(
    "select id, key notice, template, state, root, sealed_at from notice where dossier_id = $1 order by created_at, key",
    [dossier],
  );
  const records: NoticeRecord[] = [];
  for (const { id, sealed_at, ...notice } of notices) {
    const lines: RecordLine[] = [];
    for await (const line of recordLines(sql, id)) lines.push(line);
    records.push({ ...notice, sealedAt: sealed_at?.toISOString() ?? null, lines });
  }
  return records;
}

/** All seals from the first to the newest that covers the dossier: each holds the root of the one before. */
export async function sealFiles(sql: Sql, dossier: string): Promise<SealFile[]> {
  const seals = await sql.query<{
    id: number;
    at: Date;
    root: string;
    previous: string;
    token: Uint8Array | null;
  }>(
    `select id, at, root, previous, token from seal
      where id <= (select max(seal_id) from seal_leaf where dossier_id = $1) order by id`,
    [dossier],
  );
  const files: SealFile[] = [];
  for (const { token, at, ...seal } of seals) {
    const leaves = await sql.query<{ dossier: string; seq: number; hash: string }>(
      "select dossier_id dossier, seq, hash from seal_leaf where seal_id = $1 order by dossier_id",
      [seal.id],
    );
    files.push({
      ...seal,
      at: at.toISOString(),
      leaves: leaves.map((leaf) => [leaf.dossier, leaf.seq, leaf.hash]),
      ...(token && { token: Buffer.from(token).toString("base64") }),
    });
  }
  return files;
}
