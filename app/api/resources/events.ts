import { z } from "zod";
import { dossierForApi } from "#app/api/queries/dossier.ts";
import { dossierId, previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { foreseen } from "#app/incident/queries/api-alerts.ts";
import { allMachines } from "#machines/registry.ts";
import { operation, type Resource } from "../operation.ts";
import { eventBody } from "../queries/can.ts";
import { locksForeseen } from "../queries/locks-foreseen.ts";
import { consequencesSchema, dossierSchema } from "../schemas.ts";

/** What people may send to any kind of dossier: `can` says which of them a dossier takes now. */
const bodies = allMachines().flatMap((machine) =>
  Object.keys(machine.events).map((type) => eventBody(machine, type)),
);
const body = { name: "Event", schema: z.union(bodies) };

/** POST /api/v1/dossiers/{id}/events */
export const events: Resource = {
  path: "/api/v1/dossiers/{id}/events",
  tag: "dossiers",
  POST: operation({
    id: "sendEvent",
    summary: "Envoyer un événement à un dossier",
    description:
      "Le droit porte le nom de l'événement. Avec « revision », l'événement ne vaut que sur la révision lue ; sans elle, sur l'état du moment.",
    status: 200,
    body,
    answer: { name: "Dossier", schema: dossierSchema },
    refusals: ["forbidden", "not-found", "stale-revision", "rule-refused"],
    async handle({ context, caller, now, params, body: given, receipt }) {
      const id = dossierId(params.id);
      const { replayed } = await sendEvent(context.db, caller, id, given, now, receipt);
      context.wake();
      return {
        body: await dossierForApi(context.db, caller, id, now),
        ...(replayed && { headers: { "Idempotent-Replayed": "true" } }),
      };
    },
  }),
};

/** POST /api/v1/dossiers/{id}/preview */
export const eventsPreview: Resource = {
  path: "/api/v1/dossiers/{id}/preview",
  tag: "dossiers",
  POST: operation({
    id: "previewEvent",
    summary: "Prévoir ce qu'un événement ferait, sans rien faire",
    status: 200,
    body,
    answer: { name: "Consequences", schema: consequencesSchema },
    refusals: ["forbidden", "not-found", "stale-revision", "rule-refused"],
    async handle({ context, caller, now, params, body: given }) {
      const id = dossierId(params.id);
      const consequences = await previewEvent(context.db, caller, id, given, now);
      const settled = consequences.effects.flatMap((effect) =>
        effect.do === "settle-deadline" ? [{ key: effect.key, as: effect.as }] : [],
      );
      const told = await foreseen(context.db, caller, consequences, id);
      return { body: { state: consequences.state, ...told, settled, ...locksForeseen(consequences) } };
    },
  }),
};
