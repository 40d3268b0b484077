import { handle } from "#app/api/handle.ts";
import { incidents } from "#app/api/resources/incidents.ts";

const served = handle(incidents);
export const loader = served.loader;
export const action = served.action;
