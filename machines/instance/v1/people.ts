import { knownPerson } from "../../people.ts";
import { type FoundPerson, type Happening, StepRefused } from "../../step.ts";
import type { Named } from "../../words.ts";
import { CHOICE } from "./duties.ts";

/** Events that name people. */
export const naming = ["seat.filled", "secretaries.named", "guests.named"];

/**
 * The same event with its people as the directory has them: the engine looked them up just before the step (`asks`),
 * what was typed of them is not believed. The function and organisation sent choose among theirs.
 * @throws StepRefused for whoever is not of this dispositif
 */
export function believed(happening: Happening): Happening {
  if (!naming.includes(happening.type)) return happening;
  const { found, ...data } = happening.data as { found?: { people: FoundPerson[] } };
  const people = found?.people ?? [];
  const known = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((one) => knownOf(one as Named, people))
        : key === "holder"
          ? knownOf(value as Named, people)
          : value,
    ]),
  );
  return { ...happening, data: known };
}

function knownOf(asked: Named, people: FoundPerson[]): Named {
  const one = knownPerson({ ...asked, id: asked.person }, people);
  if (!one)
    throw new StepRefused({
      ...CHOICE,
      because: `L’annuaire ne connaît à « ${asked.name} » aucune fonction dans ce dispositif.`,
      instead: [],
    });
  const { id, key, name } = one.organisation;
  return { person: one.id, name: one.name, function: one.function, organisation: { id, key, name } };
}
