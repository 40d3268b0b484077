import { outcomeWords as words } from "#app/messages/committee-outcome.ts";
import { formatPlainDayOfYear } from "#app/ui/time/format.ts";
import type { Outcome } from "#machines/meeting/v1/outcome.ts";

const dayOf = (at: string) => formatPlainDayOfYear(at.slice(0, 10));
const listed = (title: string, lines: string[]) =>
  lines.length > 0 ? [`${title} : ${lines.join(" ; ")}.`] : [];

/** All that a decision says beyond its verdict, as sentences. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "homologation-decision": {
      const { authority, months, effectAt, reserves, conditions, reason, accepted } = outcome;
      return [
        `${words.authority(authority.name, authority.function)}.`,
        months && `${words.months(months)}${effectAt ? `, ${words.effect(dayOf(effectAt))}` : ""}.`,
        conditions && `${words.conditions} : ${conditions}`,
        ...listed(words.reserves, reserves.map((one) => words.reserve(one.text, one.owner, dayOf(one.dueAt)))),
        accepted.length > 0 && `${words.accepted(accepted.length)}.`,
        reason && `${words.reason} : ${reason}`,
      ].filter(Boolean).join("\n");
    }
    case "homologation-review":
    case "suspension":
      return outcome.reason;
    case "whitelist-request":
      return [
        outcome.reasons,
        ...listed(words.conditions, outcome.conditions.map((one) => words.reserve(one.text, one.owner, dayOf(one.dueOn)))),
        outcome.what && `${words.what} : ${outcome.what}`,
        outcome.until && `${words.until(dayOf(outcome.until))}.`,
      ].filter(Boolean).join("\n");
    case "whitelist-review":
    case "whitelist-reinstatement":
      return [outcome.reasons, outcome.until && `${words.until(dayOf(outcome.until))}.`].filter(Boolean).join("\n");
    case "retex-action":
      return [outcome.text, outcome.until && `${words.until(dayOf(outcome.until))}.`].filter(Boolean).join("\n");
    case "runbook":
      return outcome.reason ?? "";
    default:
      return outcome.text;
  }
} // biome-ignore format: one sentence a line
