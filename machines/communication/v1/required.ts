import { TZDate } from "@date-fns/tz";
import type { Asked, MessageField } from "#conventions/schema.ts";
import type { Draft } from "./facts.ts";
import { fieldLabels } from "./labels.ts";
import { choice, refuse } from "./refuse.ts";
import type { Rules } from "./rules.ts";

/** The channels that a rule is about: an SMS is asked less than the rest (MBN-5.3-C). */
const concerns = ({ over }: { over?: "sms" | "others" | undefined }, channels: string[]) =>
  !over || channels.some((channel) => (channel === "sms") === (over === "sms"));

/** Fields that this process makes compulsory for these channels, each with the rule that asks for it. */
export const askedFields = (rules: Rules["process"], channels: string[]): Asked[] =>
  rules.asks.filter((asked) => concerns(asked, channels));

const day = (at: string, timezone: string) => {
  const local = new TZDate(at, timezone);
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 86_400_000;
};

/**
 * What a form must hold before it is submitted, as the article lists it (MBN-5.3-C, MBN-5.3-U, MBN-5.3-K1).
 * @param at instant of the request (ISO 8601). @throws StepRefused naming what is missing and the article.
 */
export function requireComplete(draft: Draft, rules: Rules, at: string, timezone: string): void {
  for (const asked of askedFields(rules.process, draft.channels)) {
    const missing = asked.fields.filter((field) => !filled(draft, field));
    if (missing.length > 0)
      refuse({
        rule: asked.rule,
        article: asked.article,
        because: `Il manque ${missing.map((field) => fieldLabels[field]).join(", ")}.`,
        instead: ["communication.edited"],
      });
  }
  requireDates(draft, rules, at, timezone);
}

/** Heads of what is asked that the console fills in itself are never missing. */
const filled = (draft: Draft, field: MessageField) => field === "director" || draft[field] !== undefined;

/** Start and run of a message, in local days of its author (MBN-5.3-C). @throws StepRefused */
export function requireDates(draft: Draft, { process }: Rules, at: string, timezone: string): void {
  const { startsAt, endsAt, channels } = draft;
  const { startsAfter, runs } = process;
  const instead = ["communication.edited"];
  if (startsAt && startsAfter && concerns(startsAfter, channels)) {
    const days = day(startsAt, timezone) - day(at, timezone);
    if (days < startsAfter.days)
      refuse({
        ...cited(startsAfter),
        because: `Le début est prévu ${inDays(days)} : il vient au moins ${startsAfter.days} jours après la demande.`,
        instead,
      });
  }
  if (startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt))
    refuse({ ...choice, because: "La fin vient avant le début.", instead });
  if (endsAt && Date.parse(endsAt) <= Date.parse(at))
    refuse({ ...choice, because: "La date de fin est déjà passée.", instead });
  if (startsAt && endsAt && runs && concerns(runs, channels)) {
    const days = day(endsAt, timezone) - day(startsAt, timezone);
    if (days < runs.from || days > runs.to)
      refuse({
        ...cited(runs),
        because: `La diffusion dure ${days} jours : elle dure de ${runs.from} à ${runs.to} jours.`,
        instead,
      });
  }
}

const cited = ({ rule, article }: { rule: string; article: string }) => ({ rule, article });
const inDays = (days: number) =>
  days < 0 ? "dans le passé" : days === 0 ? "aujourd’hui" : days === 1 ? "demain" : `dans ${days} jours`;
