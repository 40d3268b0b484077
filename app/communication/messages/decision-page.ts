import { profilesWithin } from "#app/messages/communication.ts";
import { decisionWords as words } from "#app/messages/communication-mail.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import { ackDocument } from "#app/ui/mail/ack-document.ts";
import { escapeHtml, oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { formatDateTime, formatEnd } from "#app/ui/time/format.ts";
import type { DecisionLinkModel } from "../queries/decision-link.ts";

export type DecisionPageOptions = {
  nonce?: string;
  now: Date;
  /** The answer that was given this very moment. */
  just?: "accepted" | "refused" | null;
  /** The second page: why not. */
  refusing?: { reason: string; missing: boolean } | null;
};
type Decision = NonNullable<DecisionLinkModel["decision"]>;

const over = ["rejected", "withdrawn"];
const text = (line: string) => (line ? `<p dir="auto">${escapeHtml(line)}</p>` : "");
const note = (line: string) => `<p class="n" role="status">${escapeHtml(line)}</p>`;
const paragraphs = (long: string) => paragraph(long, 8_000).split("\n").filter(Boolean).map(text).join("");

/**
 * The page behind a head's link: what it is, to whom, from when to when, the message, by when silence approves, one
 * large button and a smaller one. No script, no image, one answer. Deciding is a POST, since mail scanners follow
 * links; refusing asks the reason on a second page.
 */
export function renderDecisionPage(model: DecisionLinkModel, options: DecisionPageOptions): string {
  const { nonce = "", just, refusing } = options;
  const school = oneLine(model.school.name, 120);
  const open = isOpen(model, options.now);
  const title = just
    ? words.thanks
    : refusing && open
      ? words.refuseTitle
      : open
        ? words.ask
        : titleOf(model);
  const main = just
    ? note(words[just](school)) + about(model)
    : refusing && open
      ? refuseForm(model, refusing)
      : page(model, open);
  return ackDocument({ title, main, nonce, exercise: model.exercise });
}

/** Whether the school may still decide. */
export const isOpen = ({ decision, state }: DecisionLinkModel, now: Date): boolean =>
  decision?.state === "pending" && decision.dueAt > now.toISOString() && !over.includes(state);

/** What the school said comes first: it stands, whatever became of the message. */
const said = ({ decision }: DecisionLinkModel) =>
  decision?.state === "accepted" || decision?.state === "refused";

function titleOf(model: DecisionLinkModel): string {
  if (said(model)) return words.answered;
  return !model.decision || over.includes(model.state) ? words.gone : words.over;
}

function page(model: DecisionLinkModel, open: boolean): string {
  const { decision } = model;
  return [
    open ? "" : status(model),
    about(model),
    open && decision ? forms(decision, model.timezone) : "",
    body(model),
    decision ? `<h2>${words.why}</h2>${text(decision.statement)}${text(words.alone)}` : "",
    `<p class="m">${escapeHtml(`${oneLine(model.ref, 40)}, ${oneLine(model.dispositif, 120)}.`)}</p>`,
  ].join("\n");
}

/** Three lines that say it all: who speaks, to whom, when. */
function about({ facts, carrier, timezone, school }: DecisionLinkModel): string {
  const at = (iso: string | undefined) => (iso ? formatDateTime(new Date(iso), timezone) : null);
  const lines = [
    words.school(oneLine(school.name, 120)),
    words.by(oneLine(carrier, 160)),
    words.to([profilesWithin(facts.audience.profiles)]),
    words.dates(at(facts.startsAt), at(facts.endsAt)),
  ];
  const title = facts.title ? `<strong>${escapeHtml(oneLine(facts.title, 160))}</strong><br>` : "";
  return `<p dir="auto">${title}${lines.filter(Boolean).map(escapeHtml).join("<br>")}</p>`;
}

const forms = ({ dueAt, article }: Decision, zone: string) =>
  `<form method="post"><input type="hidden" name="answer" value="accepted"><button class="k">${words.accept}</button></form>
${text(words.silence(formatEnd(new Date(dueAt), zone), zoneWords(zone), article))}
<form method="post"><input type="hidden" name="answer" value="refusing"><button>${words.refuse}</button></form>
<p class="m s">${mail.wait}</p>`;

function body({ facts, files }: DecisionLinkModel): string {
  const { short, long, sms, survey } = facts;
  const parts: string[] = [];
  if (short || long)
    parts.push(`<h2>${words.message}</h2>${short ? text(oneLine(short, 300)) : ""}${paragraphs(long ?? "")}`);
  if (sms) parts.push(`<h2>${words.sms}</h2>${paragraphs(sms)}`);
  if (survey) parts.push(text(`${words.survey} : ${oneLine(survey, 500)}`));
  if (files.length > 0)
    parts.push(text(`${words.files} : ${files.map((one) => oneLine(one, 120)).join(", ")}`));
  return parts.join("\n");
}

function refuseForm(
  model: DecisionLinkModel,
  { reason, missing }: { reason: string; missing: boolean },
): string {
  const article = model.decision?.article ?? "";
  const problem = missing
    ? `<p class="e" id="reason-erreur" role="alert">${escapeHtml(words.reasonMissing(article))}</p>`
    : "";
  const described = missing ? ' aria-invalid="true" aria-describedby="reason-erreur"' : "";
  return `${about(model)}
<form method="post"><input type="hidden" name="answer" value="refused">
<p><label for="reason">${escapeHtml(words.reason)}</label></p>${problem}
<textarea id="reason" name="reason" rows="5" maxlength="2000" required${described}>${escapeHtml(reason)}</textarea>
<button class="k">${words.refuseNow}</button></form>
<form method="get"><button>${words.back}</button></form>`;
}

/** Why there is nothing to press any more. */
function status(model: DecisionLinkModel): string {
  const { decision, state, timezone } = model;
  if (over.includes(state) && !said(model)) return note(words.withdrawn);
  if (!decision) return note(words.notYours);
  const at = (iso: string | null) => formatDateTime(new Date(iso ?? decision.dueAt), timezone);
  const zone = zoneWords(timezone);
  const { was } = words;
  const by = oneLine(decision.by ?? "", 120);
  switch (decision.state) {
    case "accepted":
      return note(was.accepted(by, at(decision.at), zone)) + text(words.change);
    case "refused":
      return (
        note(was.refused(by, at(decision.at), zone)) +
        text(decision.reason ? words.reasonWas(oneLine(decision.reason, 2_000)) : "") +
        text(words.change)
      );
    case "closed":
      return note(was.closed);
    default:
      return note(was.tacit(formatEnd(new Date(decision.dueAt), timezone), zone, decision.article));
  }
}
