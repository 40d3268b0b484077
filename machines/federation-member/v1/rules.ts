import { type Convention, type Federation, federationRoles } from "#conventions/schema.ts";
import { dayWritten } from "../../days.ts";
import { dayAt, shiftMonths } from "../../homologation/v1/time.ts";
import { actingKinds } from "../../parties.ts";
import { type FoundMeeting, type Happening, type Refusal, StepRefused } from "../../step.ts";
import { admissionOf, type MemberContext } from "./context.ts";
import type { MemberDataOf, MemberEvent } from "./events.ts";
import { CHOICE, type Cited, federationOf, offered } from "./federation.ts";
import { startOfDay } from "./time.ts";

type Asked = { context: MemberContext; happening: Happening; convention: Convention; federation: Federation };
type Rule = (asked: Asked) => void;

const refuse = ({ rule, article }: Cited, because: string, instead: string[] = []): never => {
  throw new StepRefused({ rule, article, because, instead });
};
const data = <Type extends MemberEvent>({ data }: Happening, _type: Type) => data as MemberDataOf<Type>;
const listed = (words: string[]) => words.map((word) => `« ${word} »`).join(", ");

/** Who decides of joining and leaving is whom the convention names (ATR-8: the Région). */
const decider: Rule = ({ happening: { by }, convention, federation }) => {
  const kinds = federation.decides.map(({ kind }) => kind);
  const mine = by.organisation ? actingKinds(by.organisation.kind, convention) : [];
  if (kinds.some((kind) => mine.includes(kind))) return;
  const names = convention.parties.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  refuse(federation, `L’entrée dans la fédération et la sortie se décident par : ${names.join(", ")}.`);
};

const inTime: Rule = (asked) => {
  decider(asked);
  const { effectOn } = asked.happening.data as { effectOn?: string };
  const { at } = asked.happening;
  const { timezone } = asked.context.place;
  if (effectOn && startOfDay(effectOn, timezone) > shiftMonths(at, 24))
    refuse(CHOICE, "Une décision prend effet dans les deux ans : au-delà, elle ne dirait plus ce qui est.");
};

const admission: Rule = (asked) => {
  inTime(asked);
  const { context, happening, convention, federation } = asked;
  if (data(happening, "admission.decided").decision === "refused") return;
  const taken = new Set(context.commitments.map(({ key }) => key));
  for (const role of federationRoles) {
    const said = federation.commitments[role];
    const missing = offered(convention, context.roles).filter((one) => one.role === role && !taken.has(one.key));
    if (said.compulsory && missing.length > 0)
      refuse(said, `Un fournisseur de service prend tous les engagements de l’annexe. Il manque : ${listed(missing.map(({ name }) => name))}.`, ["commitments.taken"]);
  }
  if (taken.size === 0)
    refuse(federation.commitments.identity, "L’accord de fédération porte au moins un engagement du membre.", ["commitments.taken"]);
  const broken = context.commitments.filter(({ check }) => check?.outcome === "broken");
  if (broken.length > 0)
    refuse(federation.commitments[broken[0]?.role ?? "service"], `Un engagement constaté non tenu s’oppose à l’entrée : ${listed(broken.map(({ name }) => name))}.`, ["commitment.checked"]);
}; // biome-ignore format: sentences stay whole

const rules: Partial<Record<MemberEvent, Rule>> = {
  "commitments.taken": ({ context, happening, convention, federation }) => {
    const known = new Set(offered(convention, context.roles).map(({ key }) => key));
    const strange = data(happening, "commitments.taken").keys.filter((key) => !known.has(key));
    if (strange.length > 0) refuse(federation.commitments.service, `L’annexe ne prévoit pas cet engagement pour ce rôle : ${strange.slice(0, 3).join(", ")}.`);
    const dropped = context.commitments.find(({ key, check }) => check && !data(happening, "commitments.taken").keys.includes(key));
    if (dropped) refuse(CHOICE, `« ${dropped.name} » a déjà été vérifié : il ne s’efface plus de l’accord.`);
  },
  "member.described": ({ context, happening }) => {
    const { roles } = data(happening, "member.described");
    const lost = context.commitments.find(({ role, check }) => check && !roles.includes(role));
    if (lost) refuse(CHOICE, `« ${lost.name} » a déjà été vérifié pour le rôle que vous retirez : il ne s’efface plus.`);
  },
  "commitment.checked": ({ context, happening, federation }) => {
    const { key, checkedOn } = data(happening, "commitment.checked");
    const commitment = context.commitments.find((one) => one.key === key);
    if (!commitment) refuse(federation.commitments.service, "Ce membre n’a pas pris cet engagement.", ["commitments.taken"]);
    const last = commitment?.check?.checkedOn;
    if (last && checkedOn < last) refuse(CHOICE, `Une vérification plus récente est déjà inscrite, du ${dayWritten(last)}.`);
    if (checkedOn > dayAt(happening.at, context.place.timezone)) refuse(CHOICE, "Une vérification s’inscrit une fois faite : sa date est à venir.");
  },
  "admission.decided": admission,
  "agreement.amended": (asked) => {
    decider(asked);
    const { agreement, effectOn } = data(asked.happening, "agreement.amended");
    const { happening, context } = asked;
    if (effectOn && effectOn > dayAt(happening.at, context.place.timezone)) refuse(CHOICE, "Une modification s’inscrit quand elle prend effet : l’accord affiché est celui qui vaut.");
    const same = JSON.stringify(sorted(agreement)) === JSON.stringify(sorted(asked.context.agreement));
    if (same) refuse(asked.federation, "Rien ne change : l’accord dit déjà cela.");
  },
  "leaving.decided": (asked) => {
    inTime(asked);
    const { context, happening } = asked;
    const { effectOn, how, requestedOn } = data(happening, "leaving.decided");
    const joined = admissionOf(context)?.effectAt ?? "";
    const effectAt = effectOn ? startOfDay(effectOn, context.place.timezone) : happening.at;
    if (effectOn && effectOn < dayAt(joined, context.place.timezone)) refuse(CHOICE, "Une sortie ne prend pas effet avant l’entrée.");
    if (requestedOn && requestedOn > dayAt(effectAt, context.place.timezone)) refuse(CHOICE, "La sortie serait demandée après sa date d’effet.");
    if (how === "breach" && !context.commitments.some(({ check }) => check?.outcome === "broken")) refuse(asked.federation.commitments.service, "Une sortie pour manquement s’appuie sur un engagement constaté non tenu : inscrivez d’abord ce constat.", ["commitment.checked"]);
  },
  "leaving.revoked": (asked) => {
    decider(asked);
    const last = asked.context.decisions.at(-1);
    if (last && last.effectAt <= asked.happening.at) refuse(asked.federation, goneSince(last.effectAt, asked.context.place.timezone), ["member.applied"]);
  },
  "decision.signed": ({ context, happening, federation }) => {
    if (data(happening, "decision.signed").file.mime !== "application/pdf") refuse(CHOICE, "La décision signée se joint en PDF.");
    if (context.signed[context.decisions.length - 1]) refuse(federation, "La décision signée est déjà jointe.");
  },
}; // biome-ignore format: one rule a line

const goneSince = (effectAt: string, zone: string) =>
  `La sortie a pris effet le ${dayWritten(dayAt(effectAt, zone))} : elle ne se révoque plus. Un retour est une nouvelle candidature.`;

/** A meeting that it names was held, in this dispositif. */
function requireMeeting({ data, at }: Happening): void {
  const { sitting, found } = data as { sitting?: string; found?: { meeting?: FoundMeeting | null } };
  if (!sitting) return;
  const held = found?.meeting;
  if (!held || held.at > at)
    refuse(CHOICE, "Cette séance n’est pas de ce dispositif, ou n’a pas encore été tenue : choisissez-en une de la liste, ou dites en mots où la décision a été prise.");
} // biome-ignore format: sentences stay whole

const sorted = (given: object) =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .sort();

/** @throws StepRefused when what is sent contradicts the dossier or the agreement. */
export function requireSensible(asked: Omit<Asked, "federation">): void {
  const federation = federationOf(asked.convention);
  requireMeeting(asked.happening);
  rules[asked.happening.type as MemberEvent]?.({ ...asked, federation });
}

const stateNames: Record<string, string> = {
  new: "pas encore inscrit",
  candidate: "candidat",
  admitted: "admis, entrée à venir",
  member: "membre",
  leaving: "membre, sortie décidée",
  left: "sorti",
  refused: "refusé",
  withdrawn: "candidature retirée",
};
/** Why an event has no place in this state. What a decision froze says so in its own words. */
export function notNow(state: string, type: string, able: string[], { federation }: Convention): Refusal {
  const frozen = ["admitted", "member", "leaving", "left"].includes(state);
  if (frozen && (type === "member.described" || type === "commitments.taken"))
    return {
      ...{ rule: federation?.rule ?? CHOICE.rule, article: federation?.article ?? CHOICE.article },
      because: "L’accord est figé par la décision d’entrée : ce qui change passe par une nouvelle décision.",
      instead: ["agreement.amended"],
    };
  if (state === "left" && type === "leaving.revoked")
    return {
      ...{ rule: federation?.rule ?? CHOICE.rule, article: federation?.article ?? CHOICE.article },
      because: "La sortie a pris effet : elle ne se révoque plus. Un retour est une nouvelle candidature.",
      instead: ["member.applied"],
    };
  const because = `Ce dossier est « ${stateNames[state] ?? state} » : « ${type} » n’y a pas sa place.`;
  return { ...CHOICE, because, instead: able };
}
