import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Sql } from "../platform/database/database.ts";
import type { MailState } from "./mail-state.ts";

/** A row that was not taken, told so that somebody can go and mend it. */
export type Refusal = { file: string; line: number | null; key?: string; reason: string };

/** What an import did; kept in ImportRun. Rows of the file are added, changed or left; the rest is `counted`. */
export type Report = {
  kind: "annuaire" | "aaf" | "convention" | "calendrier";
  file: string;
  dryRun: boolean;
  /** What happens to a bad row and to a broken file, in French. */
  policy: string;
  added: number;
  changed: number;
  left: number;
  closed: number;
  counted: Record<string, number>;
  refused: Refusal[];
  mails: Record<MailState | "missing", number>;
};

export type Progress = (at: { done: number; total: number; rows: number }) => void;

/** The whole file is refused and nothing of it was imported; the message is a French sentence. */
export class ImportRefused extends Error {
  override name = "ImportRefused";
  readonly file: string;
  readonly line: number | null;
  constructor(file: string, line: number | null, reason: string) {
    super(`${file}${line === null ? "" : `:${line}`} : ${reason}`);
    this.file = file;
    this.line = line;
  }
}

export const POLICY =
  "Une ligne fautive est refusée et nommée, les autres sont importées ; un fichier dont la structure est cassée n'est pas importé du tout.";

export const newReport = (kind: Report["kind"], file: string, dryRun: boolean): Report => ({
  kind,
  file,
  dryRun,
  policy: POLICY,
  added: 0,
  changed: 0,
  left: 0,
  closed: 0,
  counted: {},
  refused: [],
  mails: { ok: 0, derived: 0, invalid: 0, missing: 0 },
});

export const count = (report: Report, what: string, n = 1) => {
  report.counted[what] = (report.counted[what] ?? 0) + n;
};

/** SHA-256 of files read as a stream, so that a run can be traced to what was read. */
export async function hashFiles(paths: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Writes the run beside what it did, in the same transaction. */
export async function saveRun(sql: Sql, report: Report, hash: string, startedAt: Date, endedAt: Date) {
  const { refused, kind, file, ...counts } = report;
  await sql.query(
    `insert into import_run (kind, file, hash, counts, refused, started_at, ended_at)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7)`,
    [kind, file, hash, JSON.stringify(counts), JSON.stringify(refused), startedAt, endedAt],
  );
}
