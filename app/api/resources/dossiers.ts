import { z } from "zod";
import { dossierForApi } from "#app/api/queries/dossier.ts";
import { dossierId } from "#app/engine/command/send-event.ts";
import { parse } from "#app/engine/input.ts";
import { dossierList } from "#app/incident/queries/api-dossiers.ts";
import { cursorOf, limitSchema, readCursor } from "../cursor.ts";
import { operation, type Resource } from "../operation.ts";
import { dossierItemSchema, dossierSchema, page } from "../schemas.ts";

const word = z.string().trim().max(80).optional();
const filters = z.strictObject({
  kind: word.describe("incident…"),
  state: word,
  dispositif: word.describe("Clé du dispositif"),
  q: z.string().trim().max(200).optional().describe("Mots du titre, référence, clé ou nom du lieu"),
  after: z.string().max(200).optional().describe("« next » de la page d'avant"),
  limit: limitSchema(50, 200),
});
const placeInList = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d [\d:.+-]+$/), z.uuid()]);

/** GET /api/v1/dossiers */
export const dossiers: Resource = {
  path: "/api/v1/dossiers",
  tag: "dossiers",
  GET: operation({
    id: "listDossiers",
    summary: "Dossiers que l'appelant peut lire, du plus récent au plus ancien",
    right: "dossier.read",
    status: 200,
    query: filters,
    answer: { name: "DossierList", schema: page(dossierItemSchema) },
    refusals: ["input-refused"],
    async handle({ context, caller, query }) {
      const { after, ...wanted } = parse(filters, query);
      const from = after ? readCursor(placeInList, after) : undefined;
      const { items, next } = await dossierList(context.db, caller, { ...wanted, after: from });
      return { body: { items, next: cursorOf(next) } };
    },
  }),
};

/** GET /api/v1/dossiers/{id} */
export const dossier: Resource = {
  path: "/api/v1/dossiers/{id}",
  tag: "dossiers",
  GET: operation({
    id: "readDossier",
    summary: "Un dossier, et ce que l'appelant peut y envoyer maintenant",
    right: "dossier.read",
    status: 200,
    answer: { name: "Dossier", schema: dossierSchema },
    refusals: ["not-found"],
    async handle({ context, caller, now, params }) {
      return { body: await dossierForApi(context.db, caller, dossierId(params.id), now) };
    },
  }),
};
