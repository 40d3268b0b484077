import type { Consequences } from "#app/engine/preview.ts";
import { only } from "#app/engine/write/rows.ts";
import { channelWithin, messageState, profilesWithin } from "#app/messages/communication.ts";
import { type MessageAct, messageAct } from "#app/messages/communication-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import type { TimeExplanation } from "#app/ui/time/time-left.tsx";
import type { Reason } from "#app/ui/why.tsx";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { cited } from "./cited.ts";
import type { Message } from "./page.ts";
import { countSchools } from "./reached.ts";

const words = messageAct.will;

/** A clock that starts, with how it is computed. */
export type ForeseenClock = {
  key: string;
  name: string;
  dueAt: string | null;
  explanation: TimeExplanation | null;
  reason: Reason;
};
/** One authority that will be asked. */
export type ForeseenApproval = {
  key: string;
  function: string;
  organisation: string;
  dueAt: string | null;
  silence: "approves" | "escalates";
  reachable: boolean;
  reason: Reason;
  step: Reason;
};
/** What pages show before somebody confirms. */
export type Foreseen = {
  state: string;
  lines: Consequence[];
  clocks: ForeseenClock[];
  approvals: ForeseenApproval[];
  /** Told by e-mail: people, mailboxes. */
  people: number;
  mailboxes: number;
};

/** Turns the engine's consequences into what a page says, in words and numbers. */
export async function foreseen(
  sql: Sql,
  message: Pick<Message, "state" | "convention" | "dispositifId">,
  { state, effects, recipients, stepped }: Consequences,
  _asked: { type: MessageAct; data: Record<string, unknown> },
): Promise<Foreseen> {
  const { convention } = message;
  const context = stepped.context as unknown as CommunicationContext;
  const reached = recipients.filter(({ address }) => address !== null);
  const mailboxes = reached.filter((one) => one.function === "mailbox").length;
  const named = only(effects, "call").reduce((sum, one) => sum + one.people.length, 0);
  const people = reached.length - mailboxes + named;
  const lines: Consequence[] = [];
  if (state !== message.state)
    lines.push({
      icon: "fr-icon-arrow-right-line",
      text: words.state(messageState(message.state).label, messageState(state).label),
    });
  if (people + mailboxes > 0) lines.push({ icon: "fr-icon-mail-line", text: words.asks(people, mailboxes) });
  for (const one of only(effects, "broadcast")) {
    const n = await countSchools(sql, message.dispositifId, one.scope);
    lines.push({
      icon: "fr-icon-send-plane-line",
      text: words.leaves(n, channelWithin(one.channel), profilesWithin(one.profiles)),
      reason: cited(convention, one),
    });
  }
  for (const { task } of only(effects, "open-task"))
    lines.push({ icon: "fr-icon-todo-line", text: task.title });
  lines.push({ icon: "fr-icon-file-text-line", text: words.journal });
  return {
    state,
    lines,
    clocks: only(effects, "start-deadline")
      .filter(({ deadline }) => deadline.shown)
      .map(({ deadline }) => ({
        key: deadline.key,
        name: deadline.name,
        dueAt: deadline.dueAt,
        explanation: deadline.explanation ?? null,
        reason: cited(convention, deadline),
      })),
    approvals: (context.approvals ?? [])
      .filter((one) => one.state === "waiting")
      .map((one) => ({
        key: one.key,
        function: one.function,
        organisation: one.organisation.name,
        dueAt: one.dueAt,
        silence: one.silence,
        reachable: one.via !== null,
        reason: cited(convention, one),
        step: cited(convention, one.step),
      })),
    people,
    mailboxes,
  };
}
