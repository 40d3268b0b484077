import type { MainNavigationProps } from "@codegouvfr/react-dsfr/MainNavigation";
import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";

const { navigation } = frame;

type Item = {
  text: string;
  to: string;
  /** Right without which it is not shown; everybody sees it when absent. */
  right?: string;
};
type Group = { text: string; items: Item[] };

/** What is reached in a hurry is one press away; the rest is grouped, so that the menu holds on one line. */
const entries: (Item | Group)[] = [
  { text: navigation.home, to: paths.home },
  { text: navigation.incidents, to: paths.incidents },
  { text: navigation.crises, to: paths.crises },
  { text: navigation.messages, to: paths.messages },
  {
    text: navigation.preparation,
    items: [
      { text: navigation.procedures, to: paths.procedures, right: "convention.read" },
      { text: navigation.exercises, to: paths.exercises, right: "exercise.take-part" },
      { text: navigation.reachability, to: paths.reachability, right: "reachability.run" },
    ],
  },
  {
    text: navigation.governance,
    items: [
      { text: navigation.whitelist, to: paths.whitelist, right: "dossier.read" },
      { text: navigation.homologation, to: paths.homologation, right: "convention.read" },
      { text: navigation.committees, to: paths.committees, right: "convention.read" },
    ],
  },
  {
    text: navigation.references,
    items: [
      { text: navigation.conventions, to: paths.conventions },
      { text: navigation.directory, to: paths.directory },
    ],
  },
  {
    text: navigation.running,
    items: [
      { text: navigation.deadLetters, to: paths.deadLetters, right: "delivery.read" },
      { text: navigation.sessions, to: paths.sessions, right: "people.manage" },
    ],
  },
];

/** The menu of someone who holds these rights, the entry of the current page marked. A group of one is that one. */
export function navigationFor(rights: readonly string[], pathname: string): MainNavigationProps.Item[] {
  const link = ({ text, to }: Item) => ({
    text,
    linkProps: { to },
    isActive: to === paths.home ? pathname === to : pathname === to || pathname.startsWith(`${to}/`),
  });
  return entries.flatMap((entry): MainNavigationProps.Item[] => {
    const items = "items" in entry ? entry.items : [entry];
    const mine = items.filter(({ right }) => !right || rights.includes(right)).map(link);
    if (!("items" in entry) || mine.length < 2) return mine;
    return [{ text: entry.text, menuLinks: mine, isActive: mine.some(({ isActive }) => isActive) }];
  });
}
