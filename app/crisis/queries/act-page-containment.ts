import { randomUUID } from "node:crypto";
import { containmentWords, crisisAct, measureWords, seatWord } from "#app/messages/crisis-act.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { containmentsOf } from "#machines/crisis/v1/changes/containment.ts";
import type { ContainmentFacts } from "#machines/crisis/v1/context.ts";
import { actionsOf } from "#runbooks/actions.ts";
import type { Measure } from "#runbooks/schema/words.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { type ActForm, mistakes } from "./act-page-field.ts";

const { field: words, wrong: said } = crisisAct;
const MOST = 200;

/** Measures that a step of the procedure foresees. */
const foreseen = ({ runbook }: ActPage): Measure[] => [
  ...new Set(
    actionsOf(runbook).flatMap((action) =>
      action.kind === "step" && action.act?.do === "contain" ? [action.act.measure] : [],
    ),
  ),
];
const proposed = ({ context }: ActPage): ContainmentFacts[] =>
  containmentsOf(context).filter(({ state }) => state === "proposed");

/** One identifier a line, or several separated by spaces or commas. */
const targetsOf = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

const propose: ActForm = {
  start({ page }, search) {
    const list = foreseen(page);
    const asked = list.find((one) => one === search.get("mesure"));
    return { measure: asked ?? (list.length === 1 ? (list[0] ?? "") : ""), key: randomUUID() };
  },
  fields: ({ page }) => [
    { as: "kept", name: "key" },
    {
      as: "cards",
      name: "measure",
      legend: containmentWords.measure,
      choices: foreseen(page).map((value) => ({ value, ...measureWords[value] })),
    },
    {
      as: "text",
      name: "targets",
      label: containmentWords.targets,
      hint: containmentWords.targetsHint,
      rows: 6,
      required: true,
    },
    { as: "text", name: "reason", label: words.facts, hint: words.factsHint, rows: 4, required: true },
  ],
  read(_, { key = "", measure, targets: typed = "", reason }) {
    const { errors, wrong } = mistakes();
    const targets = targetsOf(typed);
    if (!measure) wrong("measure", containmentWords.noMeasure);
    if (targets.length === 0) wrong("targets", containmentWords.noTarget);
    const odd = targets.find((one) => !/^[\w-]{1,100}$/.test(one));
    if (odd) wrong("targets", containmentWords.oddTarget(odd.slice(0, 60)));
    if (targets.length > MOST) wrong("targets", containmentWords.manyTargets(targets.length, MOST));
    if (!reason) wrong("reason", said.text);
    return { data: { key, measure, targets, reason }, errors };
  },
  nothing: (page) => (foreseen(page).length === 0 ? containmentWords.nothingForeseen : null),
};

function choiceOf(page: ActPage, one: ContainmentFacts) {
  const { key, measure, targets, by, at, reason } = one;
  const when = formatDateTime(new Date(at), zoneOf(page));
  return {
    value: key,
    label: containmentWords.proposal(measureWords[measure].label, targets.length),
    hint: `${containmentWords.proposedBy(by.name, seatWord(by.role), when)} « ${reason} » ${containmentWords.listed(targets)}`,
  };
}

const onProposed = (legend: string, withReason: boolean): ActForm => ({
  start({ page }, search) {
    const list = proposed(page);
    const asked = list.find(({ key }) => key === search.get("cle"));
    return { key: asked?.key ?? (list.length === 1 ? (list[0]?.key ?? "") : "") };
  },
  fields: ({ page }) => [
    { as: "cards", name: "key", legend, choices: proposed(page).map((one) => choiceOf(page, one)) },
    ...(withReason
      ? ([
          {
            as: "text",
            name: "reason",
            label: words.reason,
            hint: words.reasonHint,
            rows: 3,
            required: true,
          },
        ] as const)
      : []),
  ],
  read(_, { key, reason }) {
    const { errors, wrong } = mistakes();
    if (!key) wrong("key", containmentWords.noProposal);
    if (withReason && !reason) wrong("reason", said.text);
    return { data: { key, ...(withReason && { reason }) }, errors };
  },
  nothing: (page) => (proposed(page).length === 0 ? containmentWords.nothingProposed : null),
});

export const containmentForms = {
  "containment.proposed": propose,
  "containment.confirmed": onProposed(containmentWords.which, false),
  "containment.withdrawn": onProposed(containmentWords.which, true),
} as const;
