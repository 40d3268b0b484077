import type { Recipient } from "#app/engine/preview.ts";

export type PreviewLine = {
  key: string;
  fn: string;
  departement: string | null;
  people: number;
  missing: number;
};
export type TestPreview = {
  people: number;
  missing: number;
  lines: PreviewLine[];
  /** The first who have no address. */
  gaps: { fn: string; organisation: string; key: string }[];
};
const NAMED = 30;

/** Who would be reached, by function and département, and who has no address. */
export function previewOf(recipients: readonly Recipient[]): TestPreview {
  const lines = new Map<string, PreviewLine>();
  for (const { alert, departement, address } of recipients) {
    const key = `${alert} ${departement ?? ""}`;
    const line = lines.get(key) ?? { key, fn: alert, departement, people: 0, missing: 0 };
    if (address === null) line.missing += 1;
    else line.people += 1;
    lines.set(key, line);
  }
  const gaps = recipients.filter(({ address }) => address === null);
  return {
    people: recipients.length - gaps.length,
    missing: gaps.length,
    lines: [...lines.values()].sort((a, b) => a.key.localeCompare(b.key, "fr")),
    gaps: gaps
      .slice(0, NAMED)
      .map((one) => ({ fn: one.alert, organisation: one.organisation_name, key: one.organisation_key })),
  };
}
