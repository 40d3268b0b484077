import { prepare } from "#app/messages/communication-new.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { type Convention, directorsOf } from "#conventions/schema.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { actingKinds } from "#machines/parties.ts";
import { cited } from "./cited.ts";
import type { FormOptions } from "./form-options.ts";

/** Who answers for what will be published, as a function and never a name (NAN-6). */
export function directorOf(
  convention: Convention,
  kind: string,
  organisation: string,
  draft: Draft | null,
): FormOptions["director"] {
  if (draft?.director) {
    const { director } = draft;
    return {
      name: `${functionLabel(director.function)}, ${director.organisation.name}`,
      reason: cited(convention, director),
    };
  }
  const kinds = actingKinds(kind, convention);
  const rule = directorsOf(convention).find((one) => one.for.some((known) => kinds.includes(known)));
  if (!rule) return null;
  const where = rule.at ? (prepare.director[rule.at] ?? rule.at) : organisation;
  return { name: `${functionLabel(rule.function)}, ${where}`, reason: cited(convention, rule) };
}
