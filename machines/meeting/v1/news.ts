import type { MeetingContext, ToldAgenda } from "./context.ts";
import { hourOf } from "./names.ts";

const paperName = ({ title, file }: MeetingContext["items"][number]["papers"][number]) => file?.name ?? title;

/** What those called know once they are told of the meeting as it stands. */
export const toldOf = ({ at, place, link, items }: MeetingContext): ToldAgenda => ({
  ...{ at, place, link },
  items: items.map(({ key, title, papers }) => ({ key, title, papers: papers.map(paperName) })),
});

/**
 * What changed since those called were last told, a sentence each; none: nothing. It compares, so that a point added
 * then removed is no news.
 */
export function newsOf(context: MeetingContext): string[] {
  const told = context.convened?.told;
  if (!told) return [];
  const { at, place, link, items, timezone } = context;
  const before = new Map(told.items.map((one) => [one.key, one]));
  const now = new Set(items.map(({ key }) => key));
  const kept = items.filter(({ key }) => before.has(key)).map(({ key }) => key);
  const order = told.items.filter(({ key }) => now.has(key)).map(({ key }) => key);
  return [
    ...(at === told.at ? [] : [`Nouvelle date : ${hourOf(at, timezone)}.`]),
    ...(place === told.place ? [] : [`Nouveau lieu : ${place ?? "à préciser"}.`]),
    ...(link === told.link ? [] : ["Le lien de la visioconférence change."]),
    ...items.filter(({ key }) => !before.has(key)).map(({ n, title }) => `Point ajouté : ${n}. ${title}`),
    ...told.items.filter(({ key }) => !now.has(key)).map(({ title }) => `Point retiré : ${title}`),
    ...(kept.join() === order.join() ? [] : ["Les points changent d’ordre."]),
    ...items.flatMap(({ key, n, papers }) => {
      const known = before.get(key)?.papers ?? papers.map(paperName);
      const names = papers.map(paperName);
      return [
        ...names.filter((one) => !known.includes(one)).map((one) => `Pièce jointe au point ${n} : ${one}`),
        ...known.filter((one) => !names.includes(one)).map((one) => `Pièce retirée du point ${n} : ${one}`),
      ];
    }),
  ];
}
