import { knownPerson } from "../../people.ts";
import type { Ask, FoundPerson, Happening } from "../../step.ts";
import type { OrganisationOf } from "./facts.ts";

/** Whom a seat is given to, or handed over to. */
export type Seated = { id: string; name: string; function: string; organisation: OrganisationOf };
type Given = {
  person?: string;
  to?: string;
  name: string;
  function: string;
  organisation: OrganisationOf;
  found?: { people: FoundPerson[] };
};
const giving = ["role.given", "role.handed-over"];

/** A seat is a voice of the cell: who takes it is looked up, what is sent of them is not believed. */
export const asksSeated = (type: string): Ask[] => (giving.includes(type) ? ["people:dossier.read"] : []);

/**
 * Who takes the seat, as the directory has them. Entries written before they were looked up are read as they were
 * sent. Null: nobody who holds a function in this dispositif.
 */
export function seatedOf({ data }: Pick<Happening, "data">): Seated | null {
  const { person, to, name, function: held, organisation, found } = data as unknown as Given;
  const asked = { id: person ?? to ?? "", name, function: held, organisation };
  if (!found) return asked;
  const known = knownPerson(asked, found.people);
  return (
    known && { id: known.id, name: known.name, function: known.function, organisation: known.organisation }
  );
}
