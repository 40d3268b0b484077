import { handle } from "#app/api/handle.ts";
import { incidentsPreview } from "#app/api/resources/incidents.ts";

const served = handle(incidentsPreview);
export const loader = served.loader;
export const action = served.action;
