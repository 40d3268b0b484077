import type { Federation, Target } from "#conventions/schema.ts";
import { levelsOf } from "../../alerting/chase.ts";
import { closeTask, deadLetter, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect, HomologationFacts, NewDeadline, NewTask } from "../../effects.ts";
import { endOfDay } from "../../homologation/v1/time.ts";
import type { Happening, World } from "../../step.ts";
import { admissionOf, type MemberContext } from "./context.ts";
import type { MemberDataOf, MemberEvent } from "./events.ts";
import { CHOICE, federationOf } from "./federation.ts";
import { daysBefore, dueDays } from "./time.ts";

const PARTIES: Target = {
  to: "parties",
  functions: ["rssi", "dsi", "recteur", "elu", "draaf"],
  others: true,
};
type Asked = { context: MemberContext; happening: Happening; world: World; state: string };
type Make = (asked: Asked) => Effect[];
type Cited = { rule: string; article: string };
const data = <Type extends MemberEvent>({ data }: Happening, _type: Type) => data as MemberDataOf<Type>;
const federation = ({ world }: Asked): Federation => federationOf(world.convention);

/** `all`: the other parties too, whom the agreement binds with it (ATR-8). */
type Duty = {
  what: string;
  all?: true;
  statement: string;
  expected?: string[];
  text?: string;
  cited?: Cited;
};
/** A message to the desk of the federation: whoever holds the function on that day, else the next best. */
function tellDesk(asked: Asked, { what, all, statement, expected = [], text, cited }: Duty): Effect {
  const { context, happening, world } = asked;
  const { rule, article } = cited ?? federation(asked);
  // Unique in the dossier: decided, revoked and decided again within one instant are three waves.
  const notice = `${what}-${Date.parse(happening.at)}-${context.decisions.length}`;
  const facts: HomologationFacts = {
    kind: "homologation",
    ref: world.ref,
    title: context.name,
    dispositif: world.convention.dispositif.name,
    timezone: context.place.timezone,
    exercise: false,
    at: happening.at,
    ...(text && { text }),
    alerts: { [notice]: { statement, expected, rule, article } },
  };
  return {
    do: "alert",
    notice,
    template: "homologation",
    plan: [...federation(asked).desk, ...(all ? [PARTIES] : [])].map((target) => ({
      ...{ alert: notice, rule, article, target },
    })),
    scope: { perimeter: "dispositif", place: context.place.id, declarer: context.place.id },
    levels: levelsOf(world.convention),
    facts,
  };
}

const task = (asked: Asked, one: Omit<NewTask, "rule" | "article" | "kind">): Effect => {
  const { rule, article } = federation(asked);
  return { do: "open-task", task: { kind: "homologation", rule, article, ...one } };
};
const close = (...keys: string[]): Effect[] => keys.map((key) => ({ do: "close-task", key }));
const settle = (as: "met" | "breached" | "cleared", ...keys: string[]): Effect[] =>
  keys.map((key) => ({ do: "settle-deadline", key, as }));
const deadline = (at: string, one: Omit<NewDeadline, "event" | "startedAt">): Effect => ({
  do: "start-deadline",
  deadline: { ...one, startedAt: at, event: { type: "deadline.reached", key: one.key } },
});

/** The clocks of the checks: the soonest that the desk has not been told of, and the warning before it. */
function checkClocks(asked: Asked): Effect[] {
  const { context, happening } = asked;
  const { checks } = federation(asked);
  const days = dueDays(context, checks);
  const next = days.find(({ commitment, dueAt }) => context.told[commitment.key] !== dueAt)?.dueAt;
  const late = days.some(({ dueAt }) => dueAt <= happening.at);
  const warnAt = next && daysBefore(next, checks.warnDays);
  return [
    ...(next ? [deadline(happening.at, { key: "checks", name: `Engagements à vérifier : ${context.name}`, ...CHOICE, dueAt: next, shown: true })] : settle("cleared", "checks")),
    ...(warnAt && warnAt > happening.at ? [deadline(happening.at, { key: "checks-soon", name: `Rappel : engagements à vérifier, ${context.name}`, ...CHOICE, dueAt: warnAt, shown: false })] : settle("cleared", "checks-soon")),
    ...(late ? [] : close("checks")),
  ];
} // biome-ignore format: one clock a line

/** The clock of the agreement itself, where it says its last day. It ends nothing by itself: leaving is a decision. */
function agreementClocks(asked: Asked): Effect[] {
  const { context, happening } = asked;
  const { until } = context.agreement;
  if (!until) return [...settle("cleared", "until", "until-soon"), ...close("renew")];
  const end = endOfDay(until, context.place.timezone);
  const warnAt = daysBefore(end, 90);
  return [
    deadline(happening.at, { key: "until", name: `Fin de l’accord de fédération : ${context.name}`, ...cite(asked), dueAt: end, shown: true }),
    ...(warnAt > happening.at ? [deadline(happening.at, { key: "until-soon", name: `Rappel : fin de l’accord de fédération, ${context.name}`, ...CHOICE, dueAt: warnAt, shown: false })] : []),
  ];
} // biome-ignore format: one clock a line
const cite = (asked: Asked): Cited => {
  const { rule, article } = federation(asked);
  return { rule, article };
};

const CLOCKS = ["effect", "checks", "checks-soon", "until", "until-soon"];
const TASKS = ["decide", "checks", "renew"];

/** What a clock means once it rings. */
function reached(asked: Asked): Effect[] {
  const { context, happening, state } = asked;
  const { key } = data(happening, "deadline.reached");
  if (key === "leave" && context.ended?.how === "left")
    return [
      ...settle("met", "leave"),
      ...settle("cleared", ...CLOCKS),
      ...close(...TASKS),
      tellDesk(asked, { what: "left", statement: `« ${context.name} » est sorti de la fédération d’identité.`, expected: ["Fermer les liens techniques avec ce membre, et le consigner."] }),
    ];
  if (state !== "member" && state !== "leaving") return settle("cleared", key);
  if (key === "effect") return [...settle("met", key), ...checkClocks(asked), ...agreementClocks(asked)];
  if (key === "checks" || key === "checks-soon") return checksRing(asked, key);
  const soon = key === "until-soon";
  return [
    ...settle(soon ? "met" : "breached", key),
    task(asked, { key: "renew", function: "rssi", title: `Renouveler l’accord de fédération, ou décider la sortie : ${context.name}` }),
    tellDesk(asked, { what: key, statement: soon ? `L’accord de fédération avec « ${context.name} » prend fin bientôt.` : `L’accord de fédération avec « ${context.name} » a pris fin ; le membre est toujours là.`, expected: ["Modifier l’accord, ou décider la sortie."] }),
  ];
} // biome-ignore format: one clock a line

function checksRing(asked: Asked, key: "checks" | "checks-soon"): Effect[] {
  const { context, happening } = asked;
  const { checks } = federation(asked);
  const soon = key === "checks-soon";
  const until = soon ? daysBefore(happening.at, -checks.warnDays) : happening.at;
  const due = dueDays(context, checks).filter(({ dueAt }) => dueAt <= until);
  if (due.length === 0) return [...settle("cleared", key), ...checkClocks(asked)];
  const statement = soon
    ? `Des engagements de « ${context.name} » sont à vérifier d’ici ${checks.warnDays} jours.`
    : `La vérification d’engagements de « ${context.name} » est en retard.`;
  const text = due.map(({ commitment }) => `– ${commitment.name}`).join("\n");
  const next = soon ? settle("met", key) : [...settle("breached", key), ...checkClocks(asked)];
  return [
    ...next,
    ...(soon ? [] : [task(asked, { key: "checks", function: "rssi", title: `Vérifier ${due.length === 1 ? "un engagement" : `${due.length} engagements`} de ${context.name}` })]),
    tellDesk(asked, { what: key, statement, expected: ["Demander la preuve au membre.", "Inscrire le constat : tenu, sans preuve, ou non tenu."], text, cited: CHOICE }),
  ];
} // biome-ignore format: same

const make: Partial<Record<MemberEvent, Make>> = {
  "member.applied": ({ happening }) => [
    { do: "grant", organisations: data(happening, "member.applied").readers.map((id) => ({ id, via: "party" as const })) },
  ],
  "commitments.taken": (asked) =>
    asked.context.commitments.length > 0
      ? [task(asked, { key: "decide", function: federation(asked).decides[0]?.function ?? "rssi", title: `Décider de l’entrée dans la fédération : ${asked.context.name}` })]
      : close("decide"),
  "commitment.checked": (asked) => {
    const { file } = data(asked.happening, "commitment.checked");
    return [
      ...(file ? [{ do: "attach" as const, ...file, by: asked.happening.by.name }] : []),
      ...(asked.state === "member" || asked.state === "leaving" ? checkClocks(asked) : []),
    ];
  },
  "admission.decided": (asked) => {
    const decision = asked.context.decisions.at(-1);
    const admitted = decision?.kind === "admitted";
    const effectAt = decision?.effectAt ?? asked.happening.at;
    const statement = admitted ? `« ${asked.context.name} » est admis dans la fédération d’identité.` : `« ${asked.context.name} » n’est pas admis dans la fédération d’identité.`;
    return [
      ...close("decide"),
      ...(admitted ? [deadline(asked.happening.at, { key: "effect", name: `Entrée dans la fédération : ${asked.context.name}`, ...cite(asked), dueAt: effectAt, shown: effectAt > asked.happening.at })] : []),
      task(asked, { key: "sign", function: "rssi", title: `Faire signer la décision et la joindre : ${asked.context.name}` }),
      tellDesk(asked, { what: "decided", statement, ...(decision && { text: decision.reason }) }),
    ];
  },
  "admission.withdrawn": () => close(...TASKS),
  "agreement.amended": (asked) => [
    ...agreementClocks(asked),
    ...close("renew"),
    task(asked, { key: "sign", function: "rssi", title: `Faire signer la décision et la joindre : ${asked.context.name}` }),
    tellDesk(asked, { what: "amended", statement: `L’accord de fédération avec « ${asked.context.name} » est modifié.`, text: asked.context.decisions.at(-1)?.reason ?? "" }),
  ],
  "leaving.decided": (asked) => {
    const decision = asked.context.decisions.at(-1);
    const effectAt = decision?.effectAt ?? asked.happening.at;
    return [
      deadline(asked.happening.at, { key: "leave", name: `Sortie de la fédération : ${asked.context.name}`, ...cite(asked), dueAt: effectAt, shown: effectAt > asked.happening.at }),
      ...settle("cleared", "effect"),
      ...close("renew"),
      task(asked, { key: "sign", function: "rssi", title: `Faire signer la décision et la joindre : ${asked.context.name}` }),
      tellDesk(asked, { what: "leaving", all: true, statement: `La sortie de « ${asked.context.name} » de la fédération d’identité est décidée.`, expected: ["Préparer la fermeture des liens techniques pour la date d’effet."], ...(decision && { text: decision.reason }) }),
    ];
  },
  "leaving.revoked": (asked) => {
    const { context, happening, state } = asked;
    const effectAt = admissionOf(context)?.effectAt ?? happening.at;
    return [
      ...settle("cleared", "leave"),
      ...(state === "admitted" ? [deadline(happening.at, { key: "effect", name: `Entrée dans la fédération : ${context.name}`, ...cite(asked), dueAt: effectAt, shown: true })] : [...checkClocks(asked), ...agreementClocks(asked)]),
      task(asked, { key: "sign", function: "rssi", title: `Faire signer la décision et la joindre : ${context.name}` }),
      tellDesk(asked, { what: "revoked", all: true, statement: `La sortie de « ${context.name} » de la fédération d’identité est révoquée : il en reste membre.`, expected: ["Ne pas fermer les liens techniques."], text: context.decisions.at(-1)?.reason ?? "" }),
    ];
  },
  "decision.signed": ({ happening }) => [{ do: "attach", ...data(happening, "decision.signed").file, by: happening.by.name }, ...close("sign")],
  "deadline.reached": reached,
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": ({ happening }) => [deadLetter(happening, (n) => (n === 1 ? "Un message de la fédération n’a pas pu être remis" : `${n} messages de la fédération n’ont pas pu être remis`))],
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => closeTask(happening),
  "attachment.added": ({ happening }) => keepAttachment(happening),
}; // biome-ignore format: one effect a line

/** What an event wants done. `state`: the one it led to. */
export const effectsOf = (asked: Asked): Effect[] => make[asked.happening.type as MemberEvent]?.(asked) ?? [];
