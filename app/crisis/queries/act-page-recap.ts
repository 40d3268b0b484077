import type { ActField, ActValues } from "./act-page-field.ts";
import { listOf } from "./act-page-field.ts";

export type Recap = { name: string; value: string }[];

/** Fields that are shown as the message itself, or only served to find something. */
const apart = /^(subject|title|body|search|var-.*)$/;

/** What was answered, in the words of the questions, to be read again before it is done. */
export function recapOf(fields: readonly ActField[], values: ActValues): Recap {
  return fields.flatMap((field) => {
    if (!("name" in field) || field.as === "kept" || apart.test(field.name)) return [];
    const given = values[field.name] ?? "";
    if (field.as === "text") return given ? [{ name: field.label, value: given }] : [];
    const wanted = field.as === "ticks" ? listOf(given) : [given];
    const chosen = field.choices.filter((choice) => wanted.includes(choice.value));
    return chosen.length > 0
      ? [{ name: field.legend, value: chosen.map(({ label }) => label).join("\n") }]
      : [];
  });
}
