import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { crisisMail as words } from "#app/messages/crisis-mail.ts";
import { mail } from "#app/messages/mail.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import { functionLabels } from "#conventions/labels.ts";
import { callDuty, crisisLines } from "./call-lines.ts";
import { type CrisisNotice, seatWords } from "./crisis-notice.ts";

export type RenderedCrisisMail = OutgoingMail & { messageId: string; headers: Record<string, string> };

/** Templates that ask for one press; the others ask for something that is done in the console. */
const PRESSED = ["cell-call", "reminder", "escalation", "crisis", "inject", "exercise-call"];
const SAID_FIRST = ["crisis", "message-approval", "inject", "exercise-call"];

/** What is the same for everybody called by one line of a wave: made once, a head of each school gets it. */
type Shared = { subject: string; statement: string; text: string; html: string; why: string; room: string };
const prepared = new WeakMap<CrisisNotice, Map<string, Shared>>();

function sharedOf(notice: CrisisNotice, delivery: Claimed, publicUrl: string): Shared {
  const lines = prepared.get(notice) ?? new Map<string, Shared>();
  prepared.set(notice, lines);
  const known = lines.get(delivery.alert);
  if (known) return known;
  const { facts, template } = notice;
  const { ref, title } = crisisLines(facts);
  const duty = callDuty(facts, delivery);
  const parts = partsOf(notice, duty);
  const marks = [facts.exercise ? mail.exercise : "", "[Tocsin]", words.kind[template]];
  const shared = {
    subject: `${marks.filter(Boolean).join(" ")} · ${ref} · ${oneLine(title, 80)}`,
    statement: duty.statement,
    text: parts.map((part) => part.text).join("\n\n"),
    html: parts.map((part) => part.html).join(""),
    // Where the statement opens the message, it is not said twice.
    why: [SAID_FIRST.includes(template) ? "" : duty.statement, duty.rule].filter(Boolean).join(" "),
    room: `${publicUrl}${roomPath(notice)}`,
  };
  lines.set(delivery.alert, shared);
  return shared;
}

/**
 * The message of one delivery of a crisis to a professional: what, what is expected, by when, by which article. Pure.
 * The link of a reminder is that of the call it reminds of; an escalation has its own.
 * @param given a notice whose facts are a crisis's (`isCrisisNotice`).
 */
export function renderCrisisNotice(
  delivery: Claimed,
  given: Notice,
  { publicUrl, secret }: { publicUrl: string; secret: string },
): RenderedCrisisMail {
  const notice = given as unknown as CrisisNotice;
  const { facts, template } = notice;
  const shared = sharedOf(notice, delivery, publicUrl);
  const pressed = PRESSED.includes(template);
  const answered = template === "reminder" ? (delivery.about_id ?? delivery.id) : delivery.id;
  const link = pressed ? publicUrl + ackPath(secret, answered) : shared.room;
  const hello = mail.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  const lead = leadOf(delivery, notice, shared.statement);
  const hint = pressed ? mail.pressHint : words.signIn;
  // Heads of school are told what to do; the room is not theirs.
  const toRoom = pressed && delivery.alert !== "heads";
  const why = `${shared.why}\n${readerOf(delivery)}`;
  const text = [
    facts.exercise ? mail.exerciseLine : "",
    hello,
    lead,
    shared.text,
    `${words.press[template]} :\n${link}\n${hint}`,
    toRoom ? `${words.room} :\n${shared.room}` : "",
    `${mail.why.toUpperCase()}\n${why}`,
    mail.automatic,
  ];
  const roomLink = `<br><a href="${escapeHtml(shared.room)}" style="color:#000091">${escapeHtml(words.room)}</a>`;
  return {
    to: delivery.address,
    subject: shared.subject,
    text: `${text.filter(Boolean).join("\n\n")}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(lead), facts: shared.html, duty: "" },
      ...{ link: escapeHtml(link), press: words.press[template] },
      hint: `${escapeHtml(hint)}${toRoom ? roomLink : ""}`,
      why: escapeHtml(why).replaceAll("\n", "<br>"),
      exercise: facts.exercise,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": oneLine(facts.ref, 40),
    },
  };
}

/** Where the message leads in the console: a point de situation has its own page. */
function roomPath({ key, template, facts }: Pick<CrisisNotice, "key" | "template" | "facts">): string {
  const ofExercise = template === "inject" || template === "exercise-call";
  const crisis = `/${ofExercise ? "exercices" : "crises"}/${encodeURIComponent(facts.ref)}`;
  const point = template === "sitrep" ? /^sitrep-(\d+)/.exec(key)?.[1] : undefined;
  return point ? `${crisis}/points/${point}` : crisis;
}

type Part = { text: string; html: string };
function part(title: string, body: string, todo: string[] = []): Part {
  const numbered = todo.map((line, n) => `${n + 1}. ${line}`);
  return {
    text: [title.toUpperCase(), ...numbered, body].join("\n"),
    html: htmlSection(title, body, todo),
  };
}

/** The words of the author come first where they are what the message is for. */
function partsOf({ template, facts }: CrisisNotice, duty: ReturnType<typeof callDuty>): Part[] {
  const { ref, title, dispositif, said, decided } = crisisLines(facts);
  const what = part(words.titles.what, [title, decided, `${ref}, ${dispositif}`].join("\n"));
  const expected = duty.expected.length > 0 ? [part(words.titles.expected, duty.by, duty.expected)] : [];
  if (!said) return [what, ...expected];
  if (template === "sitrep") return [part(words.titles.sitrep, said), what, ...expected];
  if (template === "message-approval") return [part(words.titles.approve, said), what, ...expected];
  return [what, part(words.titles.said, said), ...expected];
}

function leadOf(delivery: Claimed, { template, facts }: CrisisNotice, statement: string): string {
  const lead = words.lead[template](oneLine(facts.ref, 40), seatWords(delivery.alert), statement);
  if (template !== "escalation" || !delivery.about_name) return lead;
  const { about_name, about_organisation, about_state } = delivery;
  const where =
    about_organisation && about_organisation !== about_name ? oneLine(about_organisation, 120) : "";
  const who = `${oneLine(about_name, 120)}${where ? ` (${where})` : ""}`;
  const failed = about_state === "refused" || about_state === "dead";
  return `${lead}\n${failed ? words.unreached(who) : words.unanswered(who)}`;
}

function readerOf(delivery: Claimed): string {
  const organisation = oneLine(delivery.organisation_name, 120);
  const label =
    (functionLabels as Record<string, string>)[delivery.function] ?? oneLine(delivery.function, 80);
  const role =
    delivery.function === "mailbox" ? mail.mailboxOf(organisation) : mail.asFunction(label, organisation);
  return [role, mail.via[delivery.via] ?? ""].filter(Boolean).join(" ");
}
