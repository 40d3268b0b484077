import type { ActionFacts, Member } from "#machines/crisis/v1/context.ts";
import type { Room } from "#machines/crisis/v1/room.ts";
import { derive } from "#machines/procedure/derive.ts";
import { type ActionState, isLive, isSettled } from "#machines/procedure/states.ts";
import type { Action, PhaseKey, Runbook, RunbookParty } from "#runbooks/schema.ts";
import { seatsHeld } from "./seats.ts";

/** A step or decision as the room shows it. */
export type Card = {
  action: Action;
  state: ActionState;
  facts: ActionFacts;
  /** Expected of whoever reads: their seat, their function or their party. */
  mine: boolean;
  /** They may act on it, expected or not. */
  allowed: boolean;
  /** What must be settled before, for one that waits. */
  awaits: string[];
};
export type PhaseCards = { key: PhaseKey; title: string; live: Card[]; waiting: Card[]; settled: Card[] };
export type PartyCards = { party: RunbookParty; live: number; phases: PhaseCards[] };
export type Board = { mine: Card[]; parties: PartyCards[]; settled: number; total: number };

const ORDER: RunbookParty[] = ["cellule", "academie", "collectivite", "prestataire", "etablissement"];
const partyKinds: Partial<Record<RunbookParty, string[]>> = {
  academie: ["academie", "dsden", "circonscription", "draaf"],
  collectivite: ["region", "departement", "commune"],
  etablissement: ["etablissement", "ecole"],
  prestataire: ["prestataire"],
};

const ofParty = (party: RunbookParty, { organisation }: Member) =>
  party === "cellule" || (partyKinds[party] ?? []).includes(organisation.kind);

/** Seats that act for the whole of their party, whichever function a step names there. */
const forTheirParty = (role: Member["role"]) => role === "liaison" || role === "prestataire";

/** Whether it is this person's business: their seat or function, in the party that acts. */
function expectedOf({ kind, who, party }: Action, held: Member[]): boolean {
  if (kind === "decision") return held.some(({ role }) => role === who);
  return held.some(
    (one) =>
      ofParty(party, one) &&
      (one.role === who || one.function === who || (party !== "cellule" && forTheirParty(one.role))),
  );
}

/** Whether they may do it, as the machine will say in the end (machines/crisis/v1/seats.ts). */
const allowedTo = (action: Action, held: Member[]): boolean =>
  held.some(({ role }) => role === "direction" || role === action.who) ||
  (action.kind === "step" &&
    held.some(
      (one) => one.function === action.who || (action.party !== "cellule" && ofParty(action.party, one)),
    ));

/**
 * Steps by party, then by phase; those of the reader apart, the most pressing first.
 * @param mentioned keys of steps of which the reader is still told something: those stay where they were pressed.
 */
export function boardOf(
  runbook: Runbook,
  room: Room,
  me: string,
  mentioned: ReadonlySet<unknown> = new Set(),
): Board {
  const held = seatsHeld(room, me);
  const steps =
    room.context && Object.keys(room.context.steps).length > 0 ? room.context.steps : derive(runbook, {});
  const begun = room.state !== "veille" && room.state !== "qualified";
  const titles = new Map(
    runbook.phases.flatMap(({ actions }) => actions).map(({ key, title }) => [key, title]),
  );
  const cardOf = (action: Action): Card => {
    const state = begun ? (steps[action.key] ?? "waiting") : "waiting";
    return {
      action,
      state,
      facts: room.context?.actions[action.key] ?? {},
      mine: expectedOf(action, held),
      allowed: allowedTo(action, held),
      awaits: action.after.filter((key) => !isSettled(steps[key])).map((key) => titles.get(key) ?? key),
    };
  };
  const all = runbook.phases.map((phase) => ({ phase, cards: phase.actions.map(cardOf) }));
  const cards = all.flatMap((one) => one.cards);
  const mine = cards.filter((card) => isMine(me)(card) || mentioned.has(card.action.key)).sort(byDue);
  const apart = new Set(mine);
  const parties = ORDER.map((party) => ({
    party,
    phases: all
      .map(({ phase, cards }) =>
        phaseOf(
          phase,
          cards.filter((one) => one.action.party === party && !apart.has(one)),
        ),
      )
      .filter((one) => one.live.length + one.waiting.length + one.settled.length > 0),
  })).filter(({ phases }) => phases.length > 0);
  return {
    mine,
    parties: parties.map((one) => ({
      ...one,
      live: one.phases.reduce((sum, { live }) => sum + live.length, 0),
    })),
    settled: cards.filter(({ state }) => isSettled(state)).length,
    total: cards.length,
  };
}

/** Live and expected of the reader; one that a colleague has taken is theirs, not mine. */
const isMine = (me: string) => (card: Card) =>
  isLive(card.state) &&
  (card.facts.by?.id === me && card.state === "taken" ? true : card.mine && !isHeldBy(card, me));
const isHeldBy = ({ state, facts }: Card, me: string) =>
  (state === "taken" || state === "blocked") && facts.by !== undefined && facts.by.id !== me;

const phaseOf = ({ key, title }: { key: PhaseKey; title: string }, cards: Card[]): PhaseCards => ({
  key,
  title,
  live: cards.filter(({ state }) => isLive(state)).sort(byDue),
  waiting: cards.filter(({ state }) => state === "waiting"),
  settled: cards.filter(({ state }) => isSettled(state)),
});

const byDue = (a: Card, b: Card) => (a.facts.dueAt ?? "9").localeCompare(b.facts.dueAt ?? "9");
