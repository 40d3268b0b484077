import type { Finding } from "../problem.ts";
import type { Convention, Duration } from "../schema.ts";

function checkDates({ version, until }: Convention): Finding[] {
  if (until === undefined || until >= version) return [];
  return [{ path: ["until"], message: `La fin (${until}) précède la date d’effet (${version}).` }];
}

function checkParties(convention: Convention): Finding[] {
  const kinds = new Map(convention.organisations.map(({ key, kind }) => [key, kind]));
  return convention.parties.flatMap((party, rank) => {
    const kind = party.organisation === undefined ? undefined : kinds.get(party.organisation);
    if (kind === undefined || kind === party.kind) return [];
    const message = `La partie est de nature « ${party.kind} », son organisation de nature « ${kind} » ; on attend la même.`;
    return [{ path: ["parties", rank, "kind"], message }];
  });
}

/** Follows `next` from a start; the cycle’s first key again, or undefined. */
function loops(start: string, next: (key: string) => string | undefined): boolean {
  const seen = new Set([start]);
  for (let at = next(start); at !== undefined; at = next(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

// An escalation that turns in circles would page the same people for ever.
function checkLevels({ levels }: Convention): Finding[] {
  const places = Object.keys(levels) as (keyof typeof levels)[];
  return places.flatMap((place): Finding[] => {
    const above = levels[place]?.above;
    if (above === undefined) return [];
    const path = ["levels", place, "above"];
    if (!levels[above])
      return [{ path, message: `Le niveau « ${above} » n’est pas décrit dans « levels ».` }];
    if (!loops(place, (key) => levels[key as typeof place]?.above)) return [];
    return [{ path, message: `Les niveaux tournent en rond à partir de « ${place} ».` }];
  });
}

function checkParents({ organisations }: Convention): Finding[] {
  const parents = new Map(organisations.map(({ key, parent }) => [key, parent]));
  return organisations.flatMap(({ key }, rank) =>
    loops(key, (at) => parents.get(at))
      ? [
          {
            path: ["organisations", rank, "parent"],
            message: `Les rattachements de « ${key} » tournent en rond.`,
          },
        ]
      : [],
  );
}

/** Minutes of a plain duration; working time has no fixed length, so it is not compared. */
function minutes({ minutes, hours }: Duration): number | undefined {
  return minutes ?? (hours === undefined ? undefined : hours * 60);
}

function checkDelays({ acknowledgement }: Convention): Finding[] {
  const steps = (["remindAfter", "remindAgain", "escalateAfter"] as const).flatMap((step) => {
    const duration = acknowledgement[step];
    const length = duration === undefined ? undefined : minutes(duration);
    return length === undefined ? [] : [{ step, length }];
  });
  return steps.flatMap(({ step, length }, rank) => {
    const before = steps[rank - 1];
    if (before === undefined || before.length < length) return [];
    const message = `« ${step} » vient avant « ${before.step} » ; on attend des délais croissants depuis l’envoi.`;
    return [{ path: ["acknowledgement", step], message }];
  });
}

/** A message runs from a least to a most; temps 1 needs an authority that the table gives. */
function checkProcesses({ communication }: Convention): Finding[] {
  return Object.entries(communication?.processes ?? {}).flatMap(([name, { runs, t1 }]) => {
    const path = ["communication", "processes", name];
    const found: Finding[] = [];
    if (runs && runs.from > runs.to)
      found.push({
        path: [...path, "runs"],
        message: `La durée va de ${runs.from} à ${runs.to} jours ; on attend l’ordre croissant.`,
      });
    // The last row takes what no other takes, or a message would wait for nobody.
    const last = communication?.approvers.at(-1);
    if (t1 && (!last || last.topics || last.schools))
      found.push({
        path: ["communication", "approvers"],
        message: `Le temps 1 de « ${name} » demande une autorité pour tout sujet : on attend une dernière ligne sans « topics » ni « schools ».`,
      });
    return found;
  });
}

/** Dates in order, natures that agree, no circle, delays that grow. */
export function checkSense(convention: Convention): Finding[] {
  return [
    ...checkDates(convention),
    ...checkParties(convention),
    ...checkLevels(convention),
    ...checkParents(convention),
    ...checkDelays(convention),
    ...checkProcesses(convention),
  ];
}
