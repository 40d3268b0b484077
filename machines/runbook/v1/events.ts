import { z } from "zod";

const text = (max: number, what: string) =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${max} caractères au plus`);
const reason = text(2_000, "la raison");

/** A text of the procedure, kept in `content` under this hash before the event is sent. */
const textSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, "une empreinte SHA-256"),
  version: z.int().positive(),
  title: text(120, "le titre"),
});

/** What people send to a procedure. */
export const runbookPersonEvents = {
  "runbook.revised": textSchema,
  "runbook.submitted": z.strictObject({ note: text(2_000, "la note").optional() }),
  /** A commission approved it: which one, when it met, where its minutes are (MBN-6.2). */
  "runbook.approved": z.strictObject({
    instance: text(64, "l’instance"),
    meetingAt: z.iso.datetime({
      offset: true,
      error: "une date et une heure, comme 2026-11-22T14:00:00+01:00",
    }),
    minutes: text(300, "la référence du procès-verbal"),
  }),
  "runbook.returned": z.strictObject({ reason }),
  "runbook.enforced": z.strictObject({ note: text(2_000, "la note").optional() }),
  "runbook.retired": z.strictObject({ reason }),
} as const;
export type RunbookPersonEvent = keyof typeof runbookPersonEvents;

/** Whoever writes a procedure is not who lets it be used. */
export const runbookRights: Record<RunbookPersonEvent, string> = {
  "runbook.revised": "runbook.write",
  "runbook.submitted": "runbook.write",
  "runbook.approved": "runbook.approve",
  "runbook.returned": "runbook.approve",
  "runbook.enforced": "runbook.approve",
  "runbook.retired": "runbook.approve",
};

export const runbookEvents = {
  ...runbookPersonEvents,
  "runbook.drafted": z.strictObject({ key: z.string(), dispositif: z.string(), ...textSchema.shape }),
  "deadline.reached": z.strictObject({ key: z.string(), unanswered: z.int().nonnegative().optional() }),
} as const;
export type RunbookEvent = keyof typeof runbookEvents;
export type RunbookDataOf<Type extends RunbookEvent> = z.infer<(typeof runbookEvents)[Type]>;
