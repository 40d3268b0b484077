export type Values = Record<string, string | string[]>;

const PLACE = /\{([a-z]+)\}/g;
const text = (value: string | string[] | undefined, place: string) =>
  value === undefined ? place : Array.isArray(value) ? value.join(",") : value;
const filled = (pattern: string, values: Values, as: (value: string) => string = (value) => value) =>
  pattern.replace(PLACE, (place, name: string) =>
    Object.hasOwn(values, name) ? as(text(values[name], place)) : place,
  );

/** Names of the places of a pattern that nothing fills. */
export const unknownPlaces = (pattern: string, known: readonly string[]): string[] => [
  ...new Set(
    [...pattern.matchAll(PLACE)].map(([, name]) => name as string).filter((n) => !known.includes(n)),
  ),
];

/** An address: each value is one piece of it, never a way to another place. */
export const fillUrl = (pattern: string, values: Values): string =>
  filled(pattern, values, encodeURIComponent);

/** « Name: value » a line; a value can neither end its line nor add one. */
export function fillHeaders(lines: string, values: Values): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines.split(/\r?\n/)) {
    const [, name, value] = /^([\w-]{1,60})\s*:\s*(.*)$/.exec(line.trim()) ?? [];
    if (name && value !== undefined)
      headers[name.toLowerCase()] = filled(value, values).replace(/[^\t\x20-\x7e\x80-\xff]+/g, " ");
  }
  return headers;
}

/** A body in JSON: values go within its strings, so that no text of a message can change its form. */
export function fillJson(pattern: string, values: Values): string {
  const walk = (node: unknown): unknown => {
    if (typeof node === "string") {
      const [, only] = /^\{([a-z]+)\}$/.exec(node) ?? [];
      if (only && Array.isArray(values[only])) return values[only];
      return filled(node, values);
    }
    if (Array.isArray(node)) return node.map(walk);
    if (node && typeof node === "object")
      return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, walk(one)]));
    return node;
  };
  return JSON.stringify(walk(JSON.parse(pattern)));
}

/** A form, « to={destinataires}&text={texte} »; a list repeats its field. */
export function fillForm(pattern: string, values: Values): string {
  const form = new URLSearchParams();
  for (const pair of pattern.split("&")) {
    const at = pair.indexOf("=");
    if (at <= 0) continue;
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const [, only] = /^\{([a-z]+)\}$/.exec(value) ?? [];
    const list = only ? values[only] : undefined;
    if (Array.isArray(list)) for (const one of list) form.append(name, one);
    else form.append(name, filled(value, values));
  }
  return form.toString();
}

/** What stands at « messages.0.id » of an answer; undefined where there is no such place. */
export function at(value: unknown, path: string): unknown {
  if (!path) return value;
  return path.split(".").reduce<unknown>((node, key) => {
    if (node === null || typeof node !== "object") return undefined;
    return Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
  }, value);
}
