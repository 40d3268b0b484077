import { messageStates, type Process, processes } from "#app/messages/communication.ts";

// The browser reads this file too: lists rather than schemas.

export const states = Object.keys(messageStates);

/** What the list is filtered by; all of it lives in the address of the page. */
export type MessageFilter = {
  process?: Process | undefined;
  state?: string | undefined;
  /** Waits for an answer of the reader's, or of anybody. */
  waiting?: "moi" | "autres" | undefined;
  dispositif?: string | undefined;
  q?: string | undefined;
};

/** Place in the list after which to go on. */
export type Cursor = { openedAt: string; id: string };

export const writeCursor = ({ openedAt, id }: Cursor) => `${Date.parse(openedAt).toString(36)}.${id}`;

/** A cursor that somebody altered is no cursor: the first page is shown. */
export function readCursor(given: string | undefined): Cursor | null {
  const [, time, id] =
    /^([0-9a-z]{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(given ?? "") ?? [];
  return time && id ? { openedAt: new Date(Number.parseInt(time, 36)).toISOString(), id } : null;
}

export { processes };
