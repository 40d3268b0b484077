import type { Resource } from "./operation.ts";
import { lock } from "./resources/dispositifs.ts";
import { dossier, dossiers } from "./resources/dossiers.ts";
import { events, eventsPreview } from "./resources/events.ts";
import { deliveries, journal } from "./resources/evidence.ts";
import { incidents, incidentsPreview } from "./resources/incidents.ts";
import { messages, messagesPreview } from "./resources/messages.ts";

/** Every address of the API, as OpenAPI lists them; a test checks that no route is missing here. */
export const resources: Resource[] = [
  incidents,
  incidentsPreview,
  messages,
  messagesPreview,
  dossiers,
  dossier,
  events,
  eventsPreview,
  journal,
  deliveries,
  lock,
];
