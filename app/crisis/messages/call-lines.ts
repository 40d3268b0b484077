import { crisisMail as words } from "#app/messages/crisis-mail.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import { oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { CrisisFacts } from "#machines/effects.ts";

/** The whole point de situation is in the console; a mail is read on a phone. */
const SAID = 6_000;

/** The facts as short, harmless lines. */
export function crisisLines(facts: CrisisFacts) {
  const zone = zoneWords(facts.timezone);
  const at = (iso: string) => formatDateTime(new Date(iso), facts.timezone);
  return {
    ref: oneLine(facts.ref, 40),
    title: oneLine(facts.title, 160),
    dispositif: oneLine(facts.dispositif, 160),
    said: facts.text ? paragraph(facts.text, SAID) : "",
    decided: words.decided(at(facts.at), zone),
    zone,
    at,
  };
}

/** What one line of the wave says to its reader: at most three things to do, by when, and why. */
export function callDuty(
  facts: CrisisFacts,
  { alert, rule, article }: { alert: string; rule: string; article: string },
) {
  const known = facts.alerts[alert];
  const where = known?.article ?? article;
  const zone = zoneWords(facts.timezone);
  return {
    statement: paragraph(known?.statement ?? "", 700),
    expected: (known?.expected ?? []).slice(0, 3).map((text) => oneLine(text, 300)),
    by: known?.answerBy
      ? mail.by(formatDateTime(new Date(known.answerBy), facts.timezone), zone, where)
      : mail.soon(where),
    rule: mail.rule(known?.rule ?? rule, where),
  };
}
