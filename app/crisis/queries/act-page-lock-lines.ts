import type { Told } from "#app/engine/plan.ts";
import { only } from "#app/engine/write/rows.ts";
import { following } from "#app/messages/crisis-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { cited } from "./act-page-cited.ts";
import { countCommunity } from "./act-page-counts.ts";

type Where = { dispositif: string; convention: Convention };

/** What becomes of the communication lock: channels that close or open, messages held or let go. */
export async function lockLines(
  sql: Sql,
  { dispositif, convention }: Where,
  told: Told[],
): Promise<Consequence[]> {
  const steps = told.filter(({ row }) => row.kind === "lock");
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return [];
  const before = first.row.context as unknown as LockContext;
  const after = last.stepped.context as unknown as LockContext;
  const wasOpen = before.open.map(({ channel }) => channel);
  const isOpen = after.open.map(({ channel }) => channel);
  const closing = after.closed.filter(({ channel }) => wasOpen.includes(channel));
  const opening = isOpen.filter((channel) => !wasOpen.includes(channel));
  const lines: Consequence[] = closingLines(closing, convention);
  if (opening.length > 0) lines.push({ icon: "fr-icon-lock-unlock-line", text: following.opens(opening) });
  if (lines.length > 0) lines.push({ icon: "fr-icon-chat-3-line", text: following.only(isOpen) });
  else if (before.cases.length !== after.cases.length)
    lines.push({ icon: "fr-icon-lock-line", text: following.lockSame(after.cases.map(({ ref }) => ref)) });
  const exercise = first.row.exercise_id;
  const held = await countCommunity(sql, dispositif, "queued", {
    channels: closing.map((one) => one.channel),
    exercise,
  });
  for (const [channel, n] of held)
    lines.push({ icon: "fr-icon-pause-circle-line", text: following.held(n, channel) });
  const free = await countCommunity(sql, dispositif, "released", { channels: opening, exercise });
  for (const [channel, n] of free)
    lines.push({ icon: "fr-icon-send-plane-line", text: following.letGo(n, channel) });
  return [...lines, ...(await settledLines(sql, dispositif, steps))];
}

/** Channels that close for one reason are said together, with that reason. */
function closingLines(closing: LockContext["closed"], convention: Convention): Consequence[] {
  const groups = new Map<string, LockContext["closed"]>();
  for (const one of closing) {
    const sentence = one.because[0]?.sentence ?? "";
    groups.set(sentence, [...(groups.get(sentence) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const why = group[0]?.because[0];
    return {
      icon: "fr-icon-lock-line",
      text: following.closes(group.map(({ channel }) => channel)),
      reason: why && cited(convention, why, why.sentence),
    };
  });
}

/** What a decision about held messages does, counted. */
async function settledLines(sql: Sql, dispositif: string, steps: Told[]): Promise<Consequence[]> {
  const lines: Consequence[] = [];
  const exercise = steps[0]?.row.exercise_id ?? null;
  for (const one of steps.flatMap(({ stepped }) => only(stepped.effects, "settle-held"))) {
    const counts = await countCommunity(sql, dispositif, "held", {
      exercise,
      ...(one.channel && { channels: [one.channel] }),
      ...(one.notice !== "all" && { notice: one.notice }),
    });
    const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const text =
      one.choice === "reroute"
        ? following.settledHeld.reroute(n, one.to ?? "")
        : following.settledHeld[one.choice](n);
    lines.push({ icon: "fr-icon-mail-line", text });
  }
  return lines;
}
