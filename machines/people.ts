import type { FoundPerson } from "./step.ts";

/** Somebody as an event names them; the function and organisation choose among those that they hold. */
export type AskedPerson = { id: string; function: string; organisation: { id: string } };

/**
 * The same person as the directory has them: the engine looked them up just before the step (`people:`), what was sent
 * of their name, function and organisation is not believed. Null: nobody of this dispositif who may.
 */
export function knownPerson(asked: AskedPerson, people: readonly FoundPerson[]): FoundPerson | null {
  const theirs = people.filter(({ id }) => id === asked.id);
  const there = theirs.filter(({ organisation }) => organisation.id === asked.organisation.id);
  return there.find((one) => one.function === asked.function) ?? there[0] ?? theirs[0] ?? null;
}
