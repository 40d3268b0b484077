import { z } from "zod";
import { dossierId } from "#app/engine/command/send-event.ts";
import { parse } from "#app/engine/input.ts";
import { deliveriesPage } from "#app/incident/queries/api-deliveries.ts";
import { journalPage } from "#app/incident/queries/api-journal.ts";
import { cursorOf, limitSchema, readCursor } from "../cursor.ts";
import { operation, type Resource } from "../operation.ts";
import { deliverySchema, entrySchema, page } from "../schemas.ts";

const FIRST: [number, string] = [0, "00000000-0000-0000-0000-000000000000"];
const placeInDeliveries = z.tuple([
  z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  z.uuid(),
]);

const journalQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,9}$/, "un numéro d'entrée")
    .default("0")
    .transform(Number),
  limit: limitSchema(200, 1_000),
});
const deliveriesQuery = z.strictObject({
  after: z.string().max(200).optional().describe("« next » de la page d'avant"),
  limit: limitSchema(500, 5_000),
});

/** GET /api/v1/dossiers/{id}/journal */
export const journal: Resource = {
  path: "/api/v1/dossiers/{id}/journal",
  tag: "dossiers",
  GET: operation({
    id: "readJournal",
    summary: "Entrées du journal, dans l'ordre, avec leur chaîne d'empreintes",
    right: "journal.read",
    status: 200,
    query: journalQuery,
    answer: { name: "Journal", schema: page(entrySchema) },
    refusals: ["forbidden", "not-found", "input-refused"],
    async handle({ context, caller, params, query }) {
      const id = dossierId(params.id);
      const { items, next } = await journalPage(context.db, caller, id, parse(journalQuery, query));
      return { body: { items, next: next === null ? null : String(next) } };
    },
  }),
};

/** GET /api/v1/dossiers/{id}/deliveries */
export const deliveries: Resource = {
  path: "/api/v1/dossiers/{id}/deliveries",
  tag: "dossiers",
  GET: operation({
    id: "readDeliveries",
    summary: "Chaque envoi, avec ses états et leurs heures",
    description:
      "Qui a seulement été alerté ne voit que les envois faits à son organisation et à celles qui en dépendent.",
    right: "delivery.read",
    status: 200,
    query: deliveriesQuery,
    answer: { name: "Deliveries", schema: page(deliverySchema) },
    refusals: ["forbidden", "not-found", "input-refused"],
    async handle({ context, caller, params, query }) {
      const id = dossierId(params.id);
      const { after, limit } = parse(deliveriesQuery, query);
      const from = after ? readCursor(placeInDeliveries, after) : FIRST;
      const { items, next } = await deliveriesPage(context.db, caller, id, { after: from, limit });
      return { body: { items, next: cursorOf(next) } };
    },
  }),
};
