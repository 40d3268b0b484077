import { z } from "zod";
import { needs } from "../../system/v1/events.ts";
import { said } from "../../words.ts";

/** What the steps and pieces of a homologation are, by démarche: content, kept by its hash, one version a dossier. */
export const demarcheKeys = ["simplifiee", "intermediaire", "renforcee"] as const;
export type DemarcheKey = (typeof demarcheKeys)[number];

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "des minuscules, des chiffres et des tirets");

/** What a step waits for; `piece:<key>` for one piece. */
export const needSchema = z.union([
  z.enum(["strategy", "need", "articulations", "pieces", "risks", "residual", "measures", "opinion", "decision", "follow-up"]),
  z.templateLiteral(["piece:", key]),
]); // biome-ignore format: a list to read at a glance

const pieceSchema = z.strictObject({
  key,
  title: said(120, "le titre"),
  text: said(600, "le texte"),
  compulsory: z.boolean(),
  /** Rule of a convention that asks for it (VER-6). */
  rule: z.string().max(40).optional(),
});
const stepSchema = z.strictObject({
  key,
  title: said(160, "le titre"),
  text: said(800, "le texte"),
  needs: z.array(needSchema).min(1),
});
const demarcheSchema = z.strictObject({
  label: z.string().max(60),
  need: z.enum(needs),
  summary: said(600, "le résumé"),
  /** Opinions that a decision waits for. */
  opinions: z.int().min(0).max(10),
  /** Months of validity that it allows. */
  months: z.array(z.int().positive()).min(1),
  steps: z.array(stepSchema).min(3),
  pieces: z.array(pieceSchema).min(1),
});
const durationSchema = z.strictObject({
  months: z.int().positive(),
  label: z.string().max(40),
  /** Months before its end when people are reminded, and when it is « bientôt expirée ». */
  reminders: z.array(z.int().positive()).min(1),
  soon: z.int().positive(),
});
const questionSchema = z.strictObject({
  key,
  text: said(300, "la question"),
  answers: z
    .array(z.strictObject({ key, label: said(200, "la réponse"), weight: z.int().min(0).max(3) }))
    .min(2),
});

export const demarchesSchema = z
  .strictObject({
    version: z.int().positive(),
    source: said(400, "la source"),
    durations: z.array(durationSchema).min(1),
    /** Months at most of a provisional one (APE). */
    provisionalMonths: z.int().positive(),
    /** Residual level (1 to 16) from which a risk has to be accepted by name. */
    acceptFrom: z.int().min(1).max(16),
    need: z.strictObject({
      rule: said(400, "la règle"),
      questions: z.array(questionSchema).min(1),
    }),
    demarches: z.strictObject({
      simplifiee: demarcheSchema,
      intermediaire: demarcheSchema,
      renforcee: demarcheSchema,
    }),
  })
  .superRefine((content, issues) => {
    const known = new Set(content.durations.map(({ months }) => months));
    for (const [name, { months, steps, pieces }] of Object.entries(content.demarches)) {
      const wrong = (path: (string | number)[], message: string) =>
        issues.addIssue({ code: "custom", path: ["demarches", name, ...path], message });
      for (const [n, one] of months.entries())
        if (!known.has(one)) wrong(["months", n], `${one} mois : cette durée n’est pas dans « durations »`);
      const keys = new Set(pieces.map((piece) => piece.key));
      if (keys.size < pieces.length) wrong(["pieces"], "deux pièces portent la même clé");
      for (const [n, step] of steps.entries())
        for (const [m, need] of step.needs.entries())
          if (need.startsWith("piece:") && !keys.has(need.slice(6)))
            wrong(["steps", n, "needs", m], `la pièce « ${need.slice(6)} » n’est pas dans « pieces »`);
    }
  });
export type Demarches = z.infer<typeof demarchesSchema>;
export type Demarche = Demarches["demarches"][DemarcheKey];
export type NeedOf = z.infer<typeof needSchema>;

/**
 * The security need that these answers propose: the heaviest one decides, because one open door is enough.
 * @returns the need, and the question that weighed most.
 */
export function proposeNeed({ need: { questions } }: Demarches, answers: Readonly<Record<string, string>>) {
  const weights = questions.map(({ key, text, answers: known }) => ({
    question: text,
    weight: known.find((one) => one.key === answers[key])?.weight ?? 0,
  }));
  const heaviest = [...weights].sort((a, b) => b.weight - a.weight)[0];
  const level = Math.max(1, heaviest?.weight ?? 1);
  return { need: needs[Math.min(level, 3) - 1] as (typeof needs)[number], because: heaviest?.question ?? "" };
}
