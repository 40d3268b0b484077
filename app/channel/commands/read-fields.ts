import type { AnyConnector } from "../connectors/connector.ts";

/**
 * The fields of a form as settings: « words.families » goes within « words », an empty field is as if it were not
 * there (its default holds), and one that is required and has no default is empty, so that its own sentence is said.
 */
export function readFields(
  { fields, proposed }: AnyConnector,
  given: Record<string, string>,
): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { name, kind, required } of fields) {
    if (kind === "secret") continue;
    const value = given[name]?.trim() ? given[name] : undefined;
    const at = name.indexOf(".");
    const within = at > 0 ? name.slice(0, at) : "";
    if (within) {
      const inner = (all[within] ?? {}) as Record<string, unknown>;
      all[within] = inner;
      if (value !== undefined) inner[name.slice(at + 1)] = value;
    } else if (value !== undefined) all[name] = value;
    else if (required && !proposed[name]) all[name] = "";
  }
  return all;
}

/** @returns messages a minute; null: as the connector proposes. */
export function readRate(text: string | undefined): number | null | "wrong" {
  const given = (text ?? "").replace(/\s/g, "");
  if (!given) return null;
  const rate = Number(given);
  return Number.isInteger(rate) && rate >= 1 && rate <= 60_000 ? rate : "wrong";
}
