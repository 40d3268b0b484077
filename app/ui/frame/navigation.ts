import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";

const { navigation } = frame;

type Item = {
  text: string;
  to: string;
  /** Functions that see it; everybody when absent. */
  functions?: readonly string[];
};

// Other issues add their entry here (Crises, Messages, Homologation, Liste blanche, Instances).
const items: Item[] = [
  { text: navigation.home, to: paths.home },
  { text: navigation.incidents, to: paths.incidents },
  { text: navigation.conventions, to: paths.conventions },
  { text: navigation.directory, to: paths.directory },
  {
    text: navigation.deadLetters,
    to: paths.deadLetters,
    functions: ["administrateur", "auditeur", "rssi", "dane", "dsi", "exploitant"],
  },
];

/** The menu of someone who holds these functions, the entry of the current page marked. */
export function navigationFor(functions: readonly string[], pathname: string) {
  return items
    .filter((item) => !item.functions || item.functions.some((key) => functions.includes(key)))
    .map(({ text, to }) => ({
      text,
      linkProps: { to },
      isActive: to === paths.home ? pathname === to : pathname === to || pathname.startsWith(`${to}/`),
    }));
}
