import { handle } from "#app/api/handle.ts";
import { deliveries } from "#app/api/resources/evidence.ts";

const served = handle(deliveries);
export const loader = served.loader;
export const action = served.action;
