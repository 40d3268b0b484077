import type { AlertsSent, AttachmentAdded, DeadlineReached } from "../../../alerting/events.ts";
import type { Scope } from "../../../effects.ts";
import type { CommunicationContext } from "../context.ts";
import type { CommunicationDataOf } from "../events.ts";
import type { Draft, OpeningFacts } from "../facts.ts";
import { awaited, waits } from "../mine.ts";
import { dataOf, foundOf, signedBy, type Turn } from "../rules.ts";
import { asked, type Change } from "./approvals.ts";
import { expired } from "./decisions.ts";

const scopeOf = ({ audience }: Draft, author: string): Scope =>
  JSON.parse(JSON.stringify({ ...audience.scope, author })) as Scope;

/** First context of a message: written, seen by nobody else. */
export function begun({ happening }: Pick<Turn, "happening">): CommunicationContext {
  const { draft, place, parties, exercise } = dataOf<OpeningFacts>(happening);
  return {
    facts: draft,
    scope: scopeOf(draft, happening.by.id),
    author: { ...signedBy(happening.by), place },
    parties,
    exercise,
    draftedAt: happening.at,
    reach: null,
    approvals: [],
    adaptations: [],
    decisions: null,
    review: null,
    leaving: [],
  };
}

const submit: Change = (message, turn) => ({
  submittedAt: turn.happening.at,
  reach: foundOf(turn.happening).reach ?? null,
  approvals: asked(message, turn),
});

const edit: Change = (message, { happening }) => {
  const { draft } = dataOf<{ draft: Draft }>(happening);
  return { facts: draft, scope: scopeOf(draft, message.author.id) };
};

const attach: Change = ({ facts }, { happening }) => {
  const { hash } = dataOf<AttachmentAdded>(happening);
  return { facts: { ...facts, attachments: [...new Set([...facts.attachments, hash])] } };
};

/** Silence approves where the text says so; elsewhere it is late, never approved (CHOIX-4). */
const reach: Change = (message, turn) => {
  const { key } = dataOf<DeadlineReached>(turn.happening);
  if (key.startsWith("t2-")) return { decisions: expired(message.decisions, turn, key) };
  const about = message.approvals.find((one) => key.endsWith(`-${one.key}`));
  if (!about || !waits(about)) return {};
  const now = foundOf(turn.happening).approvers?.find((one) => one.key === about.key);
  const refreshed = now ? { ...about, answerers: now.answerers, via: now.via } : about;
  const silent = key.startsWith("soon-")
    ? refreshed
    : about.silence === "approves"
      ? {
          ...refreshed,
          state: "tacit" as const,
          at: turn.happening.at,
          ...(refreshed.via === null && { nobody: true as const }),
        }
      : { ...refreshed, state: "late" as const };
  return { approvals: message.approvals.map((one) => (one === about ? silent : one)) };
};

const sealed: Change = (message, { happening }) => {
  const { notice, root, sent, failed, cancelled } = dataOf<AlertsSent>(happening);
  return {
    leaving: message.leaving.map((one) =>
      one.notice === notice ? { ...one, root, sent, failed, cancelled } : one,
    ),
  };
};

/** COSUI and CST each look at it (MBN-5.3-U): it is done once the last of them has said. */
const review: Change = (message, { happening }) => {
  const opinion = dataOf<CommunicationDataOf<"review.recorded">>(happening);
  const { review: due } = message;
  if (!due) return {};
  const opinions = [...due.opinions, { ...opinion, by: signedBy(happening.by), at: happening.at }];
  return {
    review: { ...due, opinions, state: awaited({ ...due, opinions }).length > 0 ? "pending" : "done" },
  };
};

export const lifeChanges: Record<string, Change> = {
  "communication.proposed": submit,
  "communication.submitted": submit,
  "communication.edited": edit,
  "communication.withdrawn": (_, { happening }) => ({
    end: { ...dataOf<{ reason: string }>(happening), by: signedBy(happening.by), at: happening.at },
  }),
  "attachment.added": attach,
  "deadline.reached": reach,
  "alerts.sent": sealed,
  "review.recorded": review,
};
