import { functionLabels } from "#conventions/labels.ts";
import type { FunctionKey } from "#conventions/schema/words.ts";
import type { Action, CellRole } from "#runbooks/schema.ts";
import { type Happening, StepRefused } from "../../step.ts";
import { actionOf } from "./changes/steps.ts";
import type { CrisisContext } from "./context.ts";
import type { CrisisPersonEvent } from "./events.ts";
import { seatLabels } from "./labels.ts";
import { type Convention, partyKindsOf } from "./parties.ts";
import type { Rules } from "./rules.ts";
import { seatsOf } from "./seat-of.ts";

/** Seats that may send each event; null: any member of the cell. Not listed: no seat is needed. */
const seatsFor: Partial<Record<CrisisPersonEvent, CellRole[] | null>> = {
  "cell.strategic-opened": ["direction"],
  "role.given": ["direction", "rssi"],
  "role.handed-over": ["direction"],
  "channel.opened": ["direction"],
  "channel.shut": ["direction"],
  "held.decided": ["direction"],
  "crisis.exited": ["direction"],
  "retex.opened": ["direction"],
  "retex.validated": ["direction"],
  "crisis.closed": ["direction"],
  "compromise.declared": ["direction", "rssi"],
  "compromise.confirmed": ["direction", "rssi"],
  "compromise.withdrawn": ["direction", "rssi"],
  "restoration.declared": ["direction", "rssi"],
  "restoration.confirmed": ["direction", "rssi"],
  "containment.proposed": ["direction", "rssi"],
  "containment.confirmed": ["direction", "rssi"],
  "containment.withdrawn": ["direction", "rssi"],
  "message.proposed": ["direction", "communication"],
  "message.withdrawn": ["direction", "communication"],
  "instruction.sent": ["direction", "communication", "rssi"],
  "press.proposed": ["direction", "communication"],
  "sitrep.drafted": ["direction", "rssi", "main-courante", "communication"],
  "sitrep.validated": ["direction"],
  "retex.action-added": ["direction", "rssi"],
  "retex.action-done": null,
  "retex.noted": null,
  "authority.notified": null,
};
const onSteps = /^(step\.|decision\.)/;

/**
 * MBN-6.2: the procedure says what each actor does and how decisions are taken. Which seat may do what is therefore a
 * rule of the crisis, told with its article, and not a right of the console.
 * @throws StepRefused
 */
export function requireSeat(
  crisis: CrisisContext,
  happening: Happening,
  rules: Rules,
  convention: Convention,
): void {
  const { type, by } = happening;
  const seats = seatsOf(crisis, by.id);
  if (onSteps.test(type)) {
    requireActor(crisis, happening, rules, convention, seats);
    return;
  }
  // A hand-over may also be done by whoever leaves the seat.
  if (type === "role.handed-over" && (happening.data as { from?: string }).from === by.id) return;
  if (!(type in seatsFor)) return;
  const wanted = seatsFor[type as CrisisPersonEvent];
  if (wanted ? wanted.some((role) => seats.includes(role)) : seats.length > 0) return;
  const names = wanted?.map((role) => seatLabels[role]).join(" ou ");
  throw new StepRefused({
    rule: "MBN-6.2",
    article: "6.2",
    because: names
      ? `Cela revient à : ${names}. ${seatedAs(seats)}${holdersOf(crisis, wanted ?? [])}`
      : "Seuls les membres de la cellule de crise peuvent le faire. Prenez d’abord un siège.",
    instead: seats.length > 0 ? ["log.entered"] : ["member.joined"],
  });
}

const seatedAs = (seats: CellRole[]) =>
  seats.length > 0
    ? `Vous siégez comme : ${seats.map((role) => seatLabels[role]).join(", ")}. `
    : "Vous n’avez pas de siège dans la cellule. ";

function holdersOf(crisis: CrisisContext, roles: CellRole[]): string {
  const holders = crisis.members.filter((one) => !one.until && roles.includes(one.role));
  return holders.length > 0 ? `Demandez à ${holders.map(({ name }) => name).join(" ou ")}.` : "";
}

/** A step is for its seat or its party; the direction may act for anyone, and it is recorded as such. */
function requireActor(
  crisis: CrisisContext,
  happening: Happening,
  { runbook }: Rules,
  convention: Convention,
  seats: CellRole[],
): void {
  const data = happening.data as { step?: string; decision?: string };
  const action = actionOf(runbook, data.step ?? data.decision ?? "");
  if (!action)
    throw new StepRefused({
      rule: "TOCSIN-PROCEDURE",
      article: "choix de la console",
      because: "Cette étape n’existe pas dans la procédure de cette crise.",
      instead: [],
    });
  if (seats.includes("direction") || mayAct(crisis, action, happening, convention, seats)) return;
  throw new StepRefused({
    rule: action.rule ?? "MBN-6.2",
    article: action.article ?? "6.2",
    because: `« ${action.title} » revient à : ${ownerOf(action)}. ${seatedAs(seats)}`,
    instead: seats.length > 0 ? ["log.entered"] : ["member.joined"],
  });
}

function mayAct(
  crisis: CrisisContext,
  action: Action,
  { by }: Happening,
  convention: Convention,
  seats: CellRole[],
): boolean {
  if (seats.some((role) => role === action.who)) return true;
  if (action.kind === "decision" || seats.length === 0) return false;
  const mine = crisis.members.filter((one) => one.id === by.id && !one.until);
  return mine.some(
    (one) =>
      one.function === action.who ||
      (action.party !== "cellule" && partyKindsOf(action.party, convention).includes(one.organisation.kind)),
  );
}

const ownerOf = (action: Action) =>
  seatLabels[action.who as CellRole] ?? functionLabels[action.who as FunctionKey] ?? action.who;
