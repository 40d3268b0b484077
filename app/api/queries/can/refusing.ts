import type { DossierRow } from "#app/engine/dossier.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { requireActor } from "#machines/communication/v1/duties/actor.ts";
import { rulesOf as messageRules } from "#machines/communication/v1/rules.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { rulesOf } from "#machines/crisis/v1/machine.ts";
import { requireSeat } from "#machines/crisis/v1/seats.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import { requireFollowUp, requireParty } from "#machines/incident/v1/duties.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { requireNoCase } from "#machines/lock/v1/refusals.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { requireActor as requireSitting } from "#machines/meeting/v1/duties/actor.ts";
import { type Happening, StepRefused, type World } from "#machines/step.ts";

type Asked = Omit<Happening, "data">;
type Rule = (context: Record<string, unknown>, happening: Happening, world: World) => void;

/** Who acts on a step or a decision depends on which one: any member of the cell is offered them. */
const ofOneStep = /^(step\.|decision\.)/;

/** Rules that look at who sends and where the dossier stands, and not at what is sent. */
const rules: Record<string, Rule> = {
  incident(context, happening, { convention }) {
    const incident = context as unknown as IncidentContext;
    requireParty(incident, happening, convention);
    requireFollowUp(incident, happening, convention);
  },
  crisis(context, happening, world) {
    if (ofOneStep.test(happening.type)) return;
    requireSeat(context as unknown as CrisisContext, happening, rulesOf(world), world.convention);
  },
  communication(context, happening, world) {
    const before = context as unknown as CommunicationContext;
    requireActor({ before, happening, world, rules: messageRules(world.convention, before.facts.process) });
  },
  lock(context, happening) {
    requireNoCase(context as unknown as LockContext, happening);
  },
  meeting(context, happening) {
    requireSitting(context as unknown as MeetingContext, happening);
  },
};

/** Who decides on a qualification depends on the field that it names: those that this caller may name; null: any event that names none. */
export function fieldsFor(row: DossierRow, asked: Asked, world: World): string[] | null {
  if (row.kind !== "incident" || asked.type !== "incident.qualified") return null;
  return world.convention.fields
    .map(({ key }) => key)
    .filter((field) => !refuses(row, { ...asked, data: { field } }, world));
}

/** Whether a rule refuses that event from that actor, whatever they would send. */
export const refusing = (row: DossierRow, asked: Asked, world: World, fields: string[] | null): boolean =>
  fields === null && refuses(row, { ...asked, data: {} }, world);

function refuses(row: DossierRow, happening: Happening, world: World): boolean {
  try {
    rules[row.kind]?.(row.context, happening, world);
    return false;
  } catch (error) {
    if (error instanceof StepRefused) return true;
    throw error;
  }
}
