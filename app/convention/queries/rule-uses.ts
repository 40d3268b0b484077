import { convention } from "#app/messages/convention.ts";
import type { Convention } from "#conventions/schema.ts";

const { uses: kinds } = convention.page;

/** Something that the console draws from a rule, and its place on the page. */
export type Use = { kind: string; name: string; anchor: string };

/** What follows from each rule, so that the articles and the console's doings stand one to one. */
export function usesOfRules(body: Convention): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (rule: string, use: Use) => uses.set(rule, [...(uses.get(rule) ?? []), use]);
  for (const one of body.fields) {
    const use = { kind: kinds.field, name: one.name, anchor: `champ-${one.key}` };
    add(one.rule, use);
    if (one.decision && one.decision.rule !== one.rule) add(one.decision.rule, use);
  }
  body.alerts.forEach((one, index) => {
    add(one.rule, { kind: kinds.alert, name: `n° ${index + 1}`, anchor: `alerte-${one.key}` });
  });
  for (const one of body.clocks)
    add(one.rule, { kind: kinds.clock, name: one.name, anchor: `delai-${one.key}` });
  body.notifiers.forEach((one, index) => {
    add(one.rule, { kind: kinds.notifier, name: `cas ${index + 1}`, anchor: `notifiant-${one.key}` });
  });
  for (const one of body.mailboxes)
    add(one.rule, { kind: kinds.mailbox, name: one.address, anchor: `boite-${one.key}` });
  for (const one of body.instances)
    add(one.rule, { kind: kinds.instance, name: one.name, anchor: `instance-${one.key}` });
  if (body.federation) {
    const { rule, commitments, checks } = body.federation;
    const cited = [rule, commitments.identity.rule, commitments.service.rule, checks.rule];
    for (const one of new Set(cited)) add(one, { kind: kinds.federation, name: "", anchor: "federation" });
  }
  for (const rule of body.calendar.choices)
    add(rule, { kind: kinds.calendar, name: "", anchor: "calendrier" });
  add(body.acknowledgement.rule, { kind: kinds.acknowledgement, name: "", anchor: "accuses" });
  return uses;
}
