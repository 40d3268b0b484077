import type { CrisisDataOf } from "../events.ts";
import { dataOf } from "../rules.ts";
import { choice, type Duty, procedure, refuse } from "./refuse.ts";

/** Criteria are ticked, not assumed; a runbook that no commission approved runs only by a recorded decision. */
const activation: Duty = (crisis, happening, { runbook }) => {
  const { criteria, unapproved } = dataOf<CrisisDataOf<"crisis.activated">>(happening);
  unknownCriteria(criteria, runbook.activation);
  if (!crisis.facts.runbook.approved && !crisis.unapproved && !unapproved && !crisis.facts.exercise)
    refuse({
      ...procedure,
      because:
        "Cette procédure n’a pas été approuvée par une commission : la direction de crise peut l’employer, en écrivant pourquoi.",
      instead: ["crisis.activated"],
    });
};

function unknownCriteria(given: string[], known: { key: string }[]) {
  const unknown = given.filter((key) => !known.some((one) => one.key === key));
  if (unknown.length > 0)
    refuse({ ...procedure, because: `Critère absent de la procédure : ${unknown.join(", ")}.` });
}

/** The messaging is not left compromised behind: whoever exits has had it lifted, by two people. */
const exit: Duty = (crisis, happening, { runbook }) => {
  const { criteria } = dataOf<CrisisDataOf<"crisis.exited">>(happening);
  unknownCriteria(criteria, runbook.exit);
  const left = runbook.exit.filter(({ key }) => !criteria.includes(key));
  if (left.length > 0)
    refuse({
      ...procedure,
      because: `Critères de sortie pas encore constatés : ${left.map(({ text }) => text.replace(/\.$/, "")).join(" ; ")}.`,
      instead: ["crisis.exited"],
    });
  if (Object.values(crisis.compromises).some((one) => one.confirmed))
    refuse({
      ...choice,
      because: "Une compromission est encore déclarée : deux personnes la lèvent avant la sortie.",
      instead: ["restoration.declared"],
    });
};

const finishAction: Duty = (crisis, happening) => {
  const one = crisis.retex.actions.find(({ key }) => key === dataOf<{ key: string }>(happening).key);
  if (!one || one.done) refuse({ ...choice, because: "Cette action est déjà faite, ou n’existe pas." });
};

const settleAction: Duty = (crisis, happening, ...rules) => {
  finishAction(crisis, happening, ...rules);
  const { verdict, dueAt } = dataOf<CrisisDataOf<"retex.action-settled">>(happening);
  if (verdict === "extended" && !(dueAt && Date.parse(dueAt) > Date.parse(happening.at)))
    refuse({ ...choice, because: "La nouvelle échéance d’une action est à venir." });
};

const close: Duty = (crisis) => {
  if (!crisis.retex.summary)
    refuse({
      ...choice,
      because: "Le RETEX n’est pas validé : une crise se clôt avec ce qu’on en a appris.",
      instead: ["retex.validated"],
    });
};

export const lifeDuties: Record<string, Duty> = {
  "crisis.activated": activation,
  "crisis.exited": exit,
  "retex.action-done": finishAction,
  "retex.action-settled": settleAction,
  "crisis.closed": close,
};
