import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import { declaredOutcome, foreseen } from "#app/incident/queries/api-alerts.ts";
import { declarationSchema } from "#app/incident/schemas/declaration.ts";
import { operation, type Resource } from "../operation.ts";
import { declaredSchema, foreseenSchema } from "../schemas.ts";

const body = { name: "Declaration", schema: declarationSchema };

/** POST /api/v1/incidents */
export const incidents: Resource = {
  path: "/api/v1/incidents",
  tag: "incidents",
  POST: operation({
    id: "declareIncident",
    summary: "Déclarer un incident",
    description:
      "La convention en vigueur dit qui alerter, pour quand et pourquoi ; les alertes sont en route quand la réponse arrive.",
    right: "incident.declared",
    status: 201,
    body,
    answer: { name: "DeclaredIncident", schema: declaredSchema },
    refusals: ["forbidden", "rule-refused"],
    async handle({ context, caller, now, body: given, receipt }) {
      const { id, ref, state, replayed } = await declareIncident(context.db, caller, given, now, receipt);
      context.wake();
      return {
        body: { id, ref, state, ...(await declaredOutcome(context.db, caller, id)) },
        headers: {
          Location: `${context.env.publicUrl}/api/v1/dossiers/${id}`,
          ...(replayed && { "Idempotent-Replayed": "true" }),
        },
      };
    },
  }),
};

/** POST /api/v1/incidents/preview */
export const incidentsPreview: Resource = {
  path: "/api/v1/incidents/preview",
  tag: "incidents",
  POST: operation({
    id: "previewIncident",
    summary: "Prévoir ce qu'une déclaration ferait, sans rien faire",
    right: "incident.declared",
    status: 200,
    body,
    answer: { name: "ForeseenIncident", schema: foreseenSchema },
    refusals: ["forbidden", "rule-refused"],
    async handle({ context, caller, now, body: given }) {
      const consequences = await previewDeclaration(context.db, caller, given, now);
      const told = await foreseen(context.db, caller, consequences, null);
      return { body: { id: null, ref: null, state: consequences.state, ...told } };
    },
  }),
};
