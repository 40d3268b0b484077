import { type CrisisAct, crisisActPath, crisisActs } from "#app/messages/crisis-act.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import type { Room } from "#machines/crisis/v1/room.ts";
import type { Board } from "./actions.ts";
import type { RoomPage } from "./page.ts";
import { seatsHeld, sits } from "./seats.ts";

export type MainAction = { label: string; to: string };

/** The one thing put forward to whoever reads, from what they are and what the crisis waits for. */
export function mainActionOf(page: RoomPage, room: Room, board: Board): MainAction | null {
  return (
    confirming(page, room) ??
    approving(page, room) ??
    living(page, room) ??
    sitting(page, room) ??
    stepping(board) ??
    ending(page, room, board) ??
    noting(page)
  );
}

const can = (page: RoomPage, type: string) => page.can.includes(type);
const form = (page: RoomPage, type: CrisisAct, search: Record<string, string> = {}): MainAction => ({
  label: crisisActs[type].button,
  to: crisisActPath(page.ref, type, search),
});

/** A colleague waits for a second person: nothing closes or opens until then. */
function confirming(page: RoomPage, room: Room): MainAction | null {
  const { context } = room;
  if (!context || !sits(room, page.me.id, "direction", "rssi")) return null;
  for (const [what, { declared, confirmed, restoring }] of Object.entries(context.compromises)) {
    if (declared && !confirmed && declared.by.id !== page.me.id && can(page, "compromise.confirmed"))
      return form(page, "compromise.confirmed", { quoi: what });
    if (restoring && restoring.by.id !== page.me.id && can(page, "restoration.confirmed"))
      return form(page, "restoration.confirmed", { quoi: what });
  }
  return null;
}

function approving(page: RoomPage, room: Room): MainAction | null {
  const { context } = room;
  if (!context || !can(page, "message.approved")) return null;
  const kinds = page.me.organisations.map(({ kind }) => kind);
  const isMine = (approver: { kind: string } | null) =>
    approver ? kinds.includes(approver.kind) : sits(room, page.me.id, "direction");
  const message = context.messages.find(
    (one) => (one.state === "proposed" || one.state === "late") && isMine(one.approver),
  );
  if (message) return form(page, "message.approved", { cle: message.key });
  const press = context.press.find((one) => one.state === "proposed" && isMine(one.approver));
  return press ? form(page, "press.approved", { cle: press.key }) : null;
}

function living(page: RoomPage, room: Room): MainAction | null {
  const { state } = room;
  if (state === "veille" && can(page, "crisis.qualified")) return form(page, "crisis.qualified");
  if (state === "qualified" && can(page, "crisis.activated")) return form(page, "crisis.activated");
  if (state === "sortie" && sits(room, page.me.id, "direction") && can(page, "retex.opened"))
    return form(page, "retex.opened");
  return null;
}

function sitting(page: RoomPage, room: Room): MainAction | null {
  if (room.state !== "active" || seatsHeld(room, page.me.id).length > 0 || !can(page, "member.joined"))
    return null;
  return { label: words.main.join, to: "?onglet=cellule#siege" };
}

function stepping({ mine }: Board): MainAction | null {
  const first = mine[0];
  if (!first) return null;
  const { action, state } = first;
  const label =
    action.kind === "decision"
      ? words.main.decide
      : state === "taken"
        ? words.main.finish
        : state === "blocked"
          ? words.main.unblock
          : words.main.step;
  return { label, to: `?onglet=etapes#etape-${action.key}` };
}

function ending(page: RoomPage, room: Room, board: Board): MainAction | null {
  const over = board.total > 0 && board.settled === board.total;
  if (room.state === "active" && over && sits(room, page.me.id, "direction") && can(page, "crisis.exited"))
    return form(page, "crisis.exited");
  if (room.state === "retex") return { label: words.main.retex, to: `/crises/${page.ref}/retex` };
  return null;
}

const noting = (page: RoomPage): MainAction | null =>
  can(page, "log.entered") ? { label: words.main.note, to: "?onglet=journal#saisie" } : null;
