import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { lock } from "#app/messages/lock.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { channelName } from "#machines/lock/v1/refusals.ts";
import { type ActRefused, answering } from "./decide-held.ts";
import type { LockPage } from "./lock-page.ts";

const { attestations: words } = lock;
export type AttestValues = { channel: string; checkedOn: string; proof: string; idempotency: string };
export type AttestAnswer = {
  values: AttestValues;
  errors: FieldError[];
  refused?: ActRefused;
  foreseen?: { lines: string[]; confirm: string };
};
type Asked = { caller: Caller; page: LockPage; values: AttestValues; now: Date; zone: string };

/** What consigning a check would mean, or what is wrong with it. */
export function previewAttestation({ values, now, zone }: Asked): AttestAnswer {
  const { errors, checked } = read(values, now);
  if (!checked) return { values, errors };
  const until = new Date(checked);
  until.setUTCFullYear(until.getUTCFullYear() + 1);
  const lines = [words.form.will(channelName(keyOf(values)), formatDay(until, zone))];
  return { values, errors, foreseen: { lines, confirm: words.form.confirm } };
}

/** Consigns it (MBN-7); null when it is done. */
export async function attest(
  db: Database,
  { caller, page, values, now }: Asked,
  receipt: Receipt,
): Promise<AttestAnswer | null> {
  const { errors, checked } = read(values, now);
  const { dossier } = page.lock;
  if (!checked || !dossier) return { values, errors };
  const body = {
    type: "attestation.checked",
    channel: keyOf(values),
    checkedAt: checked.toISOString(),
    proof: values.proof,
  };
  return answering(values, async () => {
    await sendEvent(db, caller, dossier, body, now, receipt);
    return null;
  });
}

const keyOf = ({ channel }: AttestValues) => `third-party:${channel.trim().replace(/^third-party:/, "")}`;

/** A check is past and under one year old: what is older opens nothing. The day is taken at noon UTC. */
function read(values: AttestValues, now: Date): { errors: FieldError[]; checked: Date | null } {
  const errors: FieldError[] = [];
  if (!/^third-party:[a-z0-9][a-z0-9-]{0,40}$/.test(keyOf(values)))
    errors.push({ path: "channel", message: words.wrong.channel });
  const checked = dayOf(values.checkedOn);
  if (!checked) errors.push({ path: "checkedOn", message: words.wrong.checkedOn });
  else if (checked.getTime() > now.getTime() + 12 * 3_600_000)
    errors.push({ path: "checkedOn", message: words.wrong.future });
  else if (checked.getTime() < now.getTime() - 365 * 86_400_000)
    errors.push({ path: "checkedOn", message: words.wrong.past });
  if (!values.proof.trim()) errors.push({ path: "proof", message: words.wrong.proof });
  // « Today » at noon may be some hours away yet.
  const when = checked && checked > now ? now : checked;
  return { errors, checked: errors.length === 0 ? when : null };
}

/** « 22/11/2026 » or « 2026-11-22 », a day that exists. */
function dayOf(given: string): Date | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(given.trim());
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given.trim());
  const [year, month, day] = french
    ? [Number(french[3]), Number(french[2]), Number(french[1])]
    : iso
      ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
      : [0, 0, 0];
  const date = new Date(Date.UTC(year, month - 1, day, 12));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
}
