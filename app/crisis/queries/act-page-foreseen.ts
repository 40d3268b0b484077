import type { Consequences, Recipient } from "#app/engine/preview.ts";
import { only } from "#app/engine/write/rows.ts";
import { following } from "#app/messages/crisis-act.ts";
import { crisisState } from "#app/messages/crisis-list.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import { cited } from "./act-page-cited.ts";
import { countSchools } from "./act-page-counts.ts";
import { lockLines } from "./act-page-lock-lines.ts";

export type ForeseenPerson = { name: string; function: string; organisation: string };
/** People reached for one reason: at most fifty are named; beyond, they are counted by département. */
export type ForeseenGroup = {
  key: string;
  title: string;
  reason: Reason;
  count: number;
  people: ForeseenPerson[];
  byDepartement: { departement: string | null; count: number }[];
};
/** What a page shows before somebody confirms. */
export type Foreseen = {
  lines: Consequence[];
  groups: ForeseenGroup[];
  /** Called to the cell · told otherwise · messages that leave to the community. */
  called: number;
  told: number;
  sent: number;
};
/** Where it happens: the consequences alone do not say. `from`: the life state before, null at opening. */
export type Around = { dispositif: string; convention: Convention; zone: string; from: string | null };

const NAMED = 50;

/** Turns the engine's consequences into what a page says, in words and numbers. */
export async function foreseen(sql: Sql, around: Around, consequences: Consequences): Promise<Foreseen> {
  const { state, effects, recipients, told: others } = consequences;
  const templates = new Map(only(effects, "alert").map((one) => [one.notice, one.template]));
  const reached = recipients.filter((one) => one.address !== null);
  const of = (template: string) => reached.filter((one) => templates.get(one.notice) === template).length;
  const byName = (asking: boolean) =>
    only(effects, "call")
      .filter(({ template }) => (template === "message-approval") === asking)
      .reduce((sum, one) => sum + one.people.length, 0);
  const called = of("cell-call") + byName(false);
  const asked = of("message-approval") + byName(true);
  const told = reached.length - called - asked;
  const lines: Consequence[] = [];
  if (around.from !== null && around.from !== state)
    lines.push({ icon: "fr-icon-arrow-right-line", text: following.state(crisisState(state).label) });
  if (called > 0) lines.push({ icon: "fr-icon-team-line", text: following.called(called) });
  if (told > 0) lines.push({ icon: "fr-icon-mail-line", text: following.told(told) });
  if (asked > 0) lines.push({ icon: "fr-icon-mail-line", text: following.asked(asked) });
  let sent = 0;
  for (const one of only(effects, "broadcast")) {
    const n = (await countSchools(sql, around.dispositif, one.scope)) * one.profiles.length;
    sent += n;
    lines.push({ icon: "fr-icon-send-plane-line", text: following.broadcast(n, one.channel) });
  }
  lines.push(...(await lockLines(sql, around, others)));
  lines.push(...timeLines(around, consequences));
  const lost = recipients.length - reached.length;
  if (lost > 0) lines.push({ icon: "fr-icon-error-warning-line", text: following.unreachable(lost) });
  if (consequences.players)
    lines.unshift({
      icon: "fr-icon-shield-line",
      text: following.exercise(
        reached.filter(({ address }) => consequences.players?.includes(address ?? "")).length,
      ),
    });
  if (called + told + asked + sent === 0) lines.push({ icon: "fr-icon-mail-line", text: following.nobody });
  return {
    lines,
    groups: groupsOf(reached, consequences, around.convention),
    called,
    told: told + asked,
    sent,
  };
}

function timeLines({ convention, zone }: Around, { effects }: Consequences): Consequence[] {
  const shown = only(effects, "start-deadline").flatMap(({ deadline }) => (deadline.shown ? [deadline] : []));
  const said = (dueAt: string) => formatDateTime(new Date(dueAt), zone);
  // Who approves and by when is a line of its own; steps are counted, the room lists them.
  const clocks = shown
    .filter(({ key }) => !key.startsWith("step-") && !key.startsWith("approval-"))
    .map((deadline): Consequence => {
      const text = following.clock(deadline.name, deadline.dueAt && said(deadline.dueAt));
      return { icon: "fr-icon-timer-line", text, reason: cited(convention, deadline) };
    });
  const steps = shown
    .flatMap((one) => (one.key.startsWith("step-") && one.dueAt ? [{ ...one, dueAt: one.dueAt }] : []))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  const [first] = steps;
  if (first)
    clocks.push({
      icon: "fr-icon-timer-line",
      text: following.stepClocks(steps.length, first.name, said(first.dueAt)),
      reason: cited(convention, first),
    });
  const tasks = only(effects, "open-task").map(
    ({ task }): Consequence => ({ icon: "fr-icon-todo-line", text: following.task(task.title) }),
  );
  return [...clocks, ...tasks];
}

function groupsOf(reached: Recipient[], { effects }: Consequences, convention: Convention): ForeseenGroup[] {
  const alerts = only(effects, "alert");
  const groups = new Map<string, Recipient[]>();
  for (const one of reached) {
    const key = `${one.notice} ${one.alert}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].flatMap(([key, people]) => {
    const [first] = people;
    const alert = first && alerts.find(({ notice }) => notice === first.notice);
    if (!first || !alert) return [];
    return [
      {
        key,
        title: following.groups[alert.template] ?? following.others,
        reason: cited(convention, first, alert.facts.alerts[first.alert]?.statement),
        count: people.length,
        ...(people.length <= NAMED
          ? { people: people.map(named), byDepartement: [] }
          : { people: [], byDepartement: byDepartement(people) }),
      },
    ];
  });
}

const named = (one: Recipient): ForeseenPerson => ({
  name: one.name,
  function: one.function,
  organisation: one.organisation_name,
});

function byDepartement(people: Recipient[]) {
  const counts = new Map<string | null, number>();
  for (const { departement } of people) counts.set(departement, (counts.get(departement) ?? 0) + 1);
  return [...counts]
    .map(([departement, count]) => ({ departement, count }))
    .sort((a, b) => (a.departement ?? "~").localeCompare(b.departement ?? "~"));
}
