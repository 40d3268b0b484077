import { partyKindLabels } from "#conventions/labels.ts";
import type { Convention, Field } from "#conventions/schema.ts";
import { actingKinds } from "../../parties.ts";
import { type Happening, StepRefused } from "../../step.ts";
import type { IncidentContext } from "./context.ts";
import type { DataOf } from "./events.ts";

/** Which list of a field of competence an event needs (VER-6, VER-7, NAN-8, ATR-12). */
const needs: Record<string, (keyof Pick<Field, "lead" | "decides" | "closes">)[]> = {
  "incident.qualified": ["decides"],
  "incident.handled": ["lead", "decides"],
  "incident.followed-up": ["lead", "decides"],
  "incident.closed": ["closes"],
  "incident.reopened": ["closes", "decides"],
};
const deed: Record<string, string> = {
  "incident.qualified": "qualifier l’incident",
  "incident.handled": "prendre l'incident en charge",
  "incident.followed-up": "envoyer les suites données",
  "incident.closed": "clore l'incident",
  "incident.reopened": "rouvrir l'incident",
};

/**
 * Only the party that the convention names may decide or close.
 * @throws StepRefused citing the rule and article of the field of competence.
 */
export function requireParty(incident: IncidentContext, happening: Happening, convention: Convention): void {
  const lists = needs[happening.type];
  if (!lists) return;
  const key = (happening.data as Partial<DataOf<"incident.qualified">>).field ?? incident.field;
  const field = convention.fields.find((one) => one.key === key) ?? proposedField(incident, convention);
  const allowed = [...new Set(lists.flatMap((list) => field[list]))];
  const kinds = actingKinds(happening.by.organisation?.kind ?? "", convention);
  if (allowed.some((kind) => kinds.includes(kind))) return;
  throw new StepRefused({
    rule: field.rule,
    article: field.article,
    ...(lists.includes("lead") ? undefined : field.decision),
    because: `Dans le champ « ${field.name} », ${deed[happening.type]} est réservé à : ${allowed.map((kind) => partyKindLabels[kind].toLocaleLowerCase("fr")).join(", ")}. ${field.statement}`,
    instead: ["note.added"],
  });
}

/** Field proposed before qualification: the one whose categories name the incident's, else the shared one. */
export function proposedField(incident: IncidentContext, convention: Convention): Field {
  const found =
    convention.fields.find((field) => field.categories.includes(incident.facts.category)) ??
    convention.fields.find((field) => field.key === "partage") ??
    convention.fields[0];
  return found as Field;
}

/**
 * An open duty to report what was done keeps the incident open (MBN-4.4, NAN-P2-4).
 * @throws StepRefused when closing before the follow-up was sent.
 */
export function requireFollowUp(
  incident: IncidentContext,
  happening: Happening,
  convention: Convention,
): void {
  if (happening.type !== "incident.closed") return;
  const open = convention.clocks.find(
    (clock) => clock.metBy === "follow-up-sent" && incident.clocks[clock.key] === "running",
  );
  if (!open) return;
  throw new StepRefused({
    rule: open.rule,
    article: open.article,
    because: `Les suites données n'ont pas encore été envoyées aux autres parties. ${open.statement}`,
    instead: ["incident.followed-up"],
  });
}
