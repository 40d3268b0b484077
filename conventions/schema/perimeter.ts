import { z } from "zod";
import {
  articleSchema,
  communeCodeSchema,
  departementCodeSchema,
  nameSchema,
  ruleIdSchema,
  statementSchema,
} from "./primitives.ts";
import {
  categorySchema,
  fieldKeySchema,
  partyKindSchema,
  schoolSectorSchema,
  schoolTypeSchema,
} from "./words.ts";

/**
 * One slice of the schools covered: a school is in when it satisfies every list
 * given. A convention covers the union of its slices.
 */
export const perimeterSliceSchema = z
  .strictObject({
    /** As the annuaire writes them: `Aix-Marseille`, `Nancy-Metz`. */
    academies: z.array(nameSchema).min(1).optional(),
    departements: z.array(departementCodeSchema).min(1).optional(),
    communes: z.array(communeCodeSchema).min(1).optional(),
    types: z.array(schoolTypeSchema).min(1),
    /** Left out: public and private. */
    sectors: z.array(schoolSectorSchema).min(1).optional(),
  })
  .refine((s) => Boolean(s.academies ?? s.departements ?? s.communes), {
    error: "un périmètre borné par « academies », « departements » ou « communes »",
  });
export type PerimeterSlice = z.infer<typeof perimeterSliceSchema>;

/** A field of competence: it decides who leads, who is informed, who decides, who may close. */
export const fieldSchema = z.strictObject({
  key: fieldKeySchema,
  name: nameSchema,
  statement: statementSchema,
  lead: z.array(partyKindSchema).min(1),
  informed: z.array(partyKindSchema),
  decides: z.array(partyKindSchema).min(1),
  closes: z.array(partyKindSchema).min(1),
  /** Categories for which the qualification proposes this field. */
  categories: z.array(categorySchema),
  rule: ruleIdSchema,
  article: articleSchema,
  /** Where another article says who decides (VER-7: « l’académie prendra les décisions »). */
  decision: z.strictObject({ rule: ruleIdSchema, article: articleSchema }).optional(),
});
export type Field = z.infer<typeof fieldSchema>;
