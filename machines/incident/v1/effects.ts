import { levelsOf } from "../../alerting/chase.ts";
import { closeTask, deadLetter, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { alertWave, reminders, sendFollowUp } from "./alerts.ts";
import { tellApplications } from "./applications.ts";
import { noticeFacts, planOf } from "./chain.ts";
import { clockOf } from "./changes.ts";
import { meetClocks, windClocks } from "./clocks.ts";
import type { IncidentContext } from "./context.ts";
import type { DataOf, IncidentEvent } from "./events.ts";

/** What one named action of the chart means: rows to write, and what the incident remembers of it. */
type Made = { incident?: Partial<IncidentContext>; effects: Effect[] };
type Make = (incident: IncidentContext, happening: Happening, world: World) => Made;

const data = <Type extends IncidentEvent>(happening: Happening, _type: Type) =>
  happening.data as DataOf<Type>;

export const effects: Record<string, Make> = {
  grantAccess: (_, happening) => {
    const { declarer, place, parties } = data(happening, "incident.declared");
    return {
      effects: [
        {
          do: "grant",
          organisations: [
            { id: declarer.id, via: "declarer" as const },
            { id: place.id, via: "place" as const },
            ...parties.map((id) => ({ id, via: "party" as const })),
          ],
        },
      ],
    };
  },
  alertChain: alertWave,
  sendFollowUp,
  windClocks: (incident, happening, world) => {
    const { clocks, effects } = windClocks(incident, world.convention, happening.at);
    return { incident: { clocks }, effects };
  },
  // ATR-7.2: quality of service goes to the Comité de pilotage.
  listForCommittee: (incident) => ({
    effects: incident.facts.suspension
      ? [
          {
            do: "open-task",
            task: {
              key: "committee",
              kind: "decision",
              function: "rssi",
              title: "Inscrire la suspension à l'ordre du jour du prochain Comité de pilotage",
              rule: "ATR-7.2",
              article: "7.2",
            },
          },
        ]
      : [],
  }),
  keepAttachment: (_, happening) => ({ effects: keepAttachment(happening) }),
  recordAnswer: (_, happening) => {
    const { delivery, answer } = data(happening, "alert.acknowledged");
    return { effects: [{ do: "answer", delivery, answer }] };
  },
  sealNotice: (_, happening) => ({ effects: sealNotice(happening) }),
  // The 48 h are kept once the alerts have left (MBN-4.4, NAN-P2-4, BEA-6), not when they were decided.
  meetAlertClocks: (incident, happening, world) => {
    const { notice, sent } = data(happening, "alerts.sent");
    const met =
      incident.waves.some((wave) => wave.key === notice) && sent > 0 ? ("alerts-sent" as const) : null;
    const followUp = notice.startsWith("follow-up-") && sent > 0 ? ("follow-up-sent" as const) : null;
    const metBy = met ?? followUp;
    if (!metBy) return { effects: [] };
    const { clocks, effects } = meetClocks(incident, world.convention, metBy);
    return { incident: { clocks }, effects };
  },
  meetAuthorityClocks: (incident, _, world) => {
    const { clocks, effects } = meetClocks(incident, world.convention, "authority-notified");
    return { incident: { clocks }, effects };
  },
  // No address answers: the substitute, then the level above, at once; a person sees the dead letter.
  fallBack: (incident, happening, world) => {
    const { notice, deliveries } = data(happening, "deliveries.failed");
    const facts = noticeFacts(incident, world, world.convention.alerts, happening.at);
    return {
      effects: [
        {
          do: "escalate",
          about: notice,
          notice: `${notice}.fallback-${deliveries[0]?.slice(0, 8)}`,
          levels: levelsOf(world.convention),
          deliveries,
          facts,
        },
        deadLetter(happening, (count) =>
          count === 1
            ? "Une alerte n'a pas pu être remise : corriger l'adresse ou joindre la personne"
            : `${count} alertes n'ont pas pu être remises : corriger les adresses ou joindre les personnes`,
        ),
      ],
    };
  },
  reachDeadline: (incident, happening, world) => {
    const key = clockOf(happening);
    if (!key) return reminders(incident, happening, world);
    const clock = world.convention.clocks.find((one) => one.key === key);
    if (!clock || incident.clocks[key] !== "breached") return { effects: [] };
    const told = { key: `breach-${key}`, rule: clock.rule, article: clock.article, to: clock.onBreach };
    const saying = {
      ...told,
      when: {},
      statement: clock.statement,
      expected: [
        "Prenez contact sans attendre avec la partie en retard et consignez la suite dans le dossier.",
      ],
    };
    const effects: Effect[] = [{ do: "settle-deadline", key: `clock-${key}`, as: "breached" }];
    if (clock.onBreach.length > 0)
      effects.push({
        do: "alert",
        notice: `breach-${key}`,
        template: "breach",
        plan: planOf([told], world.convention),
        scope: incident.scope,
        levels: levelsOf(world.convention),
        facts: noticeFacts(incident, world, [saying], happening.at, clock.name),
      });
    effects.push({
      do: "open-task",
      task: {
        key: `breach-${key}`,
        kind: "breach",
        function: "rssi",
        title: `Délai dépassé : ${clock.name}`,
        rule: clock.rule,
        article: clock.article,
      },
    });
    return { effects };
  },
  retryDelivery: (_, happening) => ({ effects: retryDelivery(happening) }),
  closeTask: (_, happening) => ({ effects: closeTask(happening) }),
  tellApplications,
};
