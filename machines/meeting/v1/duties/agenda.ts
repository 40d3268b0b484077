import { citedFor, dealtWithElsewhere } from "#conventions/instance.ts";
import { partyKindLabels } from "#conventions/labels.ts";
import type { Convention } from "#conventions/schema.ts";
import { actingKinds } from "../../../parties.ts";
import type { Happening, World } from "../../../step.ts";
import { paperKey } from "../changes/agenda.ts";
import type { MeetingContext } from "../context.ts";
import type { Composition, MeetingDataOf, MeetingEvent } from "../events.ts";
import { foundIn } from "../found.ts";
import { MEETING_DAYS } from "../limits.ts";
import { verdictName } from "../names.ts";
import { newsOf } from "../news.ts";
import { CHOICE, ofInstance, refuse } from "../refuse.ts";
import { itemOf, peopleOf } from "../who.ts";
import { ABOUT, VERDICTS } from "../words.ts";
import { type Duty, dataOf } from "./duty.ts";

type Given = MeetingDataOf<"item.added">;

/** A point is about a dossier of this dispositif that such a decision moves, once in an agenda. */
function requireItem(given: Given, others: Given[], data: Record<string, unknown>): void {
  const kinds = ABOUT[given.kind];
  const found = foundIn(data).agenda?.find(({ id }) => id === given.dossier);
  if (given.kind === "retex-action" && found && found.machine !== "crisis") refuse(CHOICE, `Le dossier ${found.ref} n’est pas une crise : son RETEX n’a pas d’action.`);
  if (kinds && !given.dossier)
    refuse(CHOICE, `« ${given.title.slice(0, 80)} » : dites de quel dossier la séance décidera.`, ["item.added"]);
  if (given.dossier && !found)
    refuse(CHOICE, `« ${given.title.slice(0, 80)} » : ce dossier n’est pas de ce dispositif.`);
  if (kinds && found && !kinds.includes(found.machine))
    refuse(CHOICE, `Le dossier ${found.ref} n’est pas de ceux dont un tel point décide.`, kinds.map((kind) => `dossier:${kind}`));
  if (others.some(({ key }) => key === given.key)) refuse(CHOICE, "Ce point est déjà à l’ordre du jour.");
  // Several actions of one crisis are several points.
  const same = given.dossier && given.kind !== "retex-action" && others.find(({ dossier, kind }) => dossier === given.dossier && kind === given.kind);
  if (same) refuse(CHOICE, `${found?.ref ?? "Ce dossier"} est déjà à l’ordre du jour : « ${same.title.slice(0, 80)} ».`);
  requireProposal(given.kind, given.proposal);
} // biome-ignore format: sentences stay whole

/** An application is the Comité de suivi sécurité's affair, an urgent message the COSUI's and the CST's (MBN-6.1, MBN-5.3-U). */
function requireCompetence({ kind }: Given, instance: string, { convention }: World): void {
  if (kind === "other") return;
  const others = dealtWithElsewhere(convention, instance, kind);
  const [first] = others;
  if (!first) return;
  const name = convention.instances.find(({ key }) => key === instance)?.name ?? instance;
  refuse(citedFor(first, "matters"), `« ${name} » ne décide pas d’un tel point : c’est l’affaire de ${others.map((one) => `« ${one.name} »`).join(" et ")}. Inscrivez-le en « autre » pour en parler seulement.`, others.map(({ key }) => `instance:${key}`));
} // biome-ignore format: the sentence stays whole

export function requireProposal(kind: Given["kind"], proposal: string | undefined): void {
  const verdicts = VERDICTS[kind] as readonly string[];
  if (!proposal || verdicts.includes(proposal)) return;
  const known = verdicts.map((one) => `« ${verdictName(one)} »`).join(", ");
  refuse(CHOICE, `On ne peut proposer sur ce point que : ${known}.`, verdicts.map((one) => `proposal:${one}`));
} // biome-ignore format: same

const given = ({ items }: MeetingContext): Given[] =>
  items.map(({ key, kind, title, dossier }) => ({
    ...{ key, kind, title, papers: [] },
    ...(dossier && { dossier: dossier.id }),
  }));

function requireDates(at: string, starts: string, ends: string): void {
  const [now, start, end] = [at, starts, ends].map((one) => Date.parse(one)) as [number, number, number];
  if (start <= now) refuse(CHOICE, "Cette date est déjà passée : une séance se prévoit à l’avance.");
  if (start > now + MEETING_DAYS * 86_400_000)
    refuse(CHOICE, "Une séance se prévoit deux ans à l’avance au plus.");
  if (end <= start) refuse(CHOICE, "La séance finirait avant d’avoir commencé.");
  if (end > start + 86_400_000) refuse(CHOICE, "Une séance dure un jour au plus : prévoyez-en deux.");
}

/** Beyond the minimum only where the text knows such a meeting (ATR-5); whoever agrees is a party of it. */
function requireExtra(convention: Convention, key: string, agreed: string[]): void {
  const instance = convention.instances.find((one) => one.key === key);
  if (!instance?.extra) refuse(instance ?? CHOICE, "Le texte ne distingue pas de séance supplémentaire : prévoyez-la comme les autres.", ["meeting.planned"]);
  const parties = convention.parties.map((one) => one.key);
  if (agreed.some((one) => !parties.includes(one))) refuse(instance ?? CHOICE, "Seules les parties de la convention peuvent donner leur accord.", parties.map((one) => `party:${one}`));
} // biome-ignore format: sentences stay whole

/** « sur accord de l’ensemble des parties » (ATR-5): a meeting beyond the minimum is called once they all agree. */
function requireAgreed({ extra, instance }: MeetingContext, { convention }: World): void {
  const missing = convention.parties.filter(({ key }) => !extra?.agreed.some((one) => one.key === key));
  if (extra && missing.length > 0)
    refuse(ofInstance({ instance }), `Une séance supplémentaire demande l’accord de toutes les parties : il manque ${missing.map(({ name }) => name).join(", ")}.`, ["extra.agreed"]);
} // biome-ignore format: same

/** Of the first event, before there is a context. @throws StepRefused */
export function requirePlannable(happening: Parameters<Duty>[1], world: World): void {
  const { kind, at, endsAt, items, instance, extra } = dataOf(happening, "meeting.planned");
  const { composition } = foundIn(happening.data);
  if (!composition) refuse(CHOICE, `L’instance « ${instance.key} » n’est pas ouverte dans ce dispositif.`, ["instance.opened"]);
  if (kind === "sitting") requireDates(happening.at, at, endsAt);
  if (extra) requireExtra(world.convention, instance.key, extra.agreed);
  for (const [n, item] of items.entries()) {
    requireCompetence(item, instance.key, world);
    requireItem(item, items.slice(0, n), happening.data);
  }
} // biome-ignore format: same

/** Someone to call, and someone to preside: else nothing that is decided would hold. */
function requireMembers(context: MeetingContext, composition: Composition | null | undefined): void {
  const { name } = context.instance;
  const filled = composition?.seats.filter((seat) => peopleOf(seat).length > 0) ?? [];
  if (filled.length === 0) refuse(ofInstance(context), `Personne ne siège encore à « ${name} ».`, ["seat.filled"]);
  if (!composition?.chairSeat) refuse(ofInstance(context), `« ${name} » n’a pas de présidence : dites quel siège la tient.`, ["chair.named"]);
  if (!filled.some(({ key }) => key === composition?.chairSeat))
    refuse(ofInstance(context), `Le siège qui préside « ${name} » est vacant.`, ["seat.filled"]);
} // biome-ignore format: same

/** Where the text says which party convenes, it does, or a secretary in its name (ATR-5, BEA-4). */
function requireConvener(context: MeetingContext, { by, data }: Happening, { convention }: World): void {
  const instance = convention.instances.find(({ key }) => key === context.instance.key);
  // All parties agreed to it, whoever convenes by the text among them.
  if (context.extra) return;
  if (!instance?.convenes || citedFor(instance, "convenes").choice) return;
  const secretaries = foundIn(data).composition?.secretaries ?? context.secretaries;
  if (secretaries.some(({ person }) => person === by.id)) return;
  const kinds = actingKinds(by.organisation?.kind ?? "", convention);
  if (instance.convenes.some((kind) => kinds.includes(kind))) return;
  const parties = instance.convenes.map((kind) => partyKindLabels[kind].toLowerCase()).join(", ");
  refuse(instance, `« ${instance.name} » se réunit à l’invitation de : ${parties}. Son secrétariat peut convoquer en son nom.`, ["secretaries.named"]);
} // biome-ignore format: the sentence stays whole

const waits = (context: MeetingContext, key: string) => {
  const item = itemOf(context, key);
  if (item.state !== "waiting")
    refuse(CHOICE, `Le point n° ${item.n} a déjà été pris : il reste à sa place.`);
};

export const agendaDuties: Partial<Record<MeetingEvent, Duty>> = {
  "item.added": (context, happening, world) => {
    if (context.items.length >= 60) refuse(CHOICE, "Un ordre du jour a soixante points au plus.");
    requireCompetence(dataOf(happening, "item.added"), context.instance.key, world);
    requireItem(dataOf(happening, "item.added"), given(context), happening.data);
  },
  "item.removed": (context, happening) => waits(context, dataOf(happening, "item.removed").item),
  "item.moved": (context, happening) => {
    const { item, to } = dataOf(happening, "item.moved");
    waits(context, item);
    if (to > context.items.length) refuse(CHOICE, `L’ordre du jour a ${context.items.length} points.`);
  },
  "paper.added": (context, happening) => {
    const { item: key, paper } = dataOf(happening, "paper.added");
    const item = itemOf(context, key);
    if (item.state === "decided") refuse(CHOICE, `Le point n° ${item.n} est décidé : ses pièces ne changent plus.`);
    if (item.papers.length >= 40) refuse(CHOICE, "Un point a quarante pièces au plus : réunissez-les.");
    if (item.papers.some((one) => paperKey(one) === paperKey(paper))) refuse(CHOICE, `« ${paper.file?.name ?? paper.title} » est déjà jointe à ce point.`);
  },
  "paper.removed": (context, happening) => {
    const { item: key, paper } = dataOf(happening, "paper.removed");
    const item = itemOf(context, key);
    if (item.state !== "waiting") refuse(CHOICE, `Le point n° ${item.n} a été pris : les pièces que la séance a vues restent.`);
    if (!item.papers.some((one) => paperKey(one) === paper)) refuse(CHOICE, "Cette pièce n’est pas jointe à ce point.");
  },
  "changes.told": (context) => {
    if (newsOf(context).length === 0) refuse(CHOICE, "Rien n’a changé depuis que les membres ont été prévenus.");
  },
  "meeting.rescheduled": (context, happening) => {
    const { at, endsAt, place, link } = dataOf(happening, "meeting.rescheduled");
    const same = Date.parse(at) === Date.parse(context.at) && (!endsAt || Date.parse(endsAt) === Date.parse(context.endsAt));
    if (same && (place ?? context.place) === context.place && (link ?? context.link) === context.link)
      refuse(CHOICE, "Rien ne change : ni l’heure, ni le lieu, ni le lien.");
    const length = Date.parse(context.endsAt) - Date.parse(context.at);
    const ends = endsAt ?? new Date(Date.parse(at) + length).toISOString();
    if (context.kind === "sitting") requireDates(happening.at, at, ends);
  },
  "extra.agreed": (context, happening, { convention }) => {
    if (!context.extra) refuse(ofInstance(context), "Cette séance est de celles que le texte demande : elle n’attend l’accord de personne.");
    requireExtra(convention, context.instance.key, dataOf(happening, "extra.agreed").parties);
  },
  "meeting.convened": (context, happening, world) => {
    requireAgreed(context, world);
    requireConvener(context, happening, world);
    if (context.kind === "written") refuse(CHOICE, "Une consultation écrite ne se convoque pas : elle s’ouvre.", ["consultation.opened"]);
    if (Date.parse(context.at) <= Date.parse(happening.at)) refuse(CHOICE, "L’heure de cette séance est passée : déplacez-la d’abord.", ["meeting.rescheduled"]);
    if (context.items.length === 0) refuse(CHOICE, "L’ordre du jour est vide : mettez-y au moins un point.", ["item.added"]);
    requireMembers(context, foundIn(happening.data).composition);
  },
  "consultation.opened": (context, happening, world) => {
    requireAgreed(context, world);
    requireConvener(context, happening, world);
    const { closesAt } = dataOf(happening, "consultation.opened");
    const hours = (Date.parse(closesAt) - Date.parse(happening.at)) / 3_600_000;
    if (context.kind === "sitting") refuse(CHOICE, "Cette séance se tient : elle se convoque. Une consultation écrite se prévoit comme telle.", ["meeting.convened"]);
    if (context.items.length === 0) refuse(CHOICE, "Il n’y a rien à décider : mettez au moins un point.", ["item.added"]);
    if (hours < 1) refuse(CHOICE, "Laissez une heure au moins pour répondre.");
    if (hours > 60 * 24) refuse(CHOICE, "Une consultation écrite dure soixante jours au plus : elle est faite pour ce qui presse.");
    requireMembers(context, foundIn(happening.data).composition);
  },
}; // biome-ignore format: one duty a line
