import { fieldWords, prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { askedFields, requireDates } from "#machines/communication/v1/required.ts";
import { rulesOf } from "#machines/communication/v1/rules.ts";
import { StepRefused } from "#machines/step.ts";
import { articleName } from "./cited.ts";

/**
 * What the article still asks for, at the field that lacks it and naming the article: said while it can be typed,
 * by the very rules that would refuse the message when it is submitted.
 */
export function missingFields(convention: Convention, draft: Draft, now: Date, zone: string): FieldError[] {
  const rules = rulesOf(convention, draft.process);
  const errors: FieldError[] = [];
  for (const asked of askedFields(rules.process, draft.channels))
    for (const field of asked.fields)
      if (field !== "director" && draft[field] === undefined && !errors.some(({ path }) => path === field))
        errors.push({
          path: field,
          message: words.wrong.required(fieldWords(field).label, articleName(asked.article).toLowerCase()),
        });
  return [...errors, ...datesWrong(convention, draft, now, zone, errors)];
}

function datesWrong(
  convention: Convention,
  draft: Draft,
  now: Date,
  zone: string,
  missing: FieldError[],
): FieldError[] {
  if (missing.some(({ path }) => path === "startsAt" || path === "endsAt")) return [];
  try {
    requireDates(draft, rulesOf(convention, draft.process), now.toISOString(), zone);
    return [];
  } catch (error) {
    if (!(error instanceof StepRefused)) throw error;
    const { because, article } = error.refusal;
    const path = because.startsWith("Le début") ? "startsAt" : "endsAt";
    return [{ path, message: words.wrong.dates(because, articleName(article)) }];
  }
}
