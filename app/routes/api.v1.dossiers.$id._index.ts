import { handle } from "#app/api/handle.ts";
import { dossier } from "#app/api/resources/dossiers.ts";

const served = handle(dossier);
export const loader = served.loader;
export const action = served.action;
