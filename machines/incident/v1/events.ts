import { z } from "zod";
import { categorySchema, certaintySchema, fieldKeySchema, perimeterSchema } from "#conventions/schema.ts";
import { alertingEvents } from "../../alerting/events.ts";
import { compromiseFactSchema, factsSchema, placeSchema, severitySchema } from "./facts.ts";

const text = (max: number) =>
  z.string({ error: "un texte" }).trim().min(1, "un texte est attendu").max(max, `${max} caractères au plus`);
const schools = z.array(z.uuid()).max(50_000);

/** Events a person may send; the API lists them under `can` with these schemas. */
export const personEvents = {
  "incident.completed": z.strictObject({
    description: text(8_000).optional(),
    personalData: z.boolean().nullable().optional(),
    compromises: z.array(compromiseFactSchema).max(20).optional(),
    note: text(2_000).optional(),
  }),
  "incident.qualified": z.strictObject({
    field: fieldKeySchema,
    severity: severitySchema,
    certainty: certaintySchema,
    category: categorySchema,
    personalData: z.boolean({ error: "données personnelles : oui ou non" }),
    perimeter: perimeterSchema,
    schools: schools.optional(),
    compromises: z.array(compromiseFactSchema).max(20).default([]),
    reason: text(2_000).optional(),
  }),
  "incident.handled": z.strictObject({ note: text(2_000) }),
  "incident.followed-up": z.strictObject({ text: text(4_000) }),
  "incident.closed": z.strictObject({ reason: text(2_000) }),
  "incident.reopened": z.strictObject({ reason: text(2_000) }),
  "note.added": z.strictObject({ text: text(8_000), corrects: z.int().positive().optional() }),
  "authority.notified": z.strictObject({
    authority: z.enum(["cnil"]),
    reference: text(80).optional(),
    notifiedAt: z.iso.datetime({ offset: true }),
  }),
  "task.done": z.strictObject({ key: text(160), note: text(2_000).optional() }),
  /** « all »: every delivery given up, after a long outage of the mail server. */
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;

/** Events of the console itself: declaration, acknowledgements, clock, outbox. */
export const systemEvents = {
  "incident.declared": z.strictObject({
    facts: factsSchema,
    place: placeSchema,
    declarer: placeSchema,
    parties: z.array(z.uuid()),
    schools: schools.optional(),
  }),
  "alert.acknowledged": z.strictObject({
    delivery: z.uuid(),
    answer: z.enum(["taken", "not-me"]),
    organisation: z.string(),
    function: z.string(),
  }),
  ...alertingEvents,
} as const;

export type PersonEvent = keyof typeof personEvents;
export type SystemEvent = keyof typeof systemEvents;
export type IncidentEvent = PersonEvent | SystemEvent;
export const incidentEvents = { ...personEvents, ...systemEvents };
export type DataOf<Type extends IncidentEvent> = z.infer<(typeof incidentEvents)[Type]>;
