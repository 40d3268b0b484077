import { convention as texts } from "#app/messages/convention.ts";
import * as words from "#app/messages/convention-sentences.ts";
import { citedFor } from "#conventions/instance.ts";
import { functionShortLabels, perimeterLabels, ruleDomainLabels } from "#conventions/labels.ts";
import {
  type Clock,
  type Convention,
  type Federation,
  federationRoles,
  type Instance,
  type InstancePart,
  type RuleDomain,
  type Target,
} from "#conventions/schema.ts";
import { usesOfRules } from "./rule-uses.ts";

type Names = Parameters<typeof words.perimeterWords>[1];

/** What a page cites: the rule that makes it so. */
export type Cited = { rule: string; article: string };
const cited = ({ rule, article }: Cited): Cited => ({ rule, article });

/**
 * A convention as sentences, one list a section: the page only lays them out, and the browser gets neither the
 * schema nor the data it has no use for.
 */
export function conventionView(body: Convention, names: Names) {
  const mailbox = (key: string) => body.mailboxes.find((one) => one.key === key)?.address ?? key;
  const target = (one: Target) => words.targetWords(one, mailbox);
  const uses = usesOfRules(body);
  const domains = Object.keys(ruleDomainLabels) as RuleDomain[];
  return {
    perimeter: body.perimeter.map((slice) => words.perimeterWords(slice, names)),
    fields: body.fields.map((field) => ({
      ...cited(field),
      key: field.key,
      name: field.name,
      statement: field.statement,
      lead: words.kindsWords(field.lead),
      decides: words.kindsWords(field.decides, "ou"),
      closes: words.kindsWords(field.closes, "ou"),
      informed: words.kindsWords(field.informed),
      proposed: words.categoriesWords(field.categories),
      decision: field.decision ? cited(field.decision) : null,
    })),
    alerts: body.alerts.map((alert) => ({
      ...cited(alert),
      key: alert.key,
      statement: alert.statement,
      when: words.whenWords(alert.when),
      to: alert.to.map(target),
      expected: alert.expected,
      within: alert.within ? words.durationWords(alert.within) : null,
    })),
    clocks: body.clocks.map((clock) => clockView(clock, target)),
    acknowledgement: {
      rule: body.acknowledgement.rule,
      statement: body.acknowledgement.statement,
      remind: words.durationWords(body.acknowledgement.remindAfter),
      remindAgain: body.acknowledgement.remindAgain
        ? words.durationWords(body.acknowledgement.remindAgain)
        : null,
      escalate: words.durationWords(body.acknowledgement.escalateAfter),
      to: words.escalationWords(body.acknowledgement.escalateTo),
    },
    notifiers: body.notifiers.map((one) => ({
      ...cited(one),
      key: one.key,
      statement: one.statement,
      case: one.perimeter
        ? words.joined(
            one.perimeter.map((key) => perimeterLabels[key]),
            "ou",
          )
        : (one.processings?.map(({ name }) => name).join(" ; ") ?? null),
      by: `${words.kindsWords([one.by])} (${words.joined(
        one.functions.map((key) => functionShortLabels[key]),
        "ou",
      )})`,
      joint: one.jointlyWith ? words.kindsWords(one.jointlyWith) : null,
      informs: one.informs ? words.kindsWords(one.informs) : null,
    })),
    mailboxes: body.mailboxes.map((one) => ({
      ...cited(one),
      key: one.key,
      address: one.address,
      purpose: one.purpose,
      owner: body.organisations.find(({ key }) => key === one.organisation)?.name ?? one.organisation,
    })),
    calendar: { days: words.daysWords(body.calendar.workingDays), choices: body.calendar.choices },
    instances: body.instances.map((one) => ({
      ...cited(one),
      key: one.key,
      name: one.name,
      statement: one.statement,
      parts: instanceParts(one),
    })),
    federation: body.federation
      ? {
          ...cited(body.federation),
          statement: body.federation.statement,
          decides: words.kindsWords(
            body.federation.decides.map(({ kind }) => kind),
            "ou",
          ),
          checks: { rule: body.federation.checks.rule, statement: body.federation.checks.statement },
          commitments: federationRoles.map((role) => {
            const said = (body.federation as Federation).commitments[role];
            return {
              ...cited(said),
              role,
              statement: said.statement,
              names: said.list.map(({ name }) => name),
            };
          }),
        }
      : null,
    domains: domains
      .map((domain) => ({
        domain,
        label: ruleDomainLabels[domain],
        rules: body.rules
          .filter((rule) => rule.domain === domain)
          .map(({ id, article, title, statement }) => ({
            id,
            article,
            title,
            statement,
            uses: uses.get(id) ?? [],
          })),
      }))
      .filter(({ rules }) => rules.length > 0),
  };
}
export type ConventionView = ReturnType<typeof conventionView>;

/** What an instance is made of; each part tells whether the text says so or the console chose (CHOIX-INSTANCES). */
function instanceParts(one: Instance) {
  const parts: [InstancePart, string | null][] = [
    ["members", one.members.map(words.seatWords).join(" ; ") || null],
    ["chair", one.chair ? words.kindsWords([one.chair]) : null],
    ["convenes", one.convenes ? words.kindsWords(one.convenes, "ou") : null],
    ["perYear", one.perYear ? texts.page.perYear(one.perYear) : null],
    ["quorum", words.quorumWords(one.quorum)],
    ["guests", words.guestsWords(one.guests) || null],
    ["castingVote", one.castingVote ? texts.page.instance.castingVoteOf : null],
    ["extra", one.extra ? texts.page.instance.extraOf : null],
    ["matters", words.mattersWords(one.matters) || null],
  ];
  return parts.flatMap(([part, value]) => (value ? [{ part, value, cited: citedFor(one, part) }] : []));
}

function clockView(clock: Clock, target: (one: Target) => string) {
  const condition = words.whenWords(clock.when);
  return {
    ...cited(clock),
    key: clock.key,
    name: clock.name,
    statement: clock.statement,
    duration: clock.duration ? words.durationWords(clock.duration) : null,
    counted: clock.duration ? words.countedWords(clock.duration) : null,
    starts: words.startWords(clock.start),
    binds: words.kindsWords(clock.for),
    when: Object.keys(clock.when).length > 0 ? condition : null,
    met: words.metWords(clock.metBy),
    breach: clock.onBreach.map(target),
  };
}
