import { handle } from "#app/api/handle.ts";
import { messages } from "#app/api/resources/messages.ts";

const served = handle(messages);
export const loader = served.loader;
export const action = served.action;
