import { oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { categoryLabels, certaintyLabels, functionLabels, functionShortLabels } from "#conventions/labels.ts";
import type { NoticeFacts } from "#machines/effects.ts";
import { words, zoneWords } from "./words.ts";

/** A suspension's cause and window, once the facts of its notice carry them (ATR-7.2). */
export type FactsOfNotice = NoticeFacts & {
  suspension?: { cause: string; from: string; until?: string };
};

/** Mail is read on a phone, and 45,308 of them are sent: the whole description is in the console. */
const DESCRIPTION = 1_500;
const SAID = 4_000;

export const functionWords = (key: string) =>
  (functionLabels as Record<string, string>)[key] ?? oneLine(key, 80);

export const shortFunctionWords = (key: string) =>
  (functionShortLabels as Record<string, string>)[key] ?? oneLine(key, 80);

/** « Du mercredi 25 mars 2026 à 20:00 au jeudi 26 mars 2026 à 06:00 (heure de Paris) » */
export function windowOf({ from, until }: { from: string; until?: string | undefined }, timezone: string) {
  const at = (iso: string) => formatDateTime(new Date(iso), timezone);
  return words.window(at(from), until ? at(until) : null, zoneWords(timezone));
}

/** The facts as short, harmless lines, in the order in which they are read. */
export function factsLines(facts: FactsOfNotice) {
  const category = categoryLabels[facts.category as keyof typeof categoryLabels]?.label ?? facts.category;
  const certainty = certaintyLabels[facts.certainty as keyof typeof certaintyLabels] ?? facts.certainty;
  const zone = zoneWords(facts.timezone);
  const at = (iso: string) => formatDateTime(new Date(iso), facts.timezone);
  const { suspension } = facts;
  return {
    ref: oneLine(facts.ref, 40),
    title: oneLine(facts.title, 160),
    place: oneLine(facts.place, 120),
    dispositif: oneLine(facts.dispositif, 160),
    description: paragraph(facts.description, DESCRIPTION),
    said: facts.text ? paragraph(facts.text, SAID) : "",
    zone,
    at,
    details: [
      suspension ? "" : `${category} (${certainty.toLowerCase()})`,
      ...(suspension
        ? [
            words.cause(words.suspensionCauses[suspension.cause] ?? suspension.cause),
            windowOf(suspension, facts.timezone),
          ]
        : [words.since(at(facts.noticedAt), zone)]),
      words.declarer(oneLine(facts.declarer, 120)),
      facts.personalData ? words.personalData : "",
    ].filter(Boolean),
  };
}

/** Messages that are followed by a reminder, then by an escalation. */
const CHASED = ["alert", "reminder", "suspension"];

/** What one rule says to its reader: at most three things to do, by when, and why. */
export function dutyLines(
  template: string,
  facts: FactsOfNotice,
  { alert, rule, article }: { alert: string; rule: string; article: string },
) {
  const known = facts.alerts[alert];
  const where = known?.article ?? article;
  return {
    expected: (known?.expected ?? ["Accusez réception."]).slice(0, 3).map((text) => oneLine(text, 300)),
    by: known?.answerBy
      ? words.by(formatDateTime(new Date(known.answerBy), facts.timezone), zoneWords(facts.timezone), where)
      : [words.soon(where), CHASED.includes(template) ? words.chased : ""].join(" ").trim(),
    why: paragraph(known?.statement ?? "", 700),
    rule: words.rule(known?.rule ?? rule, where),
  };
}
