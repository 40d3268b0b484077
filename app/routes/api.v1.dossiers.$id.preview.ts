import { handle } from "#app/api/handle.ts";
import { eventsPreview } from "#app/api/resources/events.ts";

const served = handle(eventsPreview);
export const loader = served.loader;
export const action = served.action;
