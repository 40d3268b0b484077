import { type Convention, communicationOf } from "#conventions/schema.ts";
import { type Happening, StepRefused } from "../../step.ts";
import type { LockContext } from "./changes.ts";
import { type Because, computeLock, type LockView } from "./compute.ts";
import type { LockDataOf } from "./events.ts";

const channelNames: Record<string, string> = {
  "ent-messaging": "messagerie de l’ENT",
  "ent-flash": "page d’accueil de l’ENT",
  sms: "SMS",
  mail: "courriel",
  feed: "flux d’actualités",
  phone: "téléphone",
};
export const channelName = (channel: string) =>
  channelNames[channel] ?? `tiers « ${channel.replace("third-party:", "")} »`;

/** The lock as it stands at an instant: an attestation may have lapsed since the last event. */
const viewAt = (lock: LockContext, convention: Convention, at: string): LockView =>
  computeLock(lock.cases, lock.attestations, communicationOf(convention), at);

const isOpen = (view: LockView, channel: string) => view.open.some((one) => one.channel === channel);

function closedBecause(view: LockView, channel: string): Because {
  const known = view.closed.find((one) => one.channel === channel)?.because[0];
  return (
    known ?? {
      dossier: "",
      ref: "",
      rule: "TOCSIN-VERROU",
      article: "choix de la console",
      sentence: `Le canal « ${channel} » n’est pas connu de ce dispositif.`,
    }
  );
}

function closedRefusal(view: LockView, channel: string) {
  const { rule, article, sentence } = closedBecause(view, channel);
  const open = view.open.map((one) => channelName(one.channel));
  const others = open.length > 0 ? `Ouvert à la place : ${open.join(", ")}.` : "Aucun canal n’est ouvert.";
  return {
    rule,
    article,
    because: `${channelName(channel)} : fermé. ${sentence} ${others}`,
    instead: view.open.map((one) => `channel:${one.channel}`),
  };
}

/**
 * A message to the community is accepted only on a channel that every open case lets (MBN-5.2-K, MBN-6.3, MBN-7).
 * @throws StepRefused with the case, the article and what is open instead.
 */
export function requireAdmitted(lock: LockContext, happening: Happening, convention: Convention): void {
  if (happening.type !== "message.admitted") return;
  const { channel, safety, case: about } = happening.data as LockDataOf<"message.admitted">;
  const event = { ...about, state: "surete" as const, since: happening.at, compromised: [], opened: [] };
  const judged = safety ? { ...lock, cases: [...lock.cases, event] } : lock;
  const view = viewAt(judged, convention, happening.at);
  if (!isOpen(view, channel)) throw new StepRefused(closedRefusal(view, channel));
}

/** A held message is re-routed to a channel that is open, or not at all. @throws StepRefused */
export function requireReroute(lock: LockContext, happening: Happening, convention: Convention): void {
  if (happening.type !== "held.decided" && happening.type !== "held.settled") return;
  const { choice, to } = happening.data as LockDataOf<"held.decided">;
  if (choice !== "reroute") return;
  const view = viewAt(lock, convention, happening.at);
  if (!to)
    throw new StepRefused({
      rule: "TOCSIN-VERROU",
      article: "choix de la console",
      because: "Réorienter demande un canal de remplacement.",
      instead: view.open.map((one) => `channel:${one.channel}`),
    });
  if (!isOpen(view, to)) throw new StepRefused(closedRefusal(view, to));
}

/** A check yet to come attests nothing; clocks of two machines may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** An attestation counts from the day it was checked, and not longer (MBN-7). @throws StepRefused */
export function requireChecked({ type, data, at }: Happening, convention: Convention): void {
  if (type !== "attestation.checked") return;
  const { checkedAt } = data as LockDataOf<"attestation.checked">;
  if (Date.parse(checkedAt) <= Date.parse(at) + CLOCKS_DIFFER_MS) return;
  throw new StepRefused({
    ...communicationOf(convention).surete,
    because:
      "Cette vérification est dans le futur : une attestation vaut un an à partir du jour où on l’a vérifiée.",
    instead: ["attestation.checked"],
  });
}

/**
 * While a case is open its direction decides of held messages, from the crisis itself (rules.md §4).
 * @throws StepRefused naming the crises.
 */
export function requireNoCase(lock: LockContext, happening: Happening): void {
  if (happening.type !== "held.decided" || lock.cases.length === 0) return;
  throw new StepRefused({
    rule: "MBN-6.2",
    article: "6.2",
    because: `Décider des messages retenus revient à la direction de crise, dans la salle de ${lock.cases.map(({ ref }) => ref).join(", ")}.`,
    instead: [],
  });
}
