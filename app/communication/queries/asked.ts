import type { Process } from "#app/messages/communication.ts";
import { type ProcessRules, processesOf } from "#conventions/schema/communication.ts";
import type { Convention } from "#conventions/schema.ts";
import { articleName } from "./cited.ts";
import type { AskedFields } from "./form-options.ts";

/** What the article lets a classique message carry besides (MBN-5.3-C: pieces, link to a survey); others, files. */
const OFFERED: Record<Process, string[]> = {
  classique: ["survey", "attachments"],
  urgent: ["attachments"],
  crise: ["attachments"],
  surete: ["attachments"],
};

export const rulesOf = (convention: Convention, process: Process): ProcessRules =>
  processesOf(convention)[process];

/** What the form of a level asks for, from the convention's data: nothing that its article does not list. */
export function askedFields(convention: Convention, process: Process): AskedFields {
  const asked: AskedFields = {};
  // A SMS asks less than the rest: what only the rest asks is said by the refusal where it is missing.
  for (const { fields, article, over } of rulesOf(convention, process).asks)
    for (const field of fields)
      if (!asked[field] || over !== "sms") asked[field] = { required: true, article: articleName(article) };
  for (const field of OFFERED[process]) asked[field] ??= { required: false, article: null };
  return asked;
}
