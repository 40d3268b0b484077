import type { Target } from "#conventions/schema.ts";
import type { CellRole } from "#runbooks/schema/words.ts";
import { levelsOf } from "../../alerting/chase.ts";
import type { CrisisFacts, CrisisTemplate, Effect, PlanItem } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { answererOf } from "../../time/answerer.ts";
import { dueAt } from "../../time/due.ts";
import type { CrisisContext } from "./context.ts";
import { seatLabels } from "./labels.ts";

type Line = {
  key: string;
  rule: string;
  article: string;
  statement: string;
  expected: string[];
  to: Target[];
};
const procedure = { rule: "MBN-6.2", article: "6.2" };

/** What the messages of a crisis to professionals say, frozen. */
export function crisisFacts(
  crisis: CrisisContext,
  world: World,
  at: string,
  lines: Omit<Line, "to">[],
  text?: string,
): CrisisFacts {
  const within = world.convention.acknowledgement.remindAfter;
  const answerBy = dueAt(at, within, answererOf(crisis.facts.place, world.convention)).end;
  return {
    kind: "crisis",
    ref: world.ref,
    title: crisis.facts.title,
    dispositif: world.convention.dispositif.name,
    timezone: crisis.facts.place.timezone,
    exercise: crisis.facts.exercise,
    at,
    ...(text && { text }),
    alerts: Object.fromEntries(
      lines.map(({ key, rule, article, statement, expected }) => [
        key,
        { rule, article, statement, expected, ...(key.startsWith("cell-") && { answerBy }) },
      ]),
    ),
  };
}

/** One wave of messages to functions. */
export function wave(
  crisis: CrisisContext,
  { at }: Happening,
  world: World,
  w: { notice: string; template: CrisisTemplate; lines: Line[]; text?: string },
): Effect {
  const plan: PlanItem[] = w.lines.flatMap(({ key, rule, article, to }) =>
    to.map((target) => ({ alert: key, rule, article, target })),
  );
  return {
    do: "alert",
    notice: w.notice,
    template: w.template,
    plan,
    scope: crisis.scope,
    levels: levelsOf(world.convention),
    facts: crisisFacts(crisis, world, at, w.lines, w.text),
  };
}

const at = (fn: string, place: string, ...otherwise: string[]): Target =>
  ({ to: "function", function: fn, at: place, ...(otherwise.length && { otherwise }) }) as Target;

/** Who is called to each seat. A dispositif has only some of these organisations: the rest is nobody. */
const callsTo: Partial<Record<CellRole, Target[]>> = {
  rssi: [at("rssi", "academie", "dsi")],
  communication: [at("dane", "academie", "recteur")],
  dpd: [at("dpd", "academie")],
  prestataire: [at("exploitant", "prestataire")],
  liaison: [
    {
      to: "parties",
      functions: ["rssi", "dsi", "dane", "elu", "draaf"],
      others: true,
      kinds: ["region", "departement", "commune", "dsden", "draaf"],
    },
  ],
};
const strategic: Target[] = [
  at("recteur", "academie", "dasen"),
  at("dasen", "dsden"),
  at("elu", "region", "dsi"),
];

const seatLine = (role: CellRole, to: Target[]): Line => ({
  key: `cell-${role}`,
  ...procedure,
  statement: `Vous êtes appelé dans la cellule de crise, au siège « ${seatLabels[role]} ».`,
  expected: ["Répondez que vous venez.", "Ouvrez la salle de crise.", "Prenez les étapes de votre siège."],
  to,
});

export const cellLines = (): Line[] =>
  (Object.entries(callsTo) as [CellRole, Target[]][]).map(([role, to]) => seatLine(role, to));
export const strategicLines = (): Line[] => [seatLine("direction", strategic)];

/** Heads of school, as responsible officers: what is going on and what they do (never behind the lock). */
export const headsLine = (statement: string, expected: string[]): Line => ({
  key: "heads",
  ...procedure,
  statement,
  expected,
  to: [at("chefEtablissement", "school", "referentNumerique")],
});

/** The parties, through those who answer for security. */
export const partiesLine = (key: string, statement: string, expected: string[]): Line => ({
  key,
  ...procedure,
  statement,
  expected,
  to: [
    {
      to: "parties",
      functions: ["rssi", "dsi", "dane", "recteur", "draaf", "elu"],
      others: true,
      kinds: ["region", "academie", "departement", "commune", "dsden", "draaf"],
    },
  ],
});

/** Someone of the party that approves. */
export const approverLine = (kind: string, rule: string, article: string): Line => ({
  key: "approval",
  rule,
  article,
  statement: "Un message à la communauté attend votre approbation : sans elle, il ne part pas.",
  expected: ["Lisez le message.", "Approuvez-le, adaptez-le ou refusez-le en disant pourquoi."],
  to: [kind === "academie" ? at("rssi", "academie", "recteur", "dane") : at("elu", kind, "dsi", "rssi")],
});
