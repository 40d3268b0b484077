import { only } from "#app/engine/write/rows.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { crisisV1 } from "#machines/crisis/v1/machine.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { lockV1 } from "#machines/lock/v1/machine.ts";
import { type Machine, type Refusal, type Stepped, StepRefused, type World } from "#machines/step.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { clock, conventionNamed, openingOn, uuid } from "./cast.ts";
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
  readonly outbox: OutboxTable = outboxTable();
  readonly lockEvents: { type: string; at: number }[] = [];
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
    return new Date(this.wall).toISOString();
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

  #write(dossier: Dossier, type: string, data: Record<string, unknown>, by: Actor): Refusal | null {
    const step = (on: Dossier, event: { type: string; data: Record<string, unknown> }) =>
      on.machine.step(on.stored, { ...event, at: this.at, by }, on.world);
    const lockBefore = this.#lock.stored;
    try {
      const own = step(dossier, { type, data });
      const effects: Effect[][] = [own.effects];
      for (const { to, event } of only(own.effects, "tell")) {
        if (to !== "lock") continue;
        const told = step(this.#lock, event);
        this.#lock.stored = told;
        effects.push(told.effects);
        this.lockEvents.push({ type: event.type, at: this.wall });
      }
      dossier.stored = own;
      for (const one of effects) this.outbox.apply(one, this.wall);
    } catch (error) {
      this.#lock.stored = lockBefore;
      if (error instanceof StepRefused) return error.refusal;
      throw error;
    }
    if (dossier !== this.#lock) {
      const { entries, steps } = dossier as Crisis;
      if (dossier.stored) steps.push(dossier.stored);
      entries.push({ seq: entries.length + 1, type, at: this.at, actor: by, data });
    }
    return null;
  }
}
