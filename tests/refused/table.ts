import { expect } from "vitest";
import { NotFound } from "#app/engine/errors.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { permissions, type Right, type Role, roles } from "#app/platform/permissions.ts";
import { places, type Standing } from "./world.ts";

/** The permission table in words: what a standing to the dossier needs. */
export function granted(role: Role, right: Right, standing: Standing): boolean {
  const scope = permissions[role][right];
  if (standing === "own organisation") return scope !== undefined;
  return scope === "all" || (scope === "dispositif" && standing !== "other dispositif");
}

/** Every role, at every place. */
export const everyone = roles.flatMap((role) =>
  (Object.keys(places) as Standing[]).map((standing) => ({ role, standing })),
);
/** Each case for everyone. */
export const cellsOf = <Case extends object>(cases: Case[]) =>
  cases.flatMap((one) => everyone.map((who) => ({ ...one, ...who })));

/** What a work throws; null when it is done. */
export const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (thrown: unknown) => thrown,
  );

/**
 * An event whose right alone is judged: an unknown dossier for who may not read it, else the missing right by its
 * name; whether the dossier takes it now is another matter.
 */
export function expectRight(
  error: unknown,
  { role, standing, right }: { role: Role; standing: Standing; right: Right },
) {
  if (!granted(role, "dossier.read", standing)) return expect(error).toBeInstanceOf(NotFound);
  if (!granted(role, right, standing)) return expect(error).toMatchObject(new Forbidden(right));
  expect(error).not.toBeInstanceOf(Forbidden);
  expect(error).not.toBeInstanceOf(NotFound);
}
