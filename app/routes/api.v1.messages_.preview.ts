import { handle } from "#app/api/handle.ts";
import { messagesPreview } from "#app/api/resources/messages.ts";

const served = handle(messagesPreview);
export const loader = served.loader;
export const action = served.action;
