import type { Happening } from "../../step.ts";
import type { Attestation, CaseOf, LockCase, LockView } from "./compute.ts";
import type { LockDataOf } from "./events.ts";

export type LockContext = LockView & {
  dispositif: string;
  /** Since when it stands as it does (ISO 8601, UTC). */
  since: string;
  cases: LockCase[];
  attestations: Attestation[];
  /** Held messages decided of, newest last, the last hundred. */
  decisions: { at: string; by: string; notice: string; choice: string; to?: string; reason: string }[];
};

export const started = ({ at }: Happening, dispositif: string): LockContext => ({
  dispositif,
  since: at,
  state: "open",
  open: [],
  closed: [],
  cases: [],
  attestations: [],
  decisions: [],
});

type Change = (lock: LockContext, happening: Happening) => Partial<LockContext>;

/** One case changed by its dossier; an unknown one is left alone. */
const onCase =
  (how: (one: LockCase, happening: Happening) => LockCase): Change =>
  (lock, happening) => {
    const { dossier } = (happening.data as { case: CaseOf }).case;
    return { cases: lock.cases.map((one) => (one.dossier === dossier ? how(one, happening) : one)) };
  };

const decideHeld: Change = (lock, happening) => {
  const { notice, choice, to, reason } = happening.data as LockDataOf<"held.settled">;
  const decision = { at: happening.at, by: happening.by.name, notice, choice, reason, ...(to && { to }) };
  return { decisions: [...lock.decisions, decision].slice(-100) };
};

const changes: Record<string, Change> = {
  "lock.made": () => ({}),
  "case.opened": (lock, happening) => {
    const data = happening.data as LockDataOf<"case.opened">;
    const others = lock.cases.filter(({ dossier }) => dossier !== data.case.dossier);
    const opened: LockCase = {
      ...data.case,
      state: data.state,
      since: happening.at,
      compromised: [],
      opened: [],
    };
    return { cases: [...others, opened] };
  },
  "case.closed": (lock, happening) => {
    const data = happening.data as LockDataOf<"case.closed">;
    return { cases: lock.cases.filter(({ dossier }) => dossier !== data.case.dossier) };
  },
  "case.compromised": onCase((one, happening) => {
    const { what } = happening.data as LockDataOf<"case.compromised">;
    const others = one.compromised.filter((known) => known.what !== what);
    return { ...one, compromised: [...others, { what, at: happening.at }] };
  }),
  // Substitution channels end with the compromise that justified them.
  "case.restored": onCase((one, happening) => {
    const { what } = happening.data as LockDataOf<"case.restored">;
    const compromised = one.compromised.filter((known) => known.what !== what);
    return { ...one, compromised, opened: compromised.length > 0 ? one.opened : [] };
  }),
  "channel.opened": onCase((one, happening) => {
    const { channel, reason } = happening.data as LockDataOf<"channel.opened">;
    const others = one.opened.filter((known) => known.channel !== channel);
    return { ...one, opened: [...others, { channel, at: happening.at, reason }] };
  }),
  "channel.shut": onCase((one, happening) => {
    const { channel } = happening.data as LockDataOf<"channel.shut">;
    return { ...one, opened: one.opened.filter((known) => known.channel !== channel) };
  }),
  "message.admitted": () => ({}),
  "attestation.checked": (lock, happening) => {
    const { channel, checkedAt, proof } = happening.data as LockDataOf<"attestation.checked">;
    const checked = new Date(checkedAt);
    const validUntil = new Date(checked);
    validUntil.setUTCFullYear(checked.getUTCFullYear() + 1);
    const attestation: Attestation = {
      channel,
      checkedAt: checked.toISOString(),
      validUntil: validUntil.toISOString(),
      by: happening.by.name,
      proof,
    };
    return { attestations: [...lock.attestations.filter((known) => known.channel !== channel), attestation] };
  },
  "held.decided": decideHeld,
  "held.settled": decideHeld,
};

/** What an event changes of the cases; undefined when the lock does not know it. */
export const changeOf = (type: string): Change | undefined =>
  Object.hasOwn(changes, type) ? changes[type] : undefined;
