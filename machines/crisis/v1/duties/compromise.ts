import type { Compromised } from "#runbooks/schema/words.ts";
import type { Happening } from "../../../step.ts";
import { applicationsOf, isApplication } from "../applications.ts";
import type { CrisisContext } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { seatLabels } from "../labels.ts";
import { dataOf } from "../rules.ts";
import { seatOf } from "../seat-of.ts";
import { choice, type Duty, procedure, refuse } from "./refuse.ts";

/** Two different people, in the two seats: direction de crise and RSSI (rules.md §4). */
const declare: Duty = (crisis, happening, { runbook, communication }) => {
  const { what: given } = dataOf<CrisisDataOf<"compromise.declared">>(happening);
  if (isApplication(given)) {
    const already = applicationsOf(crisis).find((one) => one.what === given);
    if (already)
      refuse({
        ...communication.compromise,
        because: `${already.by.name} a déjà nommé cette application dans cette crise.`,
        instead: ["compromise.withdrawn"],
      });
    return;
  }
  const what = given as Compromised;
  const known = crisis.compromises[what];
  if (!runbook.lock.mayCompromise.includes(what))
    refuse({ ...communication.compromise, because: "Cette procédure ne prévoit pas cette compromission." });
  if (known?.confirmed)
    refuse({ ...communication.compromise, because: "Cette compromission est déjà confirmée." });
  if (known?.declared)
    refuse({
      ...communication.compromise,
      because: `${known.declared.by.name} l’a déjà déclarée : une autre personne la confirme.`,
      instead: ["compromise.confirmed"],
    });
};

const confirm: Duty = (crisis, happening, { communication }) => {
  const { what } = dataOf<CrisisDataOf<"compromise.confirmed">>(happening);
  const known = crisis.compromises[what];
  if (known?.confirmed)
    refuse({ ...communication.compromise, because: "Cette compromission est déjà confirmée." });
  if (!known?.declared)
    return refuse({
      ...communication.compromise,
      because: "Personne n’a encore déclaré cette compromission.",
      instead: ["compromise.declared"],
    });
  requireOther(crisis, happening, known.declared.by, communication.compromise);
};

const withdraw: Duty = (crisis, happening, { communication }) => {
  const { what } = dataOf<CrisisDataOf<"compromise.withdrawn">>(happening);
  if (isApplication(what)) {
    if (!applicationsOf(crisis).some((one) => one.what === what))
      refuse({ ...choice, because: "Cette crise ne nomme pas cette application." });
    return;
  }
  const known = crisis.compromises[what as Compromised];
  if (known?.confirmed)
    refuse({
      ...communication.compromise,
      because: "Une compromission confirmée se lève à deux, elle ne se retire pas.",
      instead: ["restoration.declared"],
    });
  if (!known?.declared) refuse({ ...choice, because: "Rien n’est déclaré." });
};

const restore: Duty = (crisis, happening, { communication }) => {
  const known = crisis.compromises[dataOf<CrisisDataOf<"restoration.declared">>(happening).what];
  if (!known?.confirmed)
    refuse({ ...communication.compromise, because: "Aucune compromission confirmée à lever." });
};

const restored: Duty = (crisis, happening, { communication }) => {
  const known = crisis.compromises[dataOf<CrisisDataOf<"restoration.confirmed">>(happening).what];
  if (!known?.restoring)
    return refuse({
      ...communication.compromise,
      because: "Personne n’a encore proposé de lever cette compromission.",
      instead: ["restoration.declared"],
    });
  requireOther(crisis, happening, known.restoring.by, communication.compromise);
};

export function requireOther(
  crisis: CrisisContext,
  { by }: Happening,
  first: { id: string; name: string; role: string },
  article: { rule: string; article: string },
) {
  const other = first.role === "direction" ? ("rssi" as const) : ("direction" as const);
  if (first.id === by.id)
    refuse({
      ...article,
      because: `Deux personnes différentes : vous êtes la première, il faut le siège « ${seatLabels[other]} ».`,
    });
  if (!seatOf(crisis, by.id, [other]))
    refuse({
      ...article,
      because: `${first.name} a parlé comme ${seatLabels[first.role as "rssi"]} : il faut le siège « ${seatLabels[other]} ».`,
    });
}

/** Substitution channels exist only while the messaging or its sign-on is compromised (MBN-5.2-K). */
const channel: Duty = (crisis, happening, { runbook, communication }) => {
  const { channel: wanted } = dataOf<CrisisDataOf<"channel.opened">>(happening);
  if (!Object.values(crisis.compromises).some((one) => one.confirmed))
    refuse({
      ...communication.crisis,
      because:
        "La messagerie de l’ENT informe seule la communauté tant que sa compromission n’est pas confirmée.",
      instead: ["compromise.declared"],
    });
  if (!runbook.substitution.includes(wanted))
    refuse({
      ...procedure,
      because: `La procédure ne prévoit pas ce canal de substitution. Prévus : ${runbook.substitution.join(", ") || "aucun"}.`,
    });
};

export const compromiseDuties: Record<string, Duty> = {
  "compromise.declared": declare,
  "compromise.confirmed": confirm,
  "compromise.withdrawn": withdraw,
  "restoration.declared": restore,
  "restoration.confirmed": restored,
  "channel.opened": channel,
};
