import { shownAt } from "#machines/exercise/clock.ts";
import { isEarnest } from "#machines/exercise/earnest.ts";
import type { DossierRow } from "./dossier.ts";

/** `at`: what the journal says. `due`: against which its deadlines are held. Both are `real` outside of exercises. */
export type Moments = { at: Date; due: Date; real: Date };
type Timed = Pick<DossierRow, "kind" | "pace">;

/**
 * The instants of an event. A dossier of an exercise lives in the exercise's own time; the exercise itself is
 * prepared, conducted and debriefed in real time, but its injects come by its own clock.
 * @param event whose instants are asked, where it may be real work amid an exercise: a RETEX is.
 */
export function momentsOf(
  row: Timed,
  real: Date,
  event?: { type: string; data: Record<string, unknown> },
): Moments {
  if (event && isEarnest(row.kind, event)) return { at: real, due: real, real };
  const shown = row.pace ? shownAt(row.pace, real) : real;
  return { at: row.kind === "exercise" ? real : shown, due: shown, real };
}

/** Now, as the pages of a dossier tell it. */
export const nowIn = (row: Timed, real: Date): Date => momentsOf(row, real).at;
