import { type Happening, StepRefused } from "../../step.ts";
import type { Named } from "../../words.ts";
import type { InstanceContext, Seat } from "./context.ts";
import type { InstanceDataOf, InstanceEvent } from "./events.ts";

export const CHOICE = { rule: "CHOIX-INSTANCES", article: "choix de la console" } as const;
type Duty = (context: InstanceContext, happening: Happening) => void;
const data = <Type extends InstanceEvent>({ data }: Happening, _: Type) => data as InstanceDataOf<Type>;

function refuse(cited: { rule: string; article: string }, because: string, instead: string[] = []): never {
  throw new StepRefused({ rule: cited.rule, article: cited.article, because, instead });
}
const seatOf = ({ seats, terms }: InstanceContext, key: string): Seat =>
  seats.find((one) => one.key === key) ??
  refuse(
    terms,
    `« ${terms.name} » n’a pas ce siège.`,
    seats.map((one) => `seat:${one.key}`),
  );

/** One person, one seat, as holder or as substitute: at a vote each seat has its own voice. */
function fill(context: InstanceContext, happening: Happening): void {
  const { seat: key, holder, substitutes } = data(happening, "seat.filled");
  seatOf(context, key);
  const people = [holder, ...substitutes];
  const twice = people.find((one, n) => people.findIndex(({ person }) => person === one.person) !== n);
  if (twice) refuse(CHOICE, `${twice.name} ne peut être à la fois titulaire et suppléant d’un même siège.`);
  for (const other of context.seats.filter((one) => one.key !== key)) {
    const sits = people.find(({ person }) => other.holder?.person === person);
    if (sits) refuse(CHOICE, `${sits.name} occupe déjà le siège « ${other.label} » : une personne, un siège.`, ["seat.vacated"]);
  }
} // biome-ignore format: sentences stay whole

const sits = (seat: Seat, who: string) =>
  seat.holder?.person === who || seat.substitutes.some(({ person }) => person === who);
const twiceNamed = (people: Named[]) =>
  people.find((one, n) => people.findIndex(({ person }) => person === one.person) !== n);

const duties: Partial<Record<InstanceEvent, Duty>> = {
  "seat.added": (context, happening) => {
    const { seat } = data(happening, "seat.added");
    if (context.seats.some(({ key }) => key === seat.key)) refuse(CHOICE, `Le siège « ${seat.label} » existe déjà.`, ["seat.filled"]);
  },
  "seat.removed": (context, happening) => {
    const seat = seatOf(context, data(happening, "seat.removed").seat);
    if (seat.origin === "text") refuse(context.terms, `Le siège « ${seat.label} » est celui du texte : seul un avenant le supprime.`, ["seat.vacated"]);
  },
  "seat.filled": fill,
  "seat.vacated": (context, happening) => {
    const { seat: key, who } = data(happening, "seat.vacated");
    const seat = seatOf(context, key);
    if (!sits(seat, who)) refuse(CHOICE, `Cette personne ne siège pas au titre de « ${seat.label} ».`);
  },
  "chair.named": (context, happening) => {
    const seat = seatOf(context, data(happening, "chair.named").seat);
    const { chair } = context.terms;
    if (chair && seat.kind !== chair.kind) refuse(chair, `La présidence revient à une autre partie que « ${seat.label} ».`, context.seats.filter(({ kind }) => kind === chair.kind).map(({ key }) => `seat:${key}`));
  },
  "secretaries.named": (_, happening) => {
    const twice = twiceNamed(data(happening, "secretaries.named").secretaries);
    if (twice) refuse(CHOICE, `${twice.name} est nommé deux fois.`);
  },
  "guests.named": (_, happening) => {
    const twice = twiceNamed(data(happening, "guests.named").guests);
    if (twice) refuse(CHOICE, `${twice.name} est invité deux fois.`);
  },
}; // biome-ignore format: one duty a line

/** @throws StepRefused with the rule, its article, why, and what is possible instead. */
export function requireDuties(context: InstanceContext, happening: Happening): void {
  duties[happening.type as InstanceEvent]?.(context, happening);
}
