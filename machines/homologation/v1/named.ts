import { knownPerson } from "../../people.ts";
import type { Ask, FoundPerson, Happening } from "../../step.ts";
import type { Named } from "../../words.ts";
import type { HomologationDataOf } from "./events.ts";

type Strategy = HomologationDataOf<"strategy.set">;

/** Who decides and who leads are looked up: what is sent of them is not believed, and years later it is read. */
export const asksNamed = (type: string): Ask[] => (type === "strategy.set" ? ["people:dossier.read"] : []);

/**
 * The strategy with its authority and its lead as the directory has them. Entries written before they were looked up
 * are read as they were sent. Null: one of them holds no function in this dispositif.
 */
export function strategyOf({ data }: Pick<Happening, "data">): Strategy | null {
  const { found, ...given } = data as Strategy & { found?: { people: FoundPerson[] } };
  if (!found) return given;
  const [authority, lead] = [given.authority, given.lead].map((asked): Named | null => {
    const known = knownPerson({ ...asked, id: asked.person }, found.people);
    if (!known) return null;
    const { id, key, name } = known.organisation;
    return { person: known.id, name: known.name, function: known.function, organisation: { id, key, name } };
  });
  return authority && lead ? { ...given, authority, lead } : null;
}
