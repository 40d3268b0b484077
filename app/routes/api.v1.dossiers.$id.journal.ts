import { handle } from "#app/api/handle.ts";
import { journal } from "#app/api/resources/evidence.ts";

const served = handle(journal);
export const loader = served.loader;
export const action = served.action;
