import type { Communication } from "#conventions/schema.ts";

/** Channels that belong to the ENT: what MBN-7 calls its tools (MBN-5.1). */
export const ENT_CHANNELS = ["ent-messaging", "ent-flash", "sms"] as const;
/** Every channel that the console knows how to speak of; a dispositif configures some of them. */
export const CHANNELS = [...ENT_CHANNELS, "mail", "feed", "phone"] as const;

/** Whose case it is: reference and identity of the crisis. */
export type CaseOf = { dossier: string; ref: string; title: string };
/** One open crisis or safety event, as the lock knows it. */
export type LockCase = CaseOf & {
  state: "crisis" | "surete";
  since: string;
  /** What two different people found compromised, and when. */
  compromised: { what: "messaging" | "authentication"; at: string }[];
  /** Substitution channels that its direction opened, one decision each. */
  opened: { channel: string; at: string; reason: string }[];
};
/** A third party whose RGS attestation was checked (MBN-7). `validUntil`: one year after the check. */
export type Attestation = {
  channel: string;
  checkedAt: string;
  validUntil: string;
  by: string;
  proof: string;
};

export type Because = { dossier: string; ref: string; rule: string; article: string; sentence: string };
export type LockState = "open" | "crisis" | "compromised" | "surete";
export type LockView = {
  state: LockState;
  /** `until`: open only before that instant (an attestation that lapses). */
  open: { channel: string; until?: string }[];
  closed: { channel: string; because: Because[] }[];
};

/**
 * What may reach the community, from all open cases: a channel is open only if every case lets it (rules.md §4).
 * @param at ISO 8601 instant of the decision.
 */
export function computeLock(
  cases: LockCase[],
  attestations: Attestation[],
  articles: Communication,
  at: string,
): LockView {
  const opened = cases.flatMap((one) => one.opened.map(({ channel }) => channel));
  const channels = [...CHANNELS, ...attestations.map(({ channel }) => channel), ...opened];
  const view: LockView = { state: worst(cases), open: [], closed: [] };
  for (const channel of new Set(channels)) {
    const answers = cases.map((one) => ({ one, ...allows(one, channel, attestations, articles, at) }));
    const because = answers.flatMap(({ one, why }) =>
      why ? [{ dossier: one.dossier, ref: one.ref, ...why }] : [],
    );
    if (because.length > 0) view.closed.push({ channel, because });
    else {
      const until = answers.flatMap(({ until }) => until ?? []).sort()[0];
      view.open.push({ channel, ...(until && { until }) });
    }
  }
  return view;
}

const worst = (cases: LockCase[]): LockState =>
  cases.some(({ compromised }) => compromised.length > 0)
    ? "compromised"
    : cases.some(({ state }) => state === "crisis")
      ? "crisis"
      : cases.length > 0
        ? "surete"
        : "open";

type Allowed = { why?: { rule: string; article: string; sentence: string }; until?: string };

function allows(
  one: LockCase,
  channel: string,
  attestations: Attestation[],
  articles: Communication,
  at: string,
): Allowed {
  if (one.compromised.length > 0) {
    if (channel === "ent-messaging")
      return { why: { ...articles.compromise, sentence: compromisedSentence(one) } };
    // A substitution channel of a safety event still has to be one that safety lets (MBN-7): both rules hold.
    if (one.opened.some((opened) => opened.channel === channel))
      return one.state === "surete" ? underSurete(one, channel, attestations, articles, at) : {};
    return {
      why: {
        ...articles.compromise,
        sentence: `La direction de crise n’a pas ouvert ce canal de substitution pour ${one.ref}.`,
      },
    };
  }
  if (one.state === "crisis")
    return channel === "ent-messaging"
      ? {}
      : {
          why: {
            ...articles.crisis,
            sentence: `Crise ${one.ref} : seule la messagerie de l’ENT informe la communauté.`,
          },
        };
  return underSurete(one, channel, attestations, articles, at);
}

/** A tool of the ENT, or a third party whose attestation was checked under one year ago (MBN-7). */
function underSurete(
  one: LockCase,
  channel: string,
  attestations: Attestation[],
  articles: Communication,
  at: string,
): Allowed {
  if (ENT_CHANNELS.some((tool) => tool === channel)) return {};
  const attestation = attestations
    .filter((known) => known.channel === channel)
    .sort((a, b) => b.validUntil.localeCompare(a.validUntil))[0];
  if (attestation && attestation.validUntil > at) return { until: attestation.validUntil };
  return {
    why: {
      ...articles.surete,
      sentence: attestation
        ? `Sûreté ${one.ref} : l’attestation RGS de ce tiers a été vérifiée il y a plus d’un an.`
        : `Sûreté ${one.ref} : seuls les outils de l’ENT, ou un tiers dont l’attestation RGS a moins d’un an.`,
    },
  };
}

const compromisedSentence = ({ ref, compromised }: LockCase) =>
  compromised.some(({ what }) => what === "messaging")
    ? `Crise ${ref} : la messagerie de l’ENT est compromise.`
    : `Crise ${ref} : l’authentification de l’ENT est compromise, sa messagerie ne peut plus être crue.`;
