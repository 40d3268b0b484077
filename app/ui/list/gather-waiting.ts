import type { WaitingLine } from "./waiting-line.ts";

/** Lines shown before the reader asks for more: what fits on a phone without losing the first one. */
const FIRST = 6;
/** Something asked without an end is asked now: it comes after what ends within the week, before what can wait. */
const WITHOUT_END = 7 * 86_400_000;

/** The subject that holds them all. */
export const EVERYTHING = "tout";

export type WaitingDossier = WaitingLine & {
  /** Other things that the same dossier asks. */
  more: number;
};
export type Gathered = {
  shown: WaitingDossier[];
  /** First part of the path of each subject, and how many dossiers ask something in it; most first. */
  subjects: { subject: string; count: number }[];
  total: number;
};

/** The first part of where a line leads: "incidents", "liste-blanche". */
const subjectOf = ({ to }: WaitingLine) => to.split(/[/#?]/)[1] ?? "";

/**
 * What waits, one line a dossier, the most pressing first. Unless a subject is asked for ("tout" is all of them), the
 * first six, and where the others are.
 */
export function gatherWaiting(
  lines: readonly WaitingLine[],
  { subject, now }: { subject: string | null; now: Date },
): Gathered {
  const undated = new Date(now.getTime() + WITHOUT_END).toISOString();
  const byDossier = new Map<string, WaitingDossier>();
  for (const line of [...lines].sort((a, b) => (a.dueAt ?? undated).localeCompare(b.dueAt ?? undated))) {
    const known = byDossier.get(line.ref);
    if (known) known.more += 1;
    else byDossier.set(line.ref, { ...line, more: 0 });
  }
  const all = [...byDossier.values()];
  const counts = new Map<string, number>();
  for (const one of all) counts.set(subjectOf(one), (counts.get(subjectOf(one)) ?? 0) + 1);
  return {
    shown: subject
      ? all.filter((one) => subject === EVERYTHING || subjectOf(one) === subject)
      : all.slice(0, FIRST),
    subjects: [...counts].map(([subject, count]) => ({ subject, count })).sort((a, b) => b.count - a.count),
    total: all.length,
  };
}
