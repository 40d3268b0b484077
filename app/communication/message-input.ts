import { z } from "zod";
import { perimeterSchema } from "#conventions/schema/words.ts";
import { draftSchema, profileSchema } from "#machines/communication/v1/facts.ts";

const { audience: _audience, crisis: _crisis, director: _director, ...words } = draftSchema.shape;

/** A message as a form or a client writes it: places by UAI, key or SIREN, never by the console's own ids. */
export const messageInputSchema = z.strictObject({
  dispositif: z.string({ error: "le dispositif manque" }).max(64),
  /** Organisation that carries it; absent: the first of the author's that the dispositif covers. */
  from: z.string().max(64).optional(),
  ...words,
  profiles: z.array(profileSchema).min(1, "au moins un public").max(4),
  perimeter: perimeterSchema,
  /** The place that the perimeter starts from; absent: the organisation that carries it. */
  organisation: z.string().max(64).optional(),
  schools: z.array(z.string().max(16)).max(50_000).optional(),
  departement: z.string().max(10).optional(),
  academie: z.string().max(80).optional(),
  /** Reference of the crisis that it speaks for. */
  crisis: z.string().max(40).optional(),
});
export type MessageInput = z.input<typeof messageInputSchema>;
