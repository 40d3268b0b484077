import { operation, type Resource } from "../operation.ts";
import { dispositifLock } from "../queries/dispositif-lock.ts";
import { lockSchema } from "../schemas.ts";

/** GET /api/v1/dispositifs/{key}/lock */
export const lock: Resource = {
  path: "/api/v1/dispositifs/{key}/lock",
  tag: "dispositifs",
  GET: operation({
    id: "readLock",
    summary: "Verrou de communication d'un dispositif : canaux ouverts et fermés, et pourquoi",
    right: "convention.read",
    status: 200,
    answer: { name: "Lock", schema: lockSchema },
    refusals: ["not-found"],
    async handle({ context, caller, now, params }) {
      return { body: await dispositifLock(context.db, caller, params.key ?? "", now) };
    },
  }),
};
