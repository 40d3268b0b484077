import type { Happening } from "../../../step.ts";
import type { CrisisContext } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import type { CaseFacts } from "../facts.ts";
import { type Change, dataOf, personOf, type Rules } from "../rules.ts";
import { opened } from "./steps.ts";

/** First context of a crisis: nobody sits yet, no step is open, the lock is untouched. */
export function begun({ data, by }: Happening): CrisisContext {
  const facts = data as CaseFacts;
  const { place, declarer, perimeter, schools } = facts;
  return {
    facts,
    scope: {
      perimeter,
      place: place.id,
      declarer: declarer.id,
      author: by.id,
      ...(schools?.length && { schools }),
      ...(place.departement && { departement: place.departement }),
      ...(place.academie && { academie: place.academie }),
    },
    severity: null,
    activation: [],
    exit: [],
    cells: [],
    members: [],
    steps: {},
    actions: {},
    compromises: {},
    channels: [],
    messages: [],
    press: [],
    authorities: [],
    sitreps: [],
    retex: { notes: [], actions: [] },
    waves: [],
    lines: 0,
  };
}

const qualify: Change = (crisis, happening) => {
  const { severity, perimeter, personalData } = dataOf<CrisisDataOf<"crisis.qualified">>(happening);
  return {
    severity,
    facts: { ...crisis.facts, perimeter, personalData },
    scope: { ...crisis.scope, perimeter },
  };
};

/** Whoever activates sits as direction until the seat is handed over, so that a cell never has no head. */
const activate: Change = (crisis, happening, rules) => {
  const { criteria, unapproved } = dataOf<CrisisDataOf<"crisis.activated">>(happening);
  const { at, by } = happening;
  const person = personOf(by);
  const vacant = !crisis.members.some((one) => one.role === "direction" && !one.until && !one.substitute);
  const ticked = criteria.filter((key) => !crisis.activation.some((one) => one.key === key));
  return {
    activation: [...crisis.activation, ...ticked.map((key) => ({ key, by: person, at }))],
    cells: crisis.cells.length > 0 ? crisis.cells : ["operational"],
    ...(unapproved && { unapproved: { reason: unapproved, by: person, at } }),
    ...(vacant &&
      by.organisation && {
        members: [
          ...crisis.members,
          {
            ...person,
            role: "direction" as const,
            function: by.function ?? "",
            organisation: by.organisation,
            substitute: false,
            since: at,
          },
        ],
      }),
    ...(Object.keys(crisis.steps).length === 0 && begin(crisis, happening, rules)),
  };
};

const begin = (crisis: CrisisContext, happening: Happening, rules: Rules) =>
  opened(crisis, {}, happening, rules);

const exit: Change = (crisis, happening) => {
  const { criteria } = dataOf<CrisisDataOf<"crisis.exited">>(happening);
  const by = personOf(happening.by);
  // A declaration that nobody confirmed does not wait for the next crisis.
  return {
    exit: criteria.map((key) => ({ key, by, at: happening.at })),
    channels: [],
    compromises: {},
    ...(crisis.applications && { applications: [] }),
  };
};

const again: Change = (crisis, happening, rules) => ({ ...activate(crisis, happening, rules), exit: [] });

export const lifeChanges: Record<string, Change> = {
  "crisis.opened": () => ({}),
  "crisis.qualified": qualify,
  "crisis.activated": again,
  "crisis.stood-down": () => ({}),
  "crisis.exited": exit,
  "crisis.closed": () => ({}),
  "cell.strategic-opened": () => ({ cells: ["operational", "strategic"] }),
};
