/** A month as counts of states; `key`: YYYY-MM. */
export type Month = { key: string; total: number; states: { state: string; count: number }[] };
type Count = { key: string; state: string; count: number };
/** Longest line that stays readable: what ends later is in the table alone. */
const MOST = 48;

export const monthOf = (at: Date) => at.toISOString().slice(0, 7);
const after = (key: string) => {
  const [year = 0, month = 1] = key.split("-").map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
};

/**
 * Months one after the other, those without an end among them: a gap is seen as one. From the first end, or this
 * month when all are to come.
 */
export function monthsOf(counts: readonly Count[], thisMonth: string): Month[] {
  const by = new Map<string, Month>();
  for (const { key, state, count } of counts) {
    const month = by.get(key) ?? { key, total: 0, states: [] };
    by.set(key, { ...month, total: month.total + count, states: [...month.states, { state, count }] });
  }
  const keys = [...by.keys(), thisMonth].sort();
  const [first, last] = [keys[0] ?? thisMonth, keys.at(-1) ?? thisMonth];
  const line: Month[] = [];
  for (let key = first; key <= last && line.length < MOST; key = after(key))
    line.push(by.get(key) ?? { key, total: 0, states: [] });
  return line;
}
