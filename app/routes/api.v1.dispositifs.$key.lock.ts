import { handle } from "#app/api/handle.ts";
import { lock } from "#app/api/resources/dispositifs.ts";

const served = handle(lock);
export const loader = served.loader;
export const action = served.action;
