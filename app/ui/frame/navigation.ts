import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";

const { navigation } = frame;

type Item = {
  text: string;
  to: string;
  /** Right without which it is not shown; everybody sees it when absent. */
  right?: string;
};

// Other issues add their entry here (Messages, Homologation, Liste blanche, Instances).
const items: Item[] = [
  { text: navigation.home, to: paths.home },
  { text: navigation.incidents, to: paths.incidents },
  { text: navigation.crises, to: paths.crises },
  { text: navigation.messages, to: paths.messages },
  { text: navigation.exercises, to: paths.exercises, right: "exercise.take-part" },
  { text: navigation.whitelist, to: paths.whitelist, right: "dossier.read" },
  { text: navigation.procedures, to: paths.procedures, right: "convention.read" },
  { text: navigation.homologation, to: paths.homologation, right: "convention.read" },
  { text: navigation.conventions, to: paths.conventions },
  { text: navigation.directory, to: paths.directory },
  { text: navigation.reachability, to: paths.reachability, right: "reachability.run" },
  { text: navigation.deadLetters, to: paths.deadLetters, right: "delivery.read" },
  { text: navigation.sessions, to: paths.sessions, right: "people.manage" },
];

/** The menu of someone who holds these rights, the entry of the current page marked. */
export function navigationFor(rights: readonly string[], pathname: string) {
  return items
    .filter((item) => !item.right || rights.includes(item.right))
    .map(({ text, to }) => ({
      text,
      linkProps: { to },
      isActive: to === paths.home ? pathname === to : pathname === to || pathname.startsWith(`${to}/`),
    }));
}
