import { authorityWords, channelWord } from "#app/messages/crisis-act.ts";
import { whoLabel } from "#app/messages/crisis-procedure.ts";
import { namesOf } from "#app/messages/crisis-room-journal.ts";
import { drafted } from "#app/messages/crisis-sitrep.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import { type SitrepText, sitrepSchema } from "#machines/crisis/v1/words.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";
import { bullets, compromisedWord, factLines, group, typedLines } from "./draft-sitrep-lines.ts";

/** Two hours: what a cell in its first night holds; the author changes it. */
const NEXT_MS = 2 * 60 * 60_000;
const QUARTER_MS = 15 * 60_000;
const MAX = 4_000;

type Draft = {
  crisis: CrisisContext;
  runbook: Runbook;
  /** Entries of the journal since the last validated point, oldest first. */
  since: readonly RoomEntry[];
  now: Date;
  zone: string;
};

/** A point de situation as the journal tells it, for somebody to correct. Every field fits `sitrepSchema`. */
export function draftSitrep(draft: Draft): SitrepText {
  const { crisis, since, now, zone } = draft;
  const facts = factLines(since, now, zone);
  const next = Math.ceil((now.getTime() + NEXT_MS) / QUARTER_MS) * QUARTER_MS;
  const text = {
    facts: facts.length > 0 ? bullets(facts) : drafted.none.facts,
    impacts: bullets(impactsOf(crisis)),
    actions: actionsText(draft) || drafted.none.actions,
    ...given("decisions", decisionsText(draft)),
    ...given("communication", bullets(communicationOf(draft))),
    nextAt: new Date(next).toISOString(),
  };
  return sitrepSchema.parse(
    Object.fromEntries(Object.entries(text).map(([name, one]) => [name, newest(one)])),
  );
}

/** What is too long loses its oldest lines. */
function newest(text: string): string {
  if (text.length <= MAX) return text;
  const kept = text.slice(text.length - MAX + 2);
  return `…\n${kept.slice(kept.indexOf("\n") + 1)}`;
}

const given = (name: string, text: string) => (text ? { [name]: text } : {});

function impactsOf({ severity, facts, scope, compromises, applications = [] }: CrisisContext): string[] {
  const confirmed = Object.entries(compromises).flatMap(([what, one]) => (one.confirmed ? [what] : []));
  return [
    ...(severity ? [drafted.severity(severity)] : []),
    drafted.perimeter(facts.perimeter, facts.place.name),
    ...(scope.schools?.length ? [drafted.schools(scope.schools.length)] : []),
    drafted.personalData(facts.personalData),
    ...[...confirmed, ...applications.map(({ what }) => what)].map((what) =>
      drafted.compromisedNow(compromisedWord(what)),
    ),
  ];
}

function actionsText({ crisis, runbook, since }: Draft): string {
  const steps = actionsOf(runbook).filter(({ kind }) => kind === "step");
  const fresh = new Set(
    since.flatMap(({ type, data }) => (type.startsWith("step.") ? [String(data.step)] : [])),
  );
  const lines = (state: string, only = (_key: string) => true) =>
    steps
      .filter(({ key }) => crisis.steps[key] === state && only(key))
      .map(({ key, title, who, party }) => {
        const { by, reason, late } = crisis.actions[key] ?? {};
        const whose = by?.name ?? whoLabel(who, party);
        return `${[title, whose, late && drafted.late].filter(Boolean).join(" · ")}${reason ? ` : ${reason}` : ""}`;
      });
  const typed = typedLines(since).filter(({ kind }) => kind === "action");
  return [
    ...group(
      drafted.done,
      lines("done", (key) => fresh.has(key)),
    ),
    ...group(drafted.running, [...lines("taken"), ...typed.map(({ content }) => content)]),
    ...group(drafted.blocked, lines("blocked")),
    ...group(drafted.todo, lines("todo")),
    ...group(
      drafted.skipped,
      lines("skipped", (key) => fresh.has(key)),
    ),
  ].join("\n");
}

function decisionsText({ crisis, runbook, since }: Draft): string {
  const names = namesOf(runbook);
  const taken = since
    .filter(({ type }) => type === "decision.taken")
    .map(
      ({ data, actor }) =>
        `${names.action(data.decision)} ${names.option(data.decision, data.option)} · ${actor.name} : ${String(data.because)}`,
    );
  const typed = typedLines(since).filter(({ kind }) => kind === "decision");
  const open = actionsOf(runbook).filter(({ key }) => crisis.steps[key] === "open");
  return [
    ...group(drafted.taken, [...taken, ...typed.map(({ content }) => content)]),
    ...group(
      drafted.awaited,
      open.map(({ title, who, party }) => `${title} · ${drafted.by(whoLabel(who, party))}`),
    ),
  ].join("\n");
}

function communicationOf({ crisis, since }: Draft): string[] {
  const answered = new Set(
    since.flatMap(({ type, data }) => (/^message\./.test(type) ? [String(data.key)] : [])),
  );
  const messages = crisis.messages.filter(
    ({ key, state }) => answered.has(key) || state === "proposed" || state === "late",
  );
  const words = { approved: drafted.sent, refused: drafted.refused, withdrawn: null };
  return [
    ...since.flatMap(({ type, data }) =>
      type === "channel.opened"
        ? [drafted.opened(channelWord(String(data.channel)))]
        : type === "channel.shut"
          ? [drafted.shut(channelWord(String(data.channel)))]
          : [],
    ),
    ...messages.flatMap(({ state, subject, channel }) => {
      const say = state === "proposed" || state === "late" ? drafted.waiting : words[state];
      return say ? [say(subject, channelWord(channel))] : [];
    }),
    ...crisis.press.map(({ title, state }) => drafted.press(title, drafted.pressStates[state])),
    ...crisis.authorities.map(({ authority, reference }) =>
      drafted.notified(authorityWords[authority]?.label ?? authority, reference),
    ),
    ...typedLines(since)
      .filter(({ kind }) => kind === "communication")
      .map(({ content }) => content),
  ];
}
