import type { Right } from "#app/platform/permissions.ts";

/** Rights that the page of a message asks for. */
export const messagePageRights: readonly Right[] = [
  "journal.read",
  "delivery.read",
  "task.done",
  "delivery.retried",
  "attachment.added",
  "communication.draft",
  "communication.review",
];
