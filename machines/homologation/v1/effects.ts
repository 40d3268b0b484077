import { levelsOf } from "../../alerting/chase.ts";
import { deadLetter, keepAttachment, retryDelivery, sealNotice } from "../../alerting/effects.ts";
import type { Effect, HomologationFacts, NewDeadline } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { articleOf, CHOICE, type Cited, RGS } from "./article.ts";
import { freshCauses } from "./changes.ts";
import type { Demarches } from "./content.ts";
import { type HomologationContext, type Measure, measuresOf } from "./context.ts";
import type { HomologationDataOf, HomologationEvent } from "./events.ts";
import { endOfDay, shiftMonths } from "./time.ts";

type Asked = { context: HomologationContext; happening: Happening; world: World; content: Demarches };
type Make = (asked: Asked) => Effect[];
const data = <Type extends HomologationEvent>({ data }: Happening, _type: Type) =>
  data as HomologationDataOf<Type>;

type Duty = { statement: string; expected?: string[]; cited?: Cited; text?: string };

/** A homologation lasts for years, its people do not: who stands in where one left, or has no address. */
const standIn: Record<string, string[]> = {
  autoriteHomologation: ["recteur", "elu", "rssi"],
  recteur: ["autoriteHomologation", "rssi"],
  rssi: ["dsi"],
  dsi: ["rssi"],
};

/** A message to the authority and to whoever leads the dossier, each once. */
function call({ context, happening, world }: Asked, notice: string, duty: Duty): Effect[] {
  const { strategy } = context.file;
  if (!strategy) return [];
  const cited = duty.cited ?? CHOICE;
  const people = [strategy.authority, strategy.lead].filter(
    (one, n, all) => all.findIndex(({ person }) => person === one.person) === n,
  );
  const facts: HomologationFacts = {
    kind: "homologation",
    ref: world.ref,
    title: context.system.name,
    dispositif: world.convention.dispositif.name,
    timezone: context.timezone,
    exercise: false,
    at: happening.at,
    ...(duty.text && { text: duty.text }),
    alerts: { duty: { statement: duty.statement, expected: duty.expected ?? [], ...cited } },
  };
  return [
    {
      do: "call",
      notice,
      template: "homologation",
      people: people.map(({ person, organisation, function: held }) => ({
        ...{ person, organisation: organisation.id, function: held, alert: "duty", ...cited },
        otherwise: standIn[held] ?? ["rssi", "dsi"],
      })),
      levels: levelsOf(world.convention),
      facts,
    },
  ];
}

const task = (key: string, fn: string, title: string, { rule, article }: Cited, dueAt?: string): Effect => ({
  do: "open-task",
  task: { key, kind: "homologation", function: fn, title, rule, article, ...(dueAt && { dueAt }) },
});
const done = (key: string): Effect => ({ do: "close-task", key });
const deadline = (more: Omit<NewDeadline, "event" | "startedAt">, startedAt: string): Effect => ({
  do: "start-deadline",
  deadline: { ...more, startedAt, event: { type: "deadline.reached", key: more.key } },
});

const durationOf = (content: Demarches, months: number | null) =>
  content.durations.find((one) => one.months === months);

/** The clocks of a decision that takes effect: reminders, « bientôt expirée », its end, one for each réserve. */
function clocks({ context, happening, content }: Asked): Effect[] {
  const { decision, timezone, system } = context;
  if (!decision?.until) return [];
  const until = decision.until;
  const duration = durationOf(content, decision.months);
  const before = (months: number) => shiftMonths(until, -months, timezone);
  const reminders = (duration?.reminders ?? []).map((months) =>
    deadline({ key: `reminder-${months}`, name: `Rappel : homologation à renouveler (${months} mois avant)`, ...CHOICE, dueAt: before(months), shown: false }, happening.at),
  );
  return [
    ...reminders,
    ...(duration ? [deadline({ key: "soon", name: `Homologation bientôt expirée : ${system.name}`, ...CHOICE, dueAt: before(duration.soon), shown: false }, happening.at)] : []),
    deadline({ key: "expiry", name: `Fin de l’homologation : ${system.name}`, ...RGS, dueAt: until, shown: true }, happening.at),
    ...decision.reserves.map(({ key, text, dueAt }) =>
      deadline({ key: `reserve-${key}`, name: `Réserve : ${text.slice(0, 100)}`, ...RGS, dueAt: endOfDay(dueAt, timezone), shown: true }, happening.at),
    ),
  ];
} // biome-ignore format: one clock a line

/** Nothing rings for a homologation that ended, and nobody waits for it. */
function silence({ context, content }: Asked): Effect[] {
  const reserves = context.decision?.reserves ?? [];
  const months = new Set(content.durations.flatMap(({ reminders }) => reminders));
  const keys = ["effect", "soon", "expiry", ...[...months].map((n) => `reminder-${n}`), ...reserves.map(({ key }) => `reserve-${key}`)];
  return [
    ...keys.map((key): Effect => ({ do: "settle-deadline", key, as: "cleared" })),
    ...["decide", "renew", "sign", ...reserves.map(({ key }) => `reserve-${key}`), ...context.reviews.map(({ key }) => `review-${key}`)].map(done),
  ];
} // biome-ignore format: same

const rows = (measures: Measure[]): Effect[] =>
  measures.length > 0 ? [{ do: "keep-measures", measures }] : [];

/** What a clock means once it rings. */
function reached(asked: Asked): Effect[] {
  const { context, happening, world } = asked;
  const { key } = data(happening, "deadline.reached");
  const { name } = context.system;
  if (key === "effect") {
    const { replaces } = context;
    const told: Effect[] = replaces
      ? [{ do: "tell", to: { dossier: replaces.id }, event: { type: "homologation.superseded", data: { by: world.dossier, ref: world.ref } } }]
      : [];
    return [{ do: "settle-deadline", key, as: "met" }, ...clocks(asked), ...told];
  }
  const settled: Effect = { do: "settle-deadline", key, as: "met" };
  if (context.ended && key !== "expiry") return [{ ...settled, as: "cleared" }];
  const renew = task("renew", "rssi", `Préparer le renouvellement de l’homologation : ${name}`, articleOf(world.convention), context.decision?.until ?? undefined);
  if (key === "expiry")
    return [...silence(asked), { do: "settle-deadline", key, as: "breached" }, task("expired", "autoriteHomologation", `Homologation expirée : ${name}`, RGS), ...call(asked, "expired", { statement: `L’homologation de « ${name} » a expiré : le service n’est plus homologué.`, expected: ["Décider d’une nouvelle homologation, ou arrêter le service."], cited: RGS })];
  const reserve = context.decision?.reserves.find((one) => key === `reserve-${one.key}`);
  if (reserve) {
    if (context.reserves[reserve.key]?.lifted) return [settled];
    return [{ do: "settle-deadline", key, as: "breached" }, task(key, "autoriteHomologation", `Réserve en retard : ${reserve.text.slice(0, 120)}`, RGS), ...call(asked, key, { statement: `Une réserve de l’homologation de « ${name} » n’est pas levée à sa date.`, expected: ["Demander où elle en est à son responsable.", "Suspendre la décision si le risque n’est plus acceptable : vous seul en décidez."], cited: RGS, text: `${reserve.text}\nResponsable : ${reserve.owner}` })];
  }
  if (key === "soon") return [settled, renew, ...call(asked, "soon", { statement: `L’homologation de « ${name} » expire bientôt.`, expected: ["Présenter le nouveau dossier à la commission."] })];
  const months = /^reminder-(\d+)$/.exec(key)?.[1];
  if (months) return [settled, renew, ...call(asked, key, { statement: `L’homologation de « ${name} » expire dans ${months} mois.`, expected: ["Ouvrir le dossier de renouvellement."] })];
  return [];
} // biome-ignore format: one clock a line

function triggered(asked: Asked, before: HomologationContext | undefined): Effect[] {
  const fresh = before ? freshCauses(before, asked.happening) : [];
  if (fresh.length === 0) return [];
  const cited = articleOf(asked.world.convention);
  return [
    ...fresh.map(({ key, what }) =>
      task(
        `review-${key}`,
        "autoriteHomologation",
        `Réexaminer l’homologation : ${what.slice(0, 140)}`,
        cited,
      ),
    ),
    ...call(asked, `review-${fresh[0]?.key}`, {
      statement: `L’homologation de « ${asked.context.system.name} » est à réexaminer.`,
      expected: ["Maintenir la décision, avec sa raison, ou ouvrir un nouveau dossier."],
      cited,
      text: fresh.map(({ ref, what }) => [ref, what].filter(Boolean).join(" : ")).join("\n"),
    }),
  ];
}

const changed: Make = ({ context, happening }) => {
  const keys = new Set(data(happening, "measures.updated").changes.map(({ key }) => key));
  return rows(measuresOf(context).filter(({ key }) => keys.has(key)));
};

const make: Partial<Record<HomologationEvent, Make>> = {
  "homologation.opened": ({ context, happening }) => [
    { do: "grant", organisations: data(happening, "homologation.opened").readers.map((id) => ({ id, via: "party" as const })) },
    ...rows(context.file.measures),
  ],
  "strategy.set": ({ context: { file: { strategy } } }) =>
    strategy ? [{ do: "grant", organisations: [strategy.authority, strategy.lead].map(({ organisation }) => ({ id: organisation.id, via: "party" as const })) }] : [],
  "piece.added": ({ happening }) => {
    const { file } = data(happening, "piece.added");
    return file ? [{ do: "attach", ...file, by: happening.by.name }] : [];
  },
  "measures.added": ({ context, happening }) => {
    const keys = new Set(data(happening, "measures.added").measures.map(({ key }) => key));
    return rows(context.file.measures.filter(({ key }) => keys.has(key)));
  },
  "measures.updated": changed,
  "measure.removed": ({ happening }) => [{ do: "keep-measures", measures: [], gone: [data(happening, "measure.removed").key] }],
  "homologation.submitted": (asked) => [
    task("decide", "autoriteHomologation", `Décider de l’homologation : ${asked.context.system.name}`, RGS),
    ...call(asked, `submitted-${asked.happening.at}`, { statement: `Le dossier d’homologation de « ${asked.context.system.name} » vous est présenté.`, expected: ["Lire le dossier, ses risques résiduels et les avis.", "Décider, ou le renvoyer en préparation."], cited: RGS }),
  ],
  "homologation.returned": () => [done("decide")],
  "decision.taken": (asked) => {
    const { decision } = asked.context;
    const refused = decision?.decision === "refused";
    const statement = refused ? `L’homologation de « ${asked.context.system.name} » est refusée.` : `L’homologation de « ${asked.context.system.name} » est décidée.`;
    const effect = deadline({ key: "effect", name: "Prise d’effet de la décision", ...RGS, dueAt: decision?.effectAt ?? asked.happening.at, shown: Date.parse(decision?.effectAt ?? "") > Date.parse(asked.happening.at) }, asked.happening.at);
    return [done("decide"), ...(refused ? [] : [effect, task("sign", "rssi", `Faire signer la décision et la joindre : ${asked.context.system.name}`, RGS)]), ...call(asked, "decided", { statement, ...(decision?.reason && { text: decision.reason }), cited: RGS })];
  },
  "decision.signed": ({ happening }) => [{ do: "attach", ...data(happening, "decision.signed").file, by: happening.by.name }, done("sign")],
  "reserve.lifted": ({ happening }) => {
    const key = `reserve-${data(happening, "reserve.lifted").key}`;
    return [{ do: "settle-deadline", key, as: "met" }, done(key)];
  },
  "decision.suspended": (asked) => call(asked, `suspended-${asked.happening.at}`, { statement: `La décision d’homologation de « ${asked.context.system.name} » est suspendue.`, text: data(asked.happening, "decision.suspended").reason, cited: RGS }),
  "decision.resumed": (asked) => call(asked, `resumed-${asked.happening.at}`, { statement: `La décision d’homologation de « ${asked.context.system.name} » reprend effet.`, text: data(asked.happening, "decision.resumed").reason, cited: RGS }),
  "review.opened": (asked) => [task(`review-${asked.context.reviews.at(-1)?.key}`, "autoriteHomologation", `Réexaminer l’homologation : ${asked.context.system.name}`, articleOf(asked.world.convention))],
  "review.concluded": ({ happening }) => [done(`review-${data(happening, "review.concluded").key}`)],
  "homologation.withdrawn": (asked) => [...silence(asked), ...call(asked, "withdrawn", { statement: `L’homologation de « ${asked.context.system.name} » est retirée.`, text: data(asked.happening, "homologation.withdrawn").reason, cited: RGS })],
  "homologation.abandoned": silence,
  "homologation.superseded": silence,
  "deadline.reached": reached,
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": ({ happening }) => [deadLetter(happening, (n) => (n === 1 ? "Un message de l’homologation n’a pas pu être remis" : `${n} messages de l’homologation n’ont pas pu être remis`))],
  "delivery.retried": ({ happening }) => retryDelivery(happening),
  "task.done": ({ happening }) => [done(data(happening, "task.done").key)],
  "attachment.added": ({ happening }) => keepAttachment(happening),
}; // biome-ignore format: one effect a line

/** What an event wants done. Only the clock's own events tell other dossiers: a decision may itself be told. */
export function effectsOf(asked: Asked, before: HomologationContext | undefined): Effect[] {
  const { type } = asked.happening;
  if (type === "review.triggered") return triggered(asked, before);
  return make[type as HomologationEvent]?.(asked) ?? [];
}
