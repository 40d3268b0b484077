import type { Scope } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { IncidentContext } from "./context.ts";
import type { DataOf } from "./events.ts";
import type { Facts, Place } from "./facts.ts";

/** Perimeter when the declaration names none: as wide as the place itself, never wider. */
function perimeterOf(facts: Facts, place: Place, schools?: string[]): Scope["perimeter"] {
  if (facts.perimeter) return facts.perimeter;
  if (schools?.length) return "schools";
  const byKind: Record<string, Scope["perimeter"]> = {
    ecole: "school",
    etablissement: "school",
    commune: "schools",
    circonscription: "schools",
    departement: "departement",
    dsden: "departement",
    academie: "academie",
  };
  return byKind[place.kind] ?? "dispositif";
}

/** First context of an incident. */
export function declared({ data, by }: Happening): IncidentContext {
  const { facts, place, declarer, schools } = data as DataOf<"incident.declared">;
  return {
    facts,
    place,
    declarer,
    scope: { ...scopeOf(perimeterOf(facts, place, schools), place, declarer, schools), author: by.id },
    field: null,
    severity: null,
    waves: [],
    followUps: 0,
    closures: 0,
    clocks: {},
    cnil: null,
    breaches: 0,
  };
}

function scopeOf(perimeter: Scope["perimeter"], place: Place, declarer: Place, schools?: string[]): Scope {
  return {
    perimeter,
    place: place.id,
    declarer: declarer.id,
    ...(schools?.length && { schools }),
    ...(place.departement && { departement: place.departement }),
    ...(place.academie && { academie: place.academie }),
  };
}

export function complete(incident: IncidentContext, happening: Happening): Partial<IncidentContext> {
  const { note: _, ...known } = happening.data as DataOf<"incident.completed">;
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { facts: { ...incident.facts, ...given } };
}

export function qualify(incident: IncidentContext, happening: Happening): Partial<IncidentContext> {
  const data = happening.data as DataOf<"incident.qualified">;
  const { certainty, category, personalData, compromises, perimeter } = data;
  return {
    facts: { ...incident.facts, certainty, category, personalData, compromises, perimeter },
    field: data.field,
    severity: data.severity,
    scope: {
      ...incident.scope,
      ...scopeOf(perimeter, incident.place, incident.declarer, data.schools ?? incident.scope.schools),
    },
  };
}

export const countFollowUp = (incident: IncidentContext) => ({ followUps: incident.followUps + 1 });
export const close = (incident: IncidentContext) => ({ closures: incident.closures + 1 });

/** Reopened: a follow-up is owed again, so its clock may start again. */
export function reopen(incident: IncidentContext, _: Happening, world: World): Partial<IncidentContext> {
  const again = world.convention.clocks
    .filter((clock) => clock.metBy === "follow-up-sent")
    .map((clock) => clock.key);
  const clocks = Object.fromEntries(Object.entries(incident.clocks).filter(([key]) => !again.includes(key)));
  return { clocks };
}

export function noteCnil(_: IncidentContext, happening: Happening): Partial<IncidentContext> {
  const { notifiedAt, reference } = happening.data as DataOf<"authority.notified">;
  return { cnil: { at: notifiedAt, reference: reference ?? null } };
}

/** A breach is recorded; it never closes anything. */
export function breach(incident: IncidentContext, happening: Happening): Partial<IncidentContext> {
  const key = clockOf(happening);
  if (!key || incident.clocks[key] !== "running") return {};
  return { clocks: { ...incident.clocks, [key]: "breached" }, breaches: incident.breaches + 1 };
}

/** Key of the convention's clock that a reached deadline stands for, if it stands for one. */
export function clockOf(happening: Happening): string | null {
  const { key } = happening.data as DataOf<"deadline.reached">;
  return key.startsWith("clock-") ? key.slice("clock-".length) : null;
}
