import type { Right } from "#app/platform/permissions.ts";
import { personEvents } from "#machines/incident/v1/events.ts";

/** Rights that the page of an incident asks for. */
export const incidentPageRights: readonly Right[] = [
  "journal.read",
  "delivery.read",
  "attachment.added",
  "crisis.opened",
  ...(Object.keys(personEvents) as Right[]),
];
