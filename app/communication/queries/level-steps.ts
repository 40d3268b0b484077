import type { Process } from "#app/messages/communication.ts";
import { prepare } from "#app/messages/communication-new.ts";
import { partyKindLabels } from "#conventions/labels.ts";
import { type Convention, type Duration, processesOf } from "#conventions/schema.ts";
import { crisisApproval } from "#machines/communication/v1/approvers.ts";

const { steps: words } = prepare;

/** Who answers before such a message leaves, and by when, in one line: from the convention's data. */
export function levelSteps(convention: Convention, process: Process, kind: string): string {
  const { t1, t2, review } = processesOf(convention)[process];
  const asks = (step: typeof t1) => step?.for.some((one) => one === kind);
  const approval = process === "crise" ? crisisApproval(convention, kind) : undefined;
  const lines = [
    t1 && asks(t1) ? words.t1(delayOf(t1.within), t1.silence === "approves") : "",
    t2 && asks(t2) ? words.t2(delayOf(t2.within), t2.silence === "approves") : "",
    approval
      ? words.approval(partyKindLabels[approval.approvedBy].toLocaleLowerCase("fr"), delayOf(approval.within))
      : "",
  ].filter(Boolean);
  return [lines.join(" ") || words.none, review ? words.review : ""].filter(Boolean).join(" ");
}

function delayOf(within: Duration | undefined): string {
  if (!within) return "";
  for (const unit of ["workingDays", "workingHours", "hours", "minutes"] as const) {
    const amount = within[unit];
    if (amount) return words.delay[unit](amount);
  }
  return "";
}
