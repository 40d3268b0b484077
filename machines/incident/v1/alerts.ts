import { chase, chaseClocks, levelsOf } from "../../alerting/chase.ts";
import type { Effect } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { alertsFor, noticeFacts, planOf } from "./chain.ts";
import type { IncidentContext, Wave } from "./context.ts";
import type { DataOf } from "./events.ts";

/**
 * Sends the chain to whoever it names and was not told yet: the first time to all, then, when a new fact or a
 * wider perimeter changes whom the convention names, to the new ones alone.
 */
export function alertWave(incident: IncidentContext, happening: Happening, world: World) {
  const { convention } = world;
  const alerts = alertsFor(incident, convention);
  const plan = planOf(alerts, convention);
  const signature = JSON.stringify([plan.map((item) => [item.alert, item.target]), incident.scope]);
  if (plan.length === 0 || incident.waves.some((wave) => wave.signature === signature))
    return { effects: [] };
  const wave: Wave = { key: `alert-${incident.waves.length + 1}`, at: happening.at, signature, reminders: 0 };
  const effects: Effect[] = [
    {
      do: "alert",
      notice: wave.key,
      template: incident.facts.suspension ? "suspension" : "alert",
      plan,
      scope: incident.scope,
      levels: levelsOf(convention),
      facts: noticeFacts(incident, world, alerts, happening.at),
    },
    ...chaseClocks({ wave, convention, place: incident.place }),
  ];
  return { incident: { waves: [...incident.waves, wave] }, effects };
}

/** Follow-up given (« suites données ») to the parties: those the convention names for it, else those it alerts. */
export function sendFollowUp(incident: IncidentContext, happening: Happening, world: World) {
  const named = alertsFor(incident, world.convention, true);
  const alerts = named.length > 0 ? named : alertsFor(incident, world.convention);
  const { text } = happening.data as DataOf<"incident.followed-up">;
  const effect: Effect = {
    do: "alert",
    notice: `follow-up-${incident.followUps}`,
    template: "follow-up",
    plan: planOf(alerts, world.convention),
    scope: incident.scope,
    levels: levelsOf(world.convention),
    facts: noticeFacts(incident, world, alerts, happening.at, text),
  };
  return { effects: [effect] };
}

/** Reminder, then escalation to the substitute and the level above, while someone has not answered. */
export function reminders(incident: IncidentContext, happening: Happening, world: World) {
  const { key, unanswered = 0 } = happening.data as DataOf<"deadline.reached">;
  const [what, waveKey] = [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];
  const wave = incident.waves.find((one) => one.key === waveKey);
  const settled: Effect = { do: "settle-deadline", key, as: "met" };
  if (!wave || unanswered === 0) return { effects: [settled] };
  const facts = noticeFacts(incident, world, alertsFor(incident, world.convention), happening.at);
  const title = `${unanswered} ${unanswered === 1 ? "personne n'a" : "personnes n'ont"} pas accusé réception`;
  const reached = { key, at: happening.at, number: wave.reminders + 1, title };
  const { convention } = world;
  const effects = [settled, ...chase({ wave, convention, place: incident.place }, reached, facts)];
  if (what === "escalate") return { effects };
  const waves = incident.waves.map((one) => (one === wave ? { ...one, reminders: one.reminders + 1 } : one));
  return { incident: { waves }, effects };
}
