import type { Federation } from "#conventions/schema.ts";
import { dayAt, endOfDay, shiftMonths } from "../../homologation/v1/time.ts";
import { admissionOf, type Commitment, type MemberContext } from "./context.ts";

/** The instant at which a day begins, in UTC. */
export function startOfDay(day: string, zone: string): string {
  const before = new Date(`${day}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return endOfDay(before.toISOString().slice(0, 10), zone);
}

/** When a commitment is to be looked at again, in UTC: a year after it was found kept, sooner without proof. */
export function dueOf(
  { check }: Commitment,
  context: MemberContext,
  { months, unprovenMonths }: Federation["checks"],
): string {
  const { timezone } = context.place;
  const admitted = admissionOf(context)?.effectAt ?? context.decisions[0]?.effectAt ?? "";
  const day = check?.checkedOn ?? dayAt(admitted, timezone);
  const after = check?.outcome === "kept" ? months : unprovenMonths;
  return endOfDay(shiftMonths(`${day}T00:00:00.000Z`, after).slice(0, 10), timezone);
}

/** Each commitment with its day, soonest first. */
export const dueDays = (context: MemberContext, checks: Federation["checks"]) =>
  context.commitments
    .map((commitment) => ({ commitment, dueAt: dueOf(commitment, context, checks) }))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt));

export const daysBefore = (at: string, days: number) =>
  new Date(Date.parse(at) - days * 86_400_000).toISOString();
