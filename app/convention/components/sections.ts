import { convention } from "#app/messages/convention.ts";
import type { ConventionPage } from "../queries/convention-page.ts";

const { page: words } = convention;

/** The sections of the page that have something to show, in its order. */
export function sectionsOf(page: ConventionPage): { id: string; label: string }[] {
  const all = [
    { id: "duree", label: words.life, shown: true },
    { id: "parties", label: words.parties, shown: true },
    { id: "champs", label: words.fields, shown: true },
    { id: "alertes", label: words.alerts, shown: true },
    { id: "delais", label: words.clocks, shown: true },
    { id: "accuses", label: words.acknowledgement, shown: true },
    { id: "cnil", label: words.notifiers, shown: page.notifiers.length > 0 },
    { id: "boites", label: words.mailboxes, shown: page.mailboxes.length > 0 },
    { id: "calendrier", label: words.calendar, shown: true },
    { id: "instances", label: words.instances, shown: page.instances.length > 0 },
    { id: "federation", label: words.federation, shown: page.federation !== null },
    { id: "regles", label: words.rules, shown: true },
    { id: "versions", label: words.versions, shown: true },
  ];
  return all.filter(({ shown }) => shown).map(({ id, label }) => ({ id, label }));
}
