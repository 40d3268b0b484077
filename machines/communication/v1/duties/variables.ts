import { variableProblems } from "../../../variables/check.ts";
import type { CommunicationDataOf } from "../events.ts";
import { type Draft, textsOf } from "../facts.ts";
import { choice, refuse } from "../refuse.ts";
import { dataOf, foundOf, type Turn } from "../rules.ts";

/** Braces that nothing would fill in leave with no message. @throws StepRefused */
export function requireKnownVariables(
  texts: Partial<Pick<Draft, "title" | "short" | "long" | "sms">>,
  instead: string[] = [],
): void {
  const [wrong] = textsOf(texts).flatMap((text) => variableProblems(text));
  if (!wrong) return;
  const meant = wrong.nearest ? ` Vouliez-vous écrire « {{${wrong.nearest}}} » ?` : "";
  refuse({ ...choice, because: `« ${wrong.found} » n’est pas une variable connue.${meant}`, instead });
}

/**
 * Schools without a value for a variable would not get the message: the author says how many they leave out, and the
 * journal keeps it. More of them than were seen are asked about anew. @throws StepRefused
 */
export function requireValues({ happening }: Turn): void {
  const { lacking: accepted = 0 } = dataOf<CommunicationDataOf<"communication.submitted">>(happening);
  const { schools = 0, missing = [] } = foundOf(happening).lacking ?? {};
  if (schools <= accepted) return;
  const names = missing.map(({ variable }) => `{{${variable}}}`).join(", ");
  const several = schools > 1;
  refuse({
    ...choice,
    because: `${schools} établissement${several ? "s n’ont" : " n’a"} pas de valeur pour ${names} : ${several ? "ils ne recevraient" : "il ne recevrait"} pas le message.`,
    instead: ["communication.submitted", "communication.edited"],
  });
}
