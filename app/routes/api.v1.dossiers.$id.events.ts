import { handle } from "#app/api/handle.ts";
import { events } from "#app/api/resources/events.ts";

const served = handle(events);
export const loader = served.loader;
export const action = served.action;
