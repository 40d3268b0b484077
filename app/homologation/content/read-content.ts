import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { projectRoot } from "#app/platform/root.ts";
import { type Demarches, demarchesSchema } from "#machines/homologation/v1/content.ts";

export type ContentProblem = { file: string; line: number; where: string; what: string };
export const writeContentProblem = ({ file, line, where, what }: ContentProblem) =>
  `${file}:${line} — ${where ? `${where} : ` : ""}${what}.`;

/** No alias may blow up, no key may come twice; each mistake is told at its line. */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): { ok: true; value: T } | { ok: false; problems: ContentProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0)
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        file,
        line: at(error.pos[0]),
        where: "",
        what: `YAML illisible (${error.code})`,
      })),
    };
  const read = schema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (read.success) return { ok: true, value: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => {
      const place = [...path];
      let node = document.getIn(place, true);
      while (!hasRange(node) && place.length > 0) {
        place.pop();
        node = document.getIn(place, true);
      }
      const line = hasRange(node) ? at(node.range[0]) : 1;
      return { file, line, where: path.join("."), what: message };
    }),
  };
}
const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === "object" && node !== null && Array.isArray((node as { range?: unknown }).range);

const text = (max: number) => z.string().trim().min(1).max(max);
/** A catalogue of the project's own, or of an académie. */
export const ownCatalogueSchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "des minuscules, des chiffres et des tirets"),
  version: z.int().positive(),
  title: text(200),
  source: text(400),
  measures: z
    .array(
      z.strictObject({
        ref: text(80),
        title: text(400),
        text: text(2_000),
        levels: z
          .strictObject({
            basique: z.enum(["required", "recommended"]),
            modere: z.enum(["required", "recommended"]),
            avance: z.enum(["required", "recommended"]),
          })
          .partial(),
      }),
    )
    .min(1)
    .superRefine((measures, issues) => {
      const seen = new Set<string>();
      for (const [n, { ref }] of measures.entries()) {
        if (seen.has(ref))
          issues.addIssue({ code: "custom", path: [n, "ref"], message: `« ${ref} » est en double` });
        seen.add(ref);
      }
    }),
});
export type OwnCatalogue = z.infer<typeof ownCatalogueSchema>;

export const contentFolder = () => join(projectRoot, "homologations");

/** The démarches and the catalogue that come with the console, and every mistake in them. */
export async function readContent(folder = contentFolder()) {
  const problems: ContentProblem[] = [];
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const body = await readFile(join(folder, name), "utf8");
    const result = readYaml(`homologations/${name}`, body, schema);
    if (!result.ok) problems.push(...result.problems);
    return { text: body, value: result.ok ? result.value : null };
  };
  const demarches: { text: string; value: Demarches | null } = await read("demarches.yaml", demarchesSchema);
  const catalogue = await read("mesures-ent.yaml", ownCatalogueSchema);
  return { demarches, catalogue, problems };
}
