import { only } from "#app/engine/write/rows.ts";
import { wantedApprovers } from "#machines/communication/v1/approvers.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { Found, FoundApprover } from "#machines/communication/v1/found.ts";
import { communicationV1 } from "#machines/communication/v1/machine.ts";
import type { PlaceOf } from "#machines/communication/v1/words.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { crisisV1 } from "#machines/crisis/v1/machine.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { lockV1 } from "#machines/lock/v1/machine.ts";
import { type Machine, type Refusal, type Stepped, StepRefused, type World } from "#machines/step.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { cast, clock, conventionNamed, openingOn, uuid } from "./cast.ts";
import { type OutboxTable, outboxTable } from "./outbox.ts";

const convention = conventionNamed("mbn-grand-est");

type Dossier = { machine: Machine; world: World; stored: Stepped | null };
/** `steps[n]` is what the machine stored with `entries[n]`. */
export type Crisis = Dossier & { runbook: Runbook; entries: RoomEntry[]; steps: Stepped[] };
export const contextOf = (crisis: Crisis) => crisis.stored?.context as unknown as CrisisContext;

/**
 * The spine in memory: a step, those it tells, their effects, all or nothing (app/engine/plan.ts, dispatch.ts), with
 * the real machines. Its two clocks are moved by hand: `wall` (ms, what the server believes) and `mono` (ms).
 */
export class Console {
  wall = Date.parse("2026-03-24T02:10:00Z");
  mono = 0;
  readonly crises: Crisis[] = [];
  readonly messages = new Map<string, Dossier>();
  readonly outbox: OutboxTable = outboxTable();
  readonly lockEvents: { type: string; at: number }[] = [];
  /** End of the clock that rings: weeks may pass for a message while the rest of a run stands still. */
  #ringing: string | undefined;
  #lock: Dossier = {
    machine: lockV1,
    world: { convention, dossier: uuid(900), ref: "VER-1", dispositif: uuid(800), content: null },
    stored: null,
  };

  constructor() {
    this.#write(this.#lock, "lock.made", { dispositif: "mbn" }, clock);
  }

  get lock(): LockContext {
    return this.#lock.stored?.context as unknown as LockContext;
  }
  get at(): string {
    return this.#ringing ?? new Date(this.wall).toISOString();
  }

  /** @returns the refusal, or null when it was opened. */
  open(runbook: Runbook, by: Actor, more: Record<string, unknown> = {}): Refusal | null {
    const n = this.crises.length;
    const crisis: Crisis = {
      machine: crisisV1,
      runbook,
      world: { ...this.#lock.world, dossier: uuid(700 + n), ref: `CRI-${n}`, content: runbook },
      stored: null,
      entries: [],
      steps: [],
    };
    const refused = this.#write(crisis, "crisis.opened", openingOn(runbook, more), by);
    if (!refused) this.crises.push(crisis);
    return refused;
  }

  /** An event to a crisis, as accepted by its schema. @returns the refusal, or null. */
  say(crisis: Crisis, type: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    return this.#write(crisis, type, data, by);
  }
  /** An event that people send to the lock itself. */
  tellLock(type: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    return this.#write(this.#lock, type, data, by);
  }

  /** A message to the community outside any crisis room, written and submitted at once. @returns the refusal, or null. */
  write(id: string, draft: Draft, place: PlaceOf, by: Actor): Refusal | null {
    return this.#open(id, { draft, place, parties: [], exercise: false }, by);
  }
  /** An event to a message: a clock, an approver. */
  toMessage(id: string, type: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    const message = this.messages.get(id);
    if (!message) throw new Error(`no message ${id}`);
    return this.#write(message, type, data, by);
  }

  /** A clock of a message rings at its end. @returns the refusal, or null. */
  ring(id: string, key: string, dueAt: string | null): Refusal | null {
    this.#ringing = dueAt ?? undefined;
    const refused = this.toMessage(id, "deadline.reached", { key }, clock);
    this.#ringing = undefined;
    return refused;
  }

  #open(id: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    const world = { ...this.#lock.world, dossier: id, ref: `COM-${this.messages.size}` };
    const message: Dossier = { machine: communicationV1, world, stored: null };
    const refused = this.#write(message, "communication.proposed", data, by);
    if (!refused) this.messages.set(id, message);
    return refused;
  }

  /** The dossier that a step tells: the lock, a crisis. Incidents are not of this model. */
  #told(to: Extract<Effect, { do: "tell" }>["to"]): Dossier | undefined {
    if (to === "lock") return this.#lock;
    if ("subject" in to) return undefined;
    return this.crises.find(({ world }) => world.dossier === to.dossier);
  }

  #write(dossier: Dossier, type: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    const happening = { type, data, at: this.at, by };
    try {
      const over =
        dossier.stored && dossier.machine.handsOver
          ? dossier.machine.handsOver(dossier.stored, happening, dossier.world)
          : null;
      if (over && "open" in over) return this.#open(over.open.id, over.open.data, by);
      if (over) return this.toMessage(over.dossier, over.type, over.data, by);
    } catch (error) {
      if (error instanceof StepRefused) return error.refusal;
      throw error;
    }
    const moved: { on: Dossier; from: Stepped | null; event: typeof happening }[] = [];
    const move = (on: Dossier, event: { type: string; data: Record<string, unknown> }) => {
      // What was found is journalled with the event, as the engine does.
      const found = { ...happening, ...event, data: lookedUp(on, event) };
      const stepped = on.machine.step(on.stored, found, on.world);
      moved.push({ on, from: on.stored, event: found });
      on.stored = stepped;
      return stepped;
    };
    try {
      const own = move(dossier, { type, data });
      const effects: Effect[][] = [named(own.effects, dossier)];
      for (const { to, event } of only(own.effects, "tell")) {
        const told = this.#told(to);
        if (told) effects.push(move(told, event).effects);
      }
      for (const one of effects) this.outbox.apply(one, this.wall);
    } catch (error) {
      for (const { on, from } of moved.reverse()) on.stored = from;
      if (error instanceof StepRefused) return error.refusal;
      throw error;
    }
    for (const { on, event } of moved) {
      if (on === this.#lock) this.lockEvents.push({ type: event.type, at: this.wall });
      if (on.machine !== crisisV1) continue;
      const { entries, steps } = on as Crisis;
      steps.push(on.stored as Stepped);
      entries.push({ seq: entries.length + 1, type: event.type, at: this.at, actor: by, data: event.data });
    }
    return null;
  }
}

/** Notices are rows of their own dossier: a key of each must not be mistaken for that of another. */
const named = (effects: Effect[], { machine, world }: Dossier): Effect[] =>
  machine === communicationV1
    ? effects.map((e) => (e.do === "broadcast" ? { ...e, notice: `${world.dossier} ${e.notice}` } : e))
    : effects;

/** What app/engine/asked would find: two collèges of Reims, whose heads never answer. */
function lookedUp(
  { machine, stored, world }: Dossier,
  event: { type: string; data: Record<string, unknown> },
) {
  const asks = machine.asks?.(stored, event) ?? [];
  if (asks.length === 0) return event.data;
  // Everybody of the cast is in the directory.
  if (asks.some((one) => one.startsWith("people:")))
    return { ...event.data, found: { people: Object.values(cast) } };
  const group = { timezone: "Europe/Paris", departement: "51", academie: "Reims", type: "college" };
  const reach = { schools: 2, groups: [{ ...group, goodFridayOff: null, schools: 2 }] };
  const context = stored?.context as CommunicationContext | undefined;
  const { draft, place } = event.data as { draft: Draft; place: PlaceOf };
  const wanted = wantedApprovers(
    world.convention,
    context?.facts ?? draft,
    context?.author.place.kind ?? place.kind,
    reach,
  );
  const approvers: FoundApprover[] = wanted.map(({ functions, rule, article, kind, at }, n) => ({
    ...{ key: `${at}-${n}`, function: functions[0] ?? "", functions, rule, article },
    ...(kind && { kind }),
    organisation: { ...group, id: uuid(600 + n), key: at, kind: at, name: at },
    answerers: [],
    via: null,
  }));
  const pending = context?.decisions?.pending ?? 0;
  const found: Found = {
    ...{ reach, approvers, closed: { count: 0, schools: [] } },
    expiring: { count: pending, root: "0".repeat(64), left: 0 },
  };
  return { ...event.data, found };
}
