import type { Notice } from "#app/engine/outbox/claim.ts";
import { seatLabels } from "#machines/crisis/v1/labels.ts";
import type { CrisisFacts, CrisisTemplate } from "#machines/effects.ts";
import { type CellRole, cellRoleSchema } from "#runbooks/schema/words.ts";

export type CrisisMailTemplate = CrisisTemplate | "reminder" | "escalation";
/** A notice that a crisis sent to professionals. */
export type CrisisNotice = Omit<Notice, "template" | "facts"> & {
  template: CrisisMailTemplate;
  facts: CrisisFacts;
};

/** Whether a notice is a crisis's, by its facts: reminders and escalations bear the same template as an incident's. */
export const isCrisisNotice = (notice: Pick<Notice, "facts">): boolean =>
  (notice.facts as unknown as Partial<CrisisFacts>).kind === "crisis";

/** The seat of the cell that an alert calls to (`cell-<role>`); null for heads of school and parties informed. */
export function seatCalled(alert: string): CellRole | null {
  const parsed = cellRoleSchema.safeParse(alert.replace(/^cell-/, ""));
  return alert.startsWith("cell-") && parsed.success ? parsed.data : null;
}

/** « direction de crise » ; empty when the alert calls to no seat. */
export function seatWords(alert: string): string {
  const role = seatCalled(alert);
  return role ? seatLabels[role] : "";
}
