import { categoryLabels } from "#conventions/labels.ts";
import type { Category } from "#conventions/schema.ts";

// The browser reads this file too, and has no use for zod: lists rather than schemas.

/** States of an incident, in the order of its life. */
export const incidentStates = ["declared", "qualified", "handled", "follow-up-sent", "closed"] as const;
export type IncidentState = (typeof incidentStates)[number];
export const categories = Object.keys(categoryLabels) as Category[];
export const severities = ["minor", "limited", "major", "maximal"] as const;

/** What the register is filtered by; all of it lives in the address of the page. */
export type RegisterFilter = {
  /** Open ones or closed ones; both when absent. */
  life?: "ouverts" | "clos" | undefined;
  state?: IncidentState | undefined;
  dispositif?: string | undefined;
  category?: string | undefined;
  severity?: string | undefined;
  /** Words of the reference, the title, the place; all have to be found. */
  q?: string | undefined;
};

/** Place in the register after which to go on. */
export type Cursor = { openedAt: string; id: string };

export const writeCursor = ({ openedAt, id }: Cursor) => `${Date.parse(openedAt).toString(36)}.${id}`;

/** A cursor that somebody altered is no cursor: the first page is shown. */
export function readCursor(given: string | undefined): Cursor | null {
  const [, time, id] =
    /^([0-9a-z]{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(given ?? "") ?? [];
  return time && id ? { openedAt: new Date(Number.parseInt(time, 36)).toISOString(), id } : null;
}
