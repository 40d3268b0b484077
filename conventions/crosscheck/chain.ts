import type { Finding } from "../problem.ts";
import type { Alert, Clock, Convention, PartyKind, Place, When } from "../schema.ts";
import { targetsOf } from "./references.ts";

function meet<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((value) => b.includes(value));
}

/** Whether some incident satisfies both conditions. */
function overlap(a: When, b: Omit<When, "onlyFollowUp">): boolean {
  const data =
    a.personalData === undefined || b.personalData === undefined || a.personalData === b.personalData;
  return (
    data &&
    meet(a.categories, b.categories) &&
    meet(a.certainty, b.certainty) &&
    meet(a.perimeter, b.perimeter) &&
    meet(a.compromises, b.compromises)
  );
}

function canMeet(alert: Alert, clock: Clock): boolean {
  const followUp = alert.when.onlyFollowUp === true;
  if (followUp !== (clock.metBy === "follow-up-sent")) return false;
  return overlap(alert.when, clock.when) && meet(alert.when.declaredBy, clock.for);
}

function checkClocks(convention: Convention): Finding[] {
  return convention.clocks.flatMap((clock, rank) => {
    if (clock.metBy === "authority-notified") {
      if (convention.notifiers.length > 0) return [];
      const message = "Aucun notifiant n’est désigné ; on attend au moins une entrée dans « notifiers ».";
      return [{ path: ["clocks", rank, "metBy"], message }];
    }
    if (convention.alerts.some((alert) => canMeet(alert, clock))) return [];
    const wanted = clock.metBy === "follow-up-sent" ? "une alerte « onlyFollowUp: true »" : "une alerte";
    const message = `Aucune alerte ne permet de tenir ce délai ; on attend ${wanted} des mêmes parties et des mêmes cas.`;
    return [{ path: ["clocks", rank, "metBy"], message }];
  });
}

// Schools, circonscriptions and communes come from the directory; these come from the convention.
const named: Partial<Record<Place, PartyKind>> = {
  region: "region",
  academie: "academie",
  departement: "departement",
  dsden: "dsden",
  prestataire: "prestataire",
  draaf: "draaf",
};

function checkTargets(convention: Convention): Finding[] {
  const organisations = new Set(convention.organisations.map((organisation) => organisation.kind));
  const parties = new Set(convention.parties.map((party) => party.kind));
  return targetsOf(convention).flatMap(({ path, value }): Finding[] => {
    if (value.to === "function") {
      const kind = named[value.at];
      if (kind === undefined || organisations.has(kind)) return [];
      const message = `Aucune organisation de nature « ${kind} » dans « organisations » : cette alerte n’atteindrait personne.`;
      return [{ path: [...path, "at"], message }];
    }
    if (value.to === "mailbox") return [];
    return (value.kinds ?? []).flatMap((kind, at) =>
      parties.has(kind)
        ? []
        : [
            {
              path: [...path, "kinds", at],
              message: `Aucune partie de nature « ${kind} » dans « parties ».`,
            },
          ],
    );
  });
}

/** Whoever decides of the federation has signed (ATR-8). */
function checkDeciders({ federation, parties }: Convention): Finding[] {
  const signed = new Set(parties.map(({ kind }) => kind));
  return (federation?.decides ?? []).flatMap(({ kind }, at) =>
    signed.has(kind)
      ? []
      : [
          {
            path: ["federation", "decides", at, "kind"],
            message: `Aucune partie de nature « ${kind} » dans « parties » : personne ne pourrait décider.`,
          },
        ],
  );
}

/** No alert without anyone to reach, no clock that nothing can meet. */
export function checkChain(convention: Convention): Finding[] {
  return [...checkClocks(convention), ...checkTargets(convention), ...checkDeciders(convention)];
}
