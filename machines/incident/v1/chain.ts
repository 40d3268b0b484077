import type { Alert, Convention, Target, When } from "#conventions/schema.ts";
import type { NoticeFacts, PlanItem } from "../../effects.ts";
import { actingKinds } from "../../parties.ts";
import type { World } from "../../step.ts";
import { answererOf } from "../../time/answerer.ts";
import { dueAt } from "../../time/due.ts";
import type { IncidentContext } from "./context.ts";

/** Whether the conditions of a rule hold; what a rule leaves out is no condition. */
export function holds(
  when: Omit<When, "onlyFollowUp">,
  incident: IncidentContext,
  convention: Convention,
): boolean {
  const { facts, scope, declarer } = incident;
  const kinds = actingKinds(declarer.kind, convention);
  const compromised = facts.compromises.map((one) => one.split(":")[0] as string);
  return (
    (!when.declaredBy || when.declaredBy.some((kind) => kinds.includes(kind))) &&
    (!when.categories || when.categories.includes(facts.category)) &&
    (!when.certainty || when.certainty.includes(facts.certainty)) &&
    (when.personalData === undefined || when.personalData === facts.personalData) &&
    (!when.perimeter || when.perimeter.includes(scope.perimeter)) &&
    (!when.compromises || when.compromises.some((one) => compromised.includes(one)))
  );
}

/** The alert rules that apply, in the order of the convention (VER-7, MBN-4.4, NAN-P2-4, BEA-6, ATR-7). */
export function alertsFor(incident: IncidentContext, convention: Convention, followUp = false): Alert[] {
  return convention.alerts.filter(
    (alert) => Boolean(alert.when.onlyFollowUp) === followUp && holds(alert.when, incident, convention),
  );
}

/** Whom these rules name, target by target. */
export function planOf(
  alerts: { key: string; rule: string; article: string; to: Target[] }[],
  convention: Convention,
) {
  return alerts.flatMap((alert) =>
    alert.to.map((target): PlanItem => {
      const item = { alert: alert.key, rule: alert.rule, article: alert.article, target };
      if (target.to !== "mailbox") return item;
      const mailbox = convention.mailboxes.find(({ key }) => key === target.mailbox);
      if (!mailbox)
        throw new Error(`Boîte « ${target.mailbox} » absente de la convention ${convention.key}.`);
      return {
        ...item,
        mailbox: { address: mailbox.address, organisation: mailbox.organisation, name: mailbox.purpose },
      };
    }),
  );
}

/** What the messages of a wave say, frozen. */
export function noticeFacts(
  incident: IncidentContext,
  world: World,
  alerts: Alert[],
  at: string,
  text?: string,
): NoticeFacts {
  const { facts, place, declarer, scope } = incident;
  return {
    ref: world.ref,
    title: facts.title,
    category: facts.category,
    certainty: facts.certainty,
    description: facts.description,
    place: place.name,
    placeKey: place.key,
    dispositif: world.convention.dispositif.name,
    declarer: declarer.name,
    noticedAt: facts.noticedAt,
    personalData: facts.personalData,
    perimeter: scope.perimeter,
    timezone: place.timezone,
    exercise: facts.exercise,
    ...(facts.suspension && { suspension: facts.suspension }),
    ...(text && { text }),
    alerts: Object.fromEntries(
      alerts.map((alert) => [
        alert.key,
        {
          statement: alert.statement,
          expected: alert.expected,
          rule: alert.rule,
          article: alert.article,
          ...(alert.within && { answerBy: dueAt(at, alert.within, answererOf(place, world.convention)).end }),
        },
      ]),
    ),
  };
}
