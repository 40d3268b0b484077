import { fileURLToPath } from "node:url";
import { readAll } from "#conventions/read.ts";
import type { Convention } from "#conventions/schema.ts";

/** The folder of the five conventions. */
export const folder = fileURLToPath(new URL("../../conventions/", import.meta.url));

const library = await readAll(folder);

/** The five conventions, read once. */
export const five: readonly Convention[] = library.conventions;

/** The convention of a dispositif. */
export function conventionOf(dispositif: string): Convention {
  const found = five.find((convention) => convention.dispositif.key === dispositif);
  if (!found) throw new Error(`no convention for ${dispositif}`);
  return found;
}
