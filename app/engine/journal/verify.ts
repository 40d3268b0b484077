import type { Database, Sql } from "#app/platform/database/database.ts";
import { GENESIS, payloadEnd, sha256 } from "./entry.ts";
import { merkleRoot } from "./merkle.ts";
import { sealLeaf } from "./seal.ts";

export type Row = { dossier_id: string; seq: number; type: string; payload: string; hash: string };
export type Bad = { dossier: string; seq: number; why: string };
export type Verified = { entries: number; chains: number; seals: number; seconds: number; bad: Bad | null };

/** Follows one chain after another; rows must come by dossier, then by number. */
export function chainFollower() {
  let dossier = "";
  let seq = 0;
  let prev = GENESIS;
  let chains = 0;
  let entries = 0;
  return {
    /** @returns what is wrong with this row, or null. */
    next(row: Row): Bad | null {
      if (row.dossier_id !== dossier) {
        dossier = row.dossier_id;
        seq = 0;
        prev = GENESIS;
        chains += 1;
      }
      seq += 1;
      entries += 1;
      if (row.seq !== seq) return bad(row, `entrée ${seq} absente ou déplacée (trouvé : ${row.seq})`);
      if (!row.payload.endsWith(payloadEnd(dossier, seq, prev, row.type)))
        return bad(row, "le contenu ne suit pas l'entrée précédente");
      if (sha256(row.payload) !== row.hash) return bad(row, "l'empreinte ne correspond pas au contenu");
      prev = row.hash;
      return null;
    },
    counts: () => ({ chains, entries }),
  };
}

const bad = ({ dossier_id, seq }: Row, why: string): Bad => ({ dossier: dossier_id, seq, why });

const PAGE = 10_000;

/** Rows of the journal by dossier and number, read ahead by one page so that hashing and reading overlap. */
async function* journalPages(sql: Sql): AsyncGenerator<Row[]> {
  const page = (after: [string, number]) =>
    sql.query<Row>(
      `select dossier_id, seq, type, payload, hash from journal_entry
        where (dossier_id, seq) > ($1::uuid, $2::int) order by dossier_id, seq limit ${PAGE}`,
      after,
      true,
    );
  let pending = page(["00000000-0000-0000-0000-000000000000", 0]);
  for (;;) {
    const rows = await pending;
    const last = rows.at(-1);
    if (last && rows.length === PAGE) pending = page([last.dossier_id, last.seq]);
    yield rows;
    if (!last || rows.length < PAGE) return;
  }
}

/**
 * Checks every chain, every dossier's head against its chain, and every seal.
 * @returns counts, speed, and the first bad entry if any.
 */
export async function verify(
  db: Database,
  onProgress: (entries: number) => void = () => {},
): Promise<Verified> {
  const started = performance.now();
  const follower = chainFollower();
  // The server looks at heads and seals while the entries are hashed here.
  const others = Promise.all([headsHold(db), sealsHold(db)]);
  others.catch(() => {});
  let bad: Bad | null = null;
  pages: for await (const rows of journalPages(db)) {
    for (const row of rows) {
      bad = follower.next(row);
      if (bad) break pages;
    }
    onProgress(follower.counts().entries);
  }
  const [headless, seals] = await others;
  bad ??= headless ?? (await beyondHeads(db, follower.counts().entries)) ?? seals.bad;
  const seconds = (performance.now() - started) / 1000;
  return { ...follower.counts(), seals: seals.count, seconds, bad };
}

/** A chain cut at its end is whole in itself: the dossier's own row says how long it must be, and where it stands. */
async function headsHold(sql: Sql): Promise<Bad | null> {
  const [row] = await sql.query<{ dossier: string; revision: number; last: number }>(
    `select d.id dossier, d.revision, (select coalesce(max(seq), 0) from journal_entry where dossier_id = d.id) last
       from dossier d left join journal_entry j on j.dossier_id = d.id and j.seq = d.revision
      where j.hash is distinct from d.head order by 1 limit 1`,
  );
  if (!row) return null;
  const { dossier, revision, last } = row;
  if (revision <= last)
    return { dossier, seq: revision, why: "le dossier ne correspond pas à la fin de sa chaîne" };
  const why = `chaîne tronquée : le dossier en est à l'entrée ${revision}, le journal s'arrête à ${last}`;
  return { dossier, seq: last + 1, why };
}

/** Where every head holds, entries too many show in their number; only then is the journal searched for them. */
async function beyondHeads(sql: Sql, entries: number): Promise<Bad | null> {
  const [heads] = await sql.query<{ sum: number }>(
    "select coalesce(sum(revision), 0)::bigint sum from dossier",
  );
  if (heads?.sum === entries) return null;
  const [row] = await sql.query<{ dossier: string; seq: number }>(
    `select j.dossier_id dossier, j.seq from journal_entry j left join dossier d on d.id = j.dossier_id
      where d.id is null or j.seq > d.revision order by 1, 2 limit 1`,
  );
  return row ? { ...row, why: "entrée de trop : le dossier n'en est pas là" } : null;
}

/** A database administrator can rewrite a whole chain and its head; the seals made before say otherwise. */
async function sealsHold(sql: Sql): Promise<{ count: number; bad: Bad | null }> {
  const [moved] = await sql.query<{ dossier: string; seq: number; id: number }>(
    `select l.dossier_id dossier, l.seq, l.seal_id id from seal_leaf l
       left join journal_entry j on j.dossier_id = l.dossier_id and j.seq = l.seq
      where j.hash is distinct from l.hash order by l.seal_id, l.dossier_id limit 1`,
  );
  if (moved)
    return {
      count: 0,
      bad: { dossier: moved.dossier, seq: moved.seq, why: `réécrit après le sceau ${moved.id}` },
    };
  const seals = await sql.query<{ id: number; root: string; previous: string; leaves: number }>(
    "select id, root, previous, leaves from seal order by id",
  );
  let previous = GENESIS;
  for (const [n, one] of seals.entries()) {
    const bad = (why: string) => ({ count: n, bad: { dossier: `sceau ${one.id}`, seq: one.id, why } });
    if (one.id !== n + 1 || one.previous !== previous) return bad("sceau absent ou déplacé");
    const heads = await sql.query<{ dossier: string; seq: number; hash: string }>(
      "select dossier_id dossier, seq, hash from seal_leaf where seal_id = $1 order by dossier_id",
      [one.id],
    );
    if (heads.length !== one.leaves || merkleRoot([previous, ...heads.map(sealLeaf)]) !== one.root)
      return bad("la racine du sceau ne correspond pas à ses têtes de chaîne");
    previous = one.root;
  }
  return { count: seals.length, bad: null };
}
