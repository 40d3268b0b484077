import type { Effect } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { IncidentContext } from "./context.ts";

const PREFIX = "sso-application:";

/**
 * An application that an incident names among what is compromised is suspended in the same transaction (MBN-6.1):
 * every request for it in the dispositif is told, which of them has an open link is theirs to know. Once the incident
 * no longer names it, or is closed, they are told so; its return stays a decision. An exercise suspends nothing real.
 */
export function tellApplications(incident: IncidentContext, { type }: Happening, world: World) {
  const { facts, applications: known = [] } = incident;
  if (facts.exercise) return { effects: [] };
  const open = type !== "incident.closed";
  const named = open ? facts.compromises.filter((one) => one.startsWith(PREFIX)) : [];
  const by = { dossier: world.dossier, ref: world.ref, title: facts.title };
  const tell = (subject: string, type: string): Effect => ({
    do: "tell",
    to: { subject },
    event: { type, data: { by } },
  });
  const effects = [
    ...named.filter((one) => !known.includes(one)).map((one) => tell(one, "application.compromised")),
    ...known.filter((one) => !named.includes(one)).map((one) => tell(one, "application.cleared")),
  ];
  return { incident: { applications: named }, effects };
}
