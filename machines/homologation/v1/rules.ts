import type { Convention } from "#conventions/schema.ts";
import { type Happening, StepRefused } from "../../step.ts";
import { articleOf, CHOICE, type Cited, FROZEN, RGS } from "./article.ts";
import type { Demarches } from "./content.ts";
import { type HomologationContext, measuresOf, residualOf } from "./context.ts";
import type { HomologationDataOf, HomologationEvent } from "./events.ts";
import { missingPieces, notReady } from "./missing.ts";
import { strategyOf } from "./named.ts";
import { dayAt, shiftMonths } from "./time.ts";

type Asked = {
  context: HomologationContext;
  happening: Happening;
  content: Demarches;
  convention: Convention;
};
type Rule = (asked: Asked) => void;

const refuse = (cited: Cited, because: string, instead: string[] = []): never => {
  throw new StepRefused({ ...cited, because, instead });
};
const data = <Type extends HomologationEvent>({ data }: Happening, _type: Type) =>
  data as HomologationDataOf<Type>;
const listed = (words: string[], most = 5) =>
  words
    .slice(0, most)
    .map((word) => `« ${word} »`)
    .join(", ") + (words.length > most ? "…" : "");
const demarcheOf = ({ context: { file }, content }: Asked) =>
  content.demarches[file.strategy?.demarche ?? "renforcee"];
const known = (list: readonly { key: string }[], key: string) => list.some((one) => one.key === key);

const decision: Rule = (asked) => {
  const { context, happening, content } = asked;
  const given = data(happening, "decision.taken");
  const demarche = demarcheOf(asked);
  const { opinions, risks } = context.file;
  if (opinions.length < demarche.opinions)
    refuse(CHOICE, `Il manque ${demarche.opinions - opinions.length} avis : une démarche ${demarche.label.toLowerCase()} en demande ${demarche.opinions} avant la décision.`, ["opinion.given"]);
  if (given.decision === "refused") {
    if (!given.reason) refuse(RGS, "Un refus se motive : dites ce qui empêche d’homologuer.");
    return;
  }
  if (!given.months || !demarche.months.includes(given.months))
    refuse(CHOICE, `Choisissez une durée de validité : ${demarche.months.join(", ")} mois.`);
  const months = given.months as number;
  if (given.decision === "provisional" && months > content.provisionalMonths)
    refuse(CHOICE, `Une autorisation provisoire vaut ${content.provisionalMonths} mois au plus.`);
  if (given.decision === "reserved" && given.reserves.length === 0)
    refuse(RGS, "Une décision avec réserves en énonce au moins une, avec son responsable et sa date.");
  if (given.decision === "firm" && given.reserves.length > 0)
    refuse(RGS, "Une décision ferme n’a pas de réserve : décidez « avec réserves », ou levez-les d’abord.");
  if (new Set(given.reserves.map(({ key }) => key)).size < given.reserves.length)
    refuse(CHOICE, "Deux réserves portent la même clé.");
  const effectAt = given.effectAt ?? happening.at;
  const submittedAt = context.submitted?.at ?? happening.at;
  if (Date.parse(effectAt) < Date.parse(submittedAt) - 86_400_000)
    refuse(RGS, "Une décision ne prend pas effet avant que le dossier soit présenté.");
  if (Date.parse(effectAt) > Date.parse(shiftMonths(happening.at, 12)))
    refuse(CHOICE, "Une décision prend effet dans l’année : au-delà, le dossier ne dirait plus ce qui est.");
  const until = shiftMonths(effectAt, months, context.timezone);
  const tooLate = given.reserves.find(({ dueAt }) => dueAt > dayAt(until, context.timezone));
  if (tooLate) refuse(CHOICE, `La réserve « ${tooLate.text.slice(0, 60)} » serait due après la fin de validité.`);
  const accepted = new Set(given.accepted);
  const unaccepted = risks.filter((risk) => residualOf(risk) >= content.acceptFrom && !accepted.has(risk.key));
  if (unaccepted.length > 0)
    refuse(RGS, `L’autorité accepte nommément les risques qui restent. À accepter, ou à réduire : ${listed(unaccepted.map(({ event }) => event))}.`, ["decision.taken"]);
}; // biome-ignore format: sentences stay whole

const rules: Partial<Record<HomologationEvent, Rule>> = {
  "strategy.set": ({ happening }) => {
    if (!strategyOf(happening)) refuse(CHOICE, "L’autorité et la conduite du dossier se choisissent parmi les personnes de ce dispositif.", ["strategy.set"]);
  },
  "piece.added": (asked) => {
    const given = data(asked.happening, "piece.added");
    const kinds = demarcheOf(asked).pieces;
    if (!known(kinds, given.kind)) refuse(CHOICE, `Cette démarche n’a pas de pièce « ${given.kind} ».`, kinds.map(({ key }) => `piece:${key}`));
    if (given.kind === "decision") refuse(RGS, "La décision signée se joint après la décision.", ["decision.taken"]);
    const same = asked.context.file.pieces.find(({ kind }) => kind === given.kind);
    if (same && same.version === given.version) refuse(CHOICE, `La version ${given.version} de cette pièce est déjà là : donnez un autre numéro à la nouvelle.`);
  },
  "piece.removed": ({ context, happening }) => {
    if (!known(context.file.pieces, data(happening, "piece.removed").key)) refuse(CHOICE, "Cette pièce n’est pas dans le dossier.");
  },
  "risk.removed": ({ context, happening }) => {
    if (!known(context.file.risks, data(happening, "risk.removed").key)) refuse(CHOICE, "Ce risque n’est pas dans le dossier.");
  },
  "measures.updated": ({ context, happening }) => {
    const strange = data(happening, "measures.updated").changes.filter(({ key }) => !known(measuresOf(context), key));
    if (strange.length > 0) refuse(CHOICE, `${strange.length} mesure(s) ne sont pas dans ce dossier : ${strange.slice(0, 3).map(({ key }) => key).join(", ")}.`);
  },
  "measure.removed": ({ context, happening }) => {
    if (!known(context.file.measures, data(happening, "measure.removed").key)) refuse(CHOICE, "Cette mesure n’est pas dans le dossier.");
  },
  "homologation.readied": (asked) => {
    const missing = notReady(asked.context, demarcheOf(asked));
    const pieces = missingPieces(asked.context, demarcheOf(asked));
    if (pieces.length > 0) refuse(CHOICE, `Il manque des pièces obligatoires : ${listed(pieces)}.`, ["piece.added"]);
    const steps = demarcheOf(asked).steps.filter(({ key }) => missing.some(({ step }) => step === key));
    if (missing.length > 0) refuse(CHOICE, `Étapes à compléter avant de présenter le dossier : ${listed(steps.map(({ title }) => title))}.`, ["strategy.set", "risk.set", "measures.updated"]);
  },
  "homologation.submitted": ({ happening, convention }) => {
    const { instance } = data(happening, "homologation.submitted");
    const keys = ["autorite", ...convention.instances.map(({ key }) => key)];
    if (!keys.includes(instance)) refuse(articleOf(convention), `Cette convention n’a pas d’instance « ${instance} ».`, keys.map((key) => `instance:${key}`));
  },
  "decision.taken": decision,
  "decision.signed": ({ happening }) => {
    if (data(happening, "decision.signed").file.mime !== "application/pdf") refuse(CHOICE, "La décision signée se joint en PDF.");
  },
  "reserve.lifted": ({ context, happening }) => {
    const { key } = data(happening, "reserve.lifted");
    if (!context.reserves[key]) refuse(RGS, "Cette décision n’a pas cette réserve.");
    if (context.reserves[key]?.lifted) refuse(RGS, "Cette réserve est déjà levée.");
  },
  "review.concluded": ({ context, happening }) => {
    const { key } = data(happening, "review.concluded");
    const review = context.reviews.find((one) => one.key === key);
    if (!review) refuse(CHOICE, "Cette homologation n’a pas ce réexamen.");
    if (review?.concluded) refuse(CHOICE, "Ce réexamen est déjà conclu.");
  },
}; // biome-ignore format: one rule a line

/** @throws StepRefused when what is sent contradicts the dossier, its démarche or the RGS. */
export function requireSensible(asked: Asked): void {
  rules[asked.happening.type as HomologationEvent]?.(asked);
}

const filling = /^(strategy|articulations|piece|risk|measures\.added|measure\.)/;
const stateNames: Record<string, string> = {
  new: "pas encore ouverte",
  strategy: "à cadrer",
  preparation: "en préparation",
  ready: "prête",
  commission: "devant la commission",
  decided: "décidée, pas encore en vigueur",
  refused: "refusée",
  "in-force": "en vigueur",
  "to-renew": "à renouveler",
  suspended: "suspendue",
  expired: "expirée",
  superseded: "remplacée",
  withdrawn: "retirée",
  abandoned: "abandonnée",
};

/** Why an event has no place in this state. What is frozen says so in its own words. */
export function notNow(state: string, { decision }: { decision?: unknown }, type: string, able: string[]) {
  if (decision && filling.test(type))
    return {
      ...FROZEN,
      because: `Ce dossier est figé par sa décision : ${type.startsWith("piece.") ? "une nouvelle version de la pièce" : "ce qui change"} appartient au prochain dossier.`,
      instead: ["homologation.open"],
    };
  return {
    ...CHOICE,
    because: `Cette homologation est « ${stateNames[state] ?? state} » : « ${type} » n’y a pas sa place.`,
    instead: able,
  };
}
