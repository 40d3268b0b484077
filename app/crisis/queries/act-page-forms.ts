import type { CrisisAct } from "#app/messages/crisis-act.ts";
import { answerForms } from "./act-page-answer.ts";
import { cellForms } from "./act-page-cell.ts";
import { channelForms } from "./act-page-channel.ts";
import { compromiseForms } from "./act-page-compromise.ts";
import { containmentForms } from "./act-page-containment.ts";
import type { ActForm } from "./act-page-field.ts";
import { heldForms } from "./act-page-held.ts";
import { instructionForms } from "./act-page-instruction.ts";
import { lifeForms } from "./act-page-life.ts";
import { messageForms } from "./act-page-message.ts";

const forms: Record<CrisisAct, ActForm> = {
  ...lifeForms,
  ...cellForms,
  ...compromiseForms,
  ...containmentForms,
  ...channelForms,
  ...heldForms,
  ...messageForms,
  ...instructionForms,
  ...answerForms,
};

/** The form of each act. */
export const formOf = (type: CrisisAct): ActForm => forms[type];
