import type { Heading } from "mdast";
import type { Path } from "#conventions/problem.ts";
import type { Desk } from "./desk.ts";
import { type Item, lineOf, typed, words } from "./markdown.ts";

const pattern = /^`([^`]+)`\s+(.+)$/;

/** « `clé` Texte », from a heading without its `#` and its first word, or from a bullet. */
function readKeyed(text: string): { key: string; rest: string } | undefined {
  const [, key, rest] = pattern.exec(text) ?? [];
  return key && rest ? { key, rest } : undefined;
}

/** Reads « ### `clé` Titre », or « ## Phase `clé` Titre » once `before` (« Phase ») is taken off. */
export function readKeyedTitle(
  desk: Desk,
  heading: Heading,
  path: Path,
  where: string,
  before = "",
): { key?: string; title?: string } {
  const line = lineOf(heading);
  const text = typed(heading, desk.text)
    .replace(/^#+\s*/, "")
    .slice(before.length)
    .trim();
  const keyed = readKeyed(text);
  if (keyed) return { key: keyed.key, title: keyed.rest };
  const expected = `« ${before ? `${before} ` : ""}\`clé\` Titre »`;
  desk.refuse([...path, "key"], line, where, {
    what: `on trouve « ${words(heading).slice(0, 80)} »`,
    expected,
  });
  desk.places.tell([...path, "title"]);
  return {};
}

/** Reads « - `clé` Texte » of a list of criteria. */
export function readKeyedItem(desk: Desk, item: Item, path: Path, where: string) {
  desk.places.note(path, item.line, where);
  const keyed = readKeyed(item.typed);
  if (keyed) return { key: keyed.key, text: keyed.rest.replace(/`/g, "") };
  desk.refuse(path, item.line, where, {
    what: `on trouve « ${item.words.slice(0, 80)} »`,
    expected: "« `clé` Texte »",
  });
  return {};
}
