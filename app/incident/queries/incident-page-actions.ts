import { actions } from "#app/messages/incident-act.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import { permissions, type Right, type Role } from "#app/platform/permissions.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import { requireFollowUp, requireParty } from "#machines/incident/v1/duties.ts";
import { type PersonEvent, personEvents } from "#machines/incident/v1/events.ts";
import { machineOf } from "#machines/registry.ts";
import { StepRefused } from "#machines/step.ts";
import { articleName, ruleLink } from "./incident-page-rules.ts";

/** Something the reader could do here; `refused` says why not, where a rule of the convention says so. */
export type PossibleAction = {
  type: PersonEvent;
  slug: string;
  refused: { because: string; reason: Reason; instead: string[] } | null;
};

type Dossier = { machine: string; machineVersion: number; state: string; context: IncidentContext };

/** Done from where the thing is shown (a task, a delivery), not from the list of actions. */
const elsewhere = new Set<PersonEvent>(["task.done", "delivery.retried"]);

/** What the state accepts, the reader's functions give, and the convention leaves to their party. */
export function possibleActions(
  dossier: Dossier,
  caller: Caller,
  held: ReadonlySet<Right>,
  convention: Convention,
  now: Date,
): PossibleAction[] {
  const accepted = machineOf(dossier.machine, dossier.machineVersion).accepts(dossier);
  return accepted
    .filter((type): type is PersonEvent => type in personEvents && held.has(type as Right))
    .filter((type) => !elsewhere.has(type))
    .map((type) => ({
      type,
      slug: actions[type].slug,
      refused: refusalOf(dossier, caller, type, convention, now),
    }));
}

/** Why the convention refuses that act to the reader, if it does: the machine's own duties answer. */
function refusalOf(
  { context }: Dossier,
  caller: Caller,
  type: PersonEvent,
  convention: Convention,
  now: Date,
): PossibleAction["refused"] {
  const able = caller.tenures.filter((one) => permissions[one.function as Role]?.[type as Right]);
  // Who may qualify depends on the field that the qualification names: one that is theirs is enough.
  const given = type === "incident.qualified" ? convention.fields.map(({ key }) => ({ field: key })) : [{}];
  let refused: PossibleAction["refused"] = null;
  for (const [tenure, data] of able.flatMap((one) => given.map((data) => [one, data] as const)))
    try {
      const happening = { type, data, at: now.toISOString(), by: actorOf(caller, tenure) };
      requireParty(context, happening, convention);
      requireFollowUp(context, happening, convention);
      return null;
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error;
      const { because, rule, article, instead } = error.refusal;
      const statement = convention.rules.find((one) => one.id === rule)?.statement ?? because;
      const to = ruleLink(convention, rule);
      refused = { because, instead, reason: { statement, rule, article: articleName(article), to } };
    }
  return refused;
}

const life: PersonEvent[] = [
  "incident.qualified",
  "incident.handled",
  "incident.followed-up",
  "incident.closed",
];
const nextOf: Record<string, PersonEvent> = {
  declared: "incident.qualified",
  qualified: "incident.handled",
  handled: "incident.followed-up",
  "follow-up-sent": "incident.closed",
};

/** The one thing that the page puts forward: the next step of the incident's life, if it is the reader's to take. */
export function mainAction(state: string, actions: PossibleAction[]): PossibleAction | null {
  const open = actions.filter((one) => !one.refused);
  return (
    open.find((one) => one.type === nextOf[state]) ??
    (state === "closed" ? null : open.find((one) => one.type === "incident.completed")) ??
    open.find((one) => !life.includes(one.type) && one.type === "note.added") ??
    null
  );
}

/** The next step of the incident's life, when the reader may take it. */
export function nextStep(
  dossier: Dossier,
  caller: Caller,
  convention: Convention,
  now: Date,
): PersonEvent | null {
  const next = nextOf[dossier.state];
  if (!next || !caller.tenures.some((one) => permissions[one.function as Role]?.[next as Right])) return null;
  return refusalOf(dossier, caller, next, convention, now) ? null : next;
}
