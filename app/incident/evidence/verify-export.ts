import { type Entry, GENESIS } from "#app/engine/journal/entry.ts";
import { merkleRoot } from "#app/engine/journal/merkle.ts";
import { sealLeaf } from "#app/engine/journal/seal.ts";
import { type Bad, chainFollower, type Verified } from "#app/engine/journal/verify.ts";
import { recordLeaf } from "#app/engine/outbox/record.ts";
import type { NoticeRecord, SealFile } from "./contents.ts";
import { openExport } from "./open-export.ts";
import { type EvidenceFiles, readFiles } from "./read-files.ts";

export type VerifiedExport = Verified & {
  ref: string;
  deliveries: number;
  attachments: number;
  /** What the file does not prove yet: entries after the last seal, records still being sent. */
  notes: string[];
};

/**
 * Checks an evidence file without any database: the chain, the record of each notice against the root in the
 * journal, the attachments, and the seals.
 * @returns counts, and the first bad entry if any, named.
 * @throws Error when the file is no evidence file.
 */
export async function verifyExport(path: string): Promise<VerifiedExport> {
  const started = performance.now();
  const { texts, attachments } = await openExport(path);
  const read = readFiles(texts);
  const { dossier, lines, records, seals } = read;
  const chain = followChain(read);
  const bad =
    chain.bad ??
    checkRecords(records, chain.entries) ??
    checkAttachments(read, chain.entries, attachments) ??
    checkSeals(read);
  const sealed = Math.max(0, ...seals.flatMap((seal) => seqsOf(seal, dossier.id)));
  const notes = [
    sealed < lines.length ? `${lines.length - sealed} entrée(s) après le dernier sceau.` : "",
    ...records
      .filter((record) => record.state !== "sent")
      .map((record) => `Relevé « ${record.notice} » pas encore scellé.`),
  ].filter(Boolean);
  return {
    ref: dossier.ref,
    entries: chain.entries.length,
    chains: 1,
    seals: seals.length,
    deliveries: records.reduce((sum, record) => sum + record.lines.length, 0),
    attachments: dossier.attachments.length,
    seconds: (performance.now() - started) / 1000,
    bad,
    notes,
  };
}

function followChain({ dossier, lines }: EvidenceFiles): { entries: Entry[]; bad: Bad | null } {
  const follower = chainFollower();
  const entries: Entry[] = [];
  for (const [n, { payload, hash }] of lines.entries()) {
    const at = n + 1;
    let entry: Entry;
    try {
      entry = { ...JSON.parse(payload), hash };
    } catch {
      return { entries, bad: { dossier: dossier.ref, seq: at, why: "ligne illisible" } };
    }
    const bad = follower.next({ dossier_id: dossier.id, seq: entry.seq, type: entry.type, payload, hash });
    if (bad) return { entries, bad: { dossier: dossier.ref, seq: at, why: bad.why } };
    entries.push(entry);
  }
  const last = entries.at(-1);
  if (entries.length === dossier.revision && last?.hash === dossier.head) return { entries, bad: null };
  const why = `le dossier en est à l'entrée ${dossier.revision}, le journal s'arrête à ${entries.length} ou finit autrement`;
  return { entries, bad: { dossier: dossier.ref, seq: entries.length + 1, why } };
}

/** Each record against the last root that the journal holds for it; only a retry afterwards leaves one open. */
function checkRecords(records: NoticeRecord[], entries: Entry[]): Bad | null {
  const sealedAt = new Map<string, Entry>();
  for (const entry of entries)
    if (entry.type === "alerts.sent") sealedAt.set(String(entry.data.notice), entry);
  for (const [notice, entry] of sealedAt) {
    const record = records.find((one) => one.notice === notice);
    const bad = (why: string) => ({ dossier: `relevé ${notice}`, seq: entry.seq, why });
    if (!record) return bad("relevé des envois absent");
    const reopened = entries.some((one) => one.seq > entry.seq && one.type === "delivery.retried");
    if (record.state !== "sent" && reopened) continue;
    if (merkleRoot(record.lines.map(recordLeaf)) !== entry.data.root)
      return bad("les envois ne correspondent pas à la racine scellée au journal");
    if (record.root !== entry.data.root || record.sealedAt !== entry.at)
      return bad("la racine ou la date du relevé n'est pas celle du journal");
  }
  const stray = records.find((one) => one.state === "sent" && !sealedAt.has(one.notice));
  return stray
    ? { dossier: `relevé ${stray.notice}`, seq: 0, why: "relevé que le journal ne connaît pas" }
    : null;
}

function checkAttachments(
  { dossier }: EvidenceFiles,
  entries: Entry[],
  hashes: Record<string, string>,
): Bad | null {
  for (const { type, seq, data } of entries) {
    if (type !== "attachment.added") continue;
    const listed = dossier.attachments.find((one) => one.hash === data.hash);
    const bad = (why: string) => ({ dossier: dossier.ref, seq, why: `pièce jointe « ${data.name} » ${why}` });
    if (!listed || hashes[listed.file] === undefined) return bad("absente");
    if (hashes[listed.file] !== data.hash) return bad("altérée : son empreinte n'est pas celle du journal");
  }
  return null;
}

const seqsOf = (seal: SealFile, dossier: string) =>
  seal.leaves.filter((leaf) => leaf[0] === dossier).map((leaf) => leaf[1]);

function checkSeals({ dossier, lines, seals }: EvidenceFiles): Bad | null {
  let previous = GENESIS;
  for (const [n, seal] of seals.entries()) {
    const bad = (why: string) => ({ dossier: `sceau ${seal.id}`, seq: seal.id, why });
    if (seal.id !== n + 1 || seal.previous !== previous) return bad("sceau absent ou déplacé");
    const leaves = seal.leaves.map(([one, seq, hash]) => sealLeaf({ dossier: one, seq, hash }));
    if (merkleRoot([previous, ...leaves]) !== seal.root)
      return bad("la racine du sceau ne correspond pas à ses têtes de chaîne");
    const moved = seal.leaves.find(([one, seq, hash]) => one === dossier.id && lines[seq - 1]?.hash !== hash);
    if (moved) return { dossier: dossier.ref, seq: moved[1], why: `réécrit après le sceau ${seal.id}` };
    previous = seal.root;
  }
  return null;
}
