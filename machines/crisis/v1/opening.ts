import { partyKindLabels } from "#conventions/labels.ts";
import { actingKinds } from "../../parties.ts";
import { type Happening, StepRefused } from "../../step.ts";
import type { CaseFacts } from "./facts.ts";
import type { Convention } from "./parties.ts";

/**
 * Whom the convention lets open a crisis: whoever leads or decides in the field of competence of its category
 * (VER-6, VER-7, NAN-8, ATR-12), or of the shared one.
 * @throws StepRefused citing that field.
 */
export function requireOpener({ data, by }: Happening, convention: Convention): void {
  const { category } = data as CaseFacts;
  const field =
    convention.fields.find((one) => one.categories.includes(category)) ??
    convention.fields.find((one) => one.key === "partage");
  if (!field) return;
  const allowed = [...new Set([...field.lead, ...field.decides])];
  const kinds = actingKinds(by.organisation?.kind ?? "", convention);
  if (allowed.some((kind) => kinds.includes(kind))) return;
  throw new StepRefused({
    rule: field.rule,
    article: field.article,
    because: `Dans le champ « ${field.name} », ouvrir une crise revient à : ${allowed.map((kind) => partyKindLabels[kind].toLocaleLowerCase("fr")).join(", ")}. ${field.statement}`,
    instead: ["incident.declared"],
  });
}
