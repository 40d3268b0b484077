import { lock } from "#app/messages/lock.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { AttestAnswer } from "../queries/attest.ts";
import type { HeldAnswer } from "../queries/decide-held.ts";
import type { LockPage } from "../queries/lock-page.ts";
import { ActFrame } from "./act-frame.tsx";

const { held: words, attestations } = lock;

/** What becomes of held messages: re-routed, released after the lock, or cancelled, with the reason. */
export function DecideHeld({ page, answer }: { page: LockPage; answer: HeldAnswer }) {
  const { values, errors } = answer;
  const about = page.held.find(({ notice }) => notice === values.notice)?.subject ?? words.all;
  const where = page.may.decides;
  const open = page.channels.filter((one) => one.open);
  return (
    <ActFrame
      {...answer}
      intent="held"
      title={`${words.form.title} ${about}`}
      lead={where ? (where.crisis ? words.who.crisis(where.ref) : words.who.lock) : undefined}
      what={words.what}
      back={page.here}
    >
      <input type="hidden" name="notice" defaultValue={values.notice} />
      <ChoiceCards
        name="choice"
        legend={words.form.choice}
        choices={Object.entries(words.form.choices).map(([value, one]) => ({ value, ...one }))}
        value={values.choice}
        errors={errors}
      />
      {open.length > 0 && (
        <ChoiceCards
          name="to"
          legend={words.form.to}
          hint={words.form.toHint}
          choices={open.map(({ channel, name }) => ({ value: channel, label: name }))}
          value={values.to}
          errors={errors}
        />
      )}
      <TextField
        name="reason"
        label={words.form.reason}
        hint={words.form.reasonHint}
        rows={3}
        required
        defaultValue={values.reason}
        errors={errors}
      />
    </ActFrame>
  );
}

/** The check of a third party's RGS attestation (MBN-7). */
export function Attest({ page, answer }: { page: LockPage; answer: AttestAnswer }) {
  const { form } = attestations;
  const { values, errors } = answer;
  return (
    <ActFrame
      {...answer}
      intent="attest"
      title={form.title}
      lead={attestations.lead}
      what={attestations.what}
      back={page.here}
    >
      <TextField
        name="channel"
        label={form.channel}
        hint={form.channelHint}
        required
        defaultValue={values.channel}
        errors={errors}
      />
      <TextField
        name="checkedOn"
        label={form.checkedOn}
        hint="JJ/MM/AAAA"
        inputMode="numeric"
        required
        defaultValue={values.checkedOn}
        errors={errors}
      />
      <TextField
        name="proof"
        label={form.proof}
        hint={form.proofHint}
        required
        defaultValue={values.proof}
        errors={errors}
      />
    </ActFrame>
  );
}
