import { draftMessage, previewMessage } from "#app/communication/commands/draft-message.ts";
import { messageInputSchema } from "#app/communication/message-input.ts";
import { messageOutcome } from "#app/communication/queries/api-outcome.ts";
import { readDossier, worldOf } from "#app/engine/dossier.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { draftedSchema, foreseenMessageSchema } from "../message-schemas.ts";
import { operation, type Resource } from "../operation.ts";

const body = { name: "Message", schema: messageInputSchema };
const messageOf = (context: Record<string, unknown>) => context as unknown as CommunicationContext;

/** POST /api/v1/messages */
export const messages: Resource = {
  path: "/api/v1/messages",
  tag: "messages",
  POST: operation({
    id: "draftMessage",
    summary: "Écrire un message à la communauté",
    description:
      "Le message est un brouillon : personne n’est consulté ni prévenu avant l’événement « communication.submitted ». Les pièces s’ajoutent au dossier.",
    right: "communication.draft",
    status: 201,
    body,
    answer: { name: "DraftedMessage", schema: draftedSchema },
    refusals: ["forbidden", "not-found", "rule-refused"],
    async handle({ context, caller, now, body: given, receipt }) {
      const { id, ref, state, replayed } = await draftMessage(context.db, caller, given, now, receipt);
      const row = await readDossier(context.db, id);
      const { convention } = await worldOf(context.db, row);
      return {
        body: { id, ref, state, ...messageOutcome(messageOf(row.context), convention) },
        headers: {
          Location: `${context.env.publicUrl}/api/v1/dossiers/${id}`,
          ...(replayed && { "Idempotent-Replayed": "true" }),
        },
      };
    },
  }),
};

/** POST /api/v1/messages/preview */
export const messagesPreview: Resource = {
  path: "/api/v1/messages/preview",
  tag: "messages",
  POST: operation({
    id: "previewMessage",
    summary: "Prévoir ce que soumettre un message ferait, sans rien faire",
    description:
      "Ce qui ferait refuser le message à sa soumission le fait refuser ici, avec la règle et l’article.",
    right: "communication.draft",
    status: 200,
    body,
    answer: { name: "ForeseenMessage", schema: foreseenMessageSchema },
    refusals: ["forbidden", "not-found", "rule-refused"],
    async handle({ context, caller, now, body: given }) {
      const { state, stepped, convention } = await previewMessage(context.db, caller, given, now);
      return {
        body: { id: null, ref: null, state, ...messageOutcome(messageOf(stepped.context), convention) },
      };
    },
  }),
};
