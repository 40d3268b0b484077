import { handle } from "#app/api/handle.ts";
import { dossiers } from "#app/api/resources/dossiers.ts";

const served = handle(dossiers);
export const loader = served.loader;
export const action = served.action;
