import type { Room } from "#machines/crisis/v1/room.ts";
import { isLive } from "#machines/procedure/states.ts";
import { actionsOf } from "#runbooks/actions.ts";
import type { Runbook } from "#runbooks/schema.ts";

/** Something that must be done by then (ISO 8601, UTC); `to` is where in the room it is done. */
export type RoomClock = {
  key: string;
  name: string;
  dueAt: string;
  kind: "step" | "message" | "sitrep" | "retex" | "action";
  rule?: string;
  article?: string;
};

/** Every delay that runs now, the nearest end first. Known from the room alone: nothing is asked of the server. */
export function clocksOf(runbook: Runbook, room: Room): RoomClock[] {
  const { context } = room;
  if (!context) return [];
  const steps = actionsOf(runbook).flatMap((action): RoomClock[] => {
    const dueAt = context.actions[action.key]?.dueAt;
    if (!dueAt || !isLive(context.steps[action.key])) return [];
    const { key, title: name, rule, article } = action;
    return [{ key, name, dueAt, kind: "step", ...(rule && { rule }), ...(article && { article }) }];
  });
  const messages = context.messages.flatMap(({ key, subject, state, dueAt, approver }): RoomClock[] =>
    dueAt && (state === "proposed" || state === "late")
      ? [
          {
            key,
            name: subject,
            dueAt,
            kind: "message",
            ...(approver && { rule: approver.rule, article: approver.article }),
          },
        ]
      : [],
  );
  const last = context.sitreps.at(-1);
  const next: RoomClock[] =
    last?.nextAt && room.state === "active"
      ? [
          {
            key: `sitrep-${last.number + 1}`,
            name: String(last.number + 1),
            dueAt: last.nextAt,
            kind: "sitrep",
          },
        ]
      : [];
  const { dueAt, actions } = context.retex;
  const retex: RoomClock[] =
    dueAt && (room.state === "sortie" || room.state === "retex")
      ? [{ key: "retex", name: "", dueAt, kind: "retex", rule: "MBN-6.2", article: "6.2" }]
      : [];
  const promised = actions
    .filter(({ done }) => !done)
    .map(({ key, title, dueAt }): RoomClock => ({ key, name: title, dueAt, kind: "action" }));
  return [...steps, ...messages, ...next, ...retex, ...promised].sort((a, b) =>
    a.dueAt.localeCompare(b.dueAt),
  );
}
