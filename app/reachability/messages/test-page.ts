import { mail } from "#app/messages/mail.ts";
import { reachability } from "#app/messages/reachability.ts";
import { ackDocument } from "#app/ui/mail/ack-document.ts";
import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { TestPageModel } from "../queries/test-answer.ts";

const { ack: words } = reachability;
const text = (line: string) => `<p dir="auto">${escapeHtml(line)}</p>`;
const note = (line: string) => `<p class="n" role="status">${escapeHtml(line)}</p>`;

/** The page behind the link of a test: one large button, and a smaller one with who it is now. No script. */
export function renderTestPage(model: TestPageModel, { nonce = "" }: { nonce?: string } = {}): string {
  const { facts, just, answered, organisation, statement, closed } = model;
  const title = just ? words.thanks : answered ? words.answered : words.ask;
  const said = just === "taken" ? words.taken : just === "not-me" ? words.changed : null;
  const again = answered && words.already(formatDateTime(new Date(answered.at), facts.timezone));
  const main = [
    said ? note(said) : again ? note(again) : "",
    closed && !just ? note(words.over) : "",
    text(reachability.mail.lead),
    just || answered ? "" : forms(),
    text(statement),
    facts.text ? `<h2>${reachability.mail.said}</h2>${text(facts.text)}` : "",
    `<p class="m">${escapeHtml(`${facts.ref}, ${oneLine(facts.title, 160)}, ${oneLine(organisation, 120)}, ${facts.dispositif}.`)}</p>`,
    text(reachability.mail.because),
  ];
  return ackDocument({ title, main: main.filter(Boolean).join("\n"), nonce });
}

const forms = () =>
  `<form method="post"><input type="hidden" name="answer" value="taken"><button class="k">${words.press}</button></form>
<form method="post"><input type="hidden" name="answer" value="not-me"><p><label for="s">${words.successor}</label><br><input id="s" name="successor" maxlength="200" autocomplete="off"></p><button>${words.notMe}</button></form>
<p class="m s">${mail.wait}</p>`;
