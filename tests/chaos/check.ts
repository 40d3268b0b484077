import { verify } from "#app/engine/journal/verify.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Acknowledged } from "./load.ts";

export type Found = { counts: Record<string, number>; violations: string[] };

/** What must hold once everything is quiet again, however often the server was killed. */
export async function check(
  db: Database,
  { done, seen, timed }: { done: Acknowledged; seen: Map<string, number>; timed: string[] },
): Promise<Found> {
  const violations: string[] = [];
  const complain = (what: string, list: string[]) => {
    if (list.length > 0) violations.push(`${what}: ${list.length} (${list.slice(0, 3).join(", ")})`);
  };
  const { bad, entries, chains } = await verify(db);
  if (bad) violations.push(`chain broken: ${bad.dossier} ${bad.seq} ${bad.why}`);

  const journal = await db.query<{
    dossier: string;
    seq: number;
    type: string;
    hash: string;
    payload: string;
  }>("select dossier_id dossier, seq, type, hash, payload from journal_entry");
  const times = new Map<string, number>();
  const at = new Map(journal.map((entry) => [`${entry.dossier} ${entry.seq}`, entry.hash]));
  for (const { payload } of journal) {
    const marker = /(?:Chaos |"text":")([0-9a-f-]{36})"/.exec(payload)?.[1];
    if (marker) times.set(marker, (times.get(marker) ?? 0) + 1);
  }
  complain(
    "acknowledged command lost",
    [...done.markers.keys()].filter((marker) => !times.has(marker)),
  );
  complain(
    "command done twice",
    [...times].filter(([, n]) => n > 1).map(([marker]) => marker),
  );
  const last = new Map<string, number>();
  for (const { dossier, seq } of journal) last.set(dossier, Math.max(seq, last.get(dossier) ?? 0));
  complain(
    "acknowledged revision lost",
    [...done.markers.values()].filter((m) => (last.get(m.dossier) ?? 0) < m.revision).map((m) => m.dossier),
  );
  complain(
    "entry read back and changed since",
    [...done.entries].filter(([key, hash]) => at.get(key) !== hash).map(([key]) => key),
  );

  const deliveries = await db.query<{ id: string; state: string; attempts: number; acked: boolean }>(
    "select id, state, attempts, acked_at is not null acked from delivery",
  );
  const kept = deliveries.filter((one) => one.state !== "cancelled");
  complain(
    "delivery not sent",
    kept.filter((one) => one.state !== "sent").map((one) => `${one.id} ${one.state}`),
  );
  complain(
    "delivery never seen by the mail server",
    kept.filter((one) => !seen.has(one.id)).map((one) => one.id),
  );
  const acked = new Set(deliveries.filter((one) => one.acked).map((one) => one.id));
  complain(
    "acknowledgement lost",
    [...done.acks].filter((id) => !acked.has(id)),
  );
  // A claim more than one is a claim that a killed process left behind.
  const left = kept.reduce((sum, one) => sum + Math.max(0, one.attempts - 1), 0);
  const duplicates = [...seen.values()].reduce((sum, n) => sum + n - 1, 0);
  complain(
    "seen more often than claimed",
    kept.filter((one) => (seen.get(one.id) ?? 0) > one.attempts).map((one) => one.id),
  );
  if (duplicates > left)
    violations.push(`${duplicates} duplicates for ${left} claims in flight at the kills`);

  const rung = new Map<string, number>();
  for (const { dossier, type, payload } of journal)
    if (type === "deadline.reached" && payload.includes('"remind-alert-1"'))
      rung.set(dossier, (rung.get(dossier) ?? 0) + 1);
  complain(
    "deadline not fired exactly once",
    timed
      .filter((dossier) => rung.get(dossier) !== 1)
      .map((dossier) => `${dossier} ${rung.get(dossier) ?? 0}`),
  );
  return {
    counts: {
      commands: done.markers.size,
      unanswered: done.unsure.size,
      acknowledgements: done.acks.size,
      entries,
      chains,
      deliveries: kept.length,
      duplicates,
      "in flight at the kills": left,
      deadlines: timed.length,
    },
    violations,
  };
}
