import type { Path } from "#conventions/problem.ts";
import type { Desk } from "./desk.ts";
import type { Item } from "./markdown.ts";
import { plain } from "./words.ts";

/** « Délai : 30 min » at a line: `value` without backticks, `typed` as it was written. */
export type Field = { name: string; value: string; typed: string; line: number };

const pattern = /^([^:]{1,40}?)\s*:\s*(.*)$/;

/** Reads a list of « Champ : valeur »; says which are unknown, empty or written twice. */
export function readFields(
  desk: Desk,
  items: Item[],
  { path, where, known, many = [] }: { path: Path; where: string; known: string[]; many?: string[] },
): Field[] {
  const fields: Field[] = [];
  for (const item of items) {
    const [, word = "", value = ""] = pattern.exec(item.words) ?? [];
    const name = known.find((one) => plain(one) === plain(word));
    const at = name ? `${where}, ${name}` : where;
    const complain = (what: string, expected: string) => desk.complain(item.line, at, what, expected);
    if (!name)
      complain(
        `on trouve « ${(word || item.words).slice(0, 40)} »`,
        `l’un de ces champs : ${known.join(", ")}`,
      );
    else if (!item.alone) complain("on trouve une liste ou plusieurs blocs", "une seule ligne");
    else if (!value)
      desk.refuse([...path, name], item.line, at, {
        what: "la valeur est vide",
        expected: "une valeur après « : »",
      });
    else if (!many.includes(name) && fields.some((one) => one.name === name))
      complain(`le champ « ${name} » est écrit deux fois`, "qu’il le soit une seule");
    else fields.push({ name, value, typed: (pattern.exec(item.typed) ?? [])[2] ?? value, line: item.line });
  }
  return fields;
}

/** « a, b » → ["a", "b"] */
export const splitList = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
