import type { Refusal } from "#machines/step.ts";

/** Someone changed the dossier first; what changed meanwhile is told. */
export class Conflict extends Error {
  constructor(
    readonly dossier: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(
      `Ce dossier a changé pendant que vous y travailliez (révision ${actual}, vous partiez de ${expected}).`,
    );
  }
}

/** A rule refuses it: which one, its article, why, and what is possible instead. */
export class RuleRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.because);
  }
}

/** It does not exist, or the caller may not know that it does. */
export class NotFound extends Error {}
