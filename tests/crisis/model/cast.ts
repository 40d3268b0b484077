import { readFileSync } from "node:fs";
import { readConvention } from "#conventions/read.ts";
import type { Convention } from "#conventions/schema.ts";
import type { Actor } from "#machines/effects.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { shipped } from "../../runbooks/shipped.ts";

/** An id that says its number, so that a counterexample can be read. */
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const person = (n: number, name: string, held: string, kind: string): Actor => ({
  kind: "person",
  id: uuid(n),
  name,
  function: held,
  organisation: { id: uuid(100 + n), key: `${kind}-${n}`, kind, name: `${kind} ${n}` },
});

/** Whoever may speak in a cell: two académies, the Région, and someone who has no seat at all. */
export const cast = {
  direction: person(1, "Recteur", "recteur", "academie"),
  rssi: person(2, "RSSI", "rssi", "academie"),
  otherRssi: person(3, "RSSI de Nancy", "rssi", "academie"),
  dane: person(4, "DANE", "dane", "academie"),
  region: person(5, "Élu", "elu", "region"),
} satisfies Record<string, Actor>;
export type Who = keyof typeof cast;
export const everyone = Object.keys(cast) as Who[];
export const outbox: Actor = { kind: "system", id: "outbox", name: "Expéditeur" };
export const clock: Actor = { kind: "system", id: "clock", name: "Horloge" };

/** A convention of the project. @throws Error when it cannot be read. */
export function conventionNamed(file: string): Convention {
  const read = readConvention(readFileSync(`conventions/${file}.yaml`, "utf8"), file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.convention;
}

/** A runbook that the console ships. */
export const runbookNamed = (key: string): Runbook => {
  const found = shipped.find((one) => one.key === key);
  if (!found) throw new Error(`no runbook « ${key} »`);
  return found;
};

const surete = runbookNamed("menace-surete");
/** What the lock must withstand: a crisis, sûreté, and sûreté in which the messaging itself may fall. */
export const plays: Runbook[] = [
  runbookNamed("messagerie-ent-compromise"),
  surete,
  {
    ...surete,
    key: "surete-et-messagerie",
    lock: { state: "surete", mayCompromise: ["messaging"] },
    substitution: ["mail", "sms", "third-party:alerte"],
  },
];

export const place = {
  id: uuid(101),
  key: "academie-1",
  kind: "academie",
  name: "Académie",
  timezone: "Europe/Paris",
  departement: "51",
  academie: "Reims",
};

/** What a crisis is opened on. */
export const openingOn = (runbook: Runbook, more: Record<string, unknown> = {}) => ({
  title: "Menaces envoyées depuis des comptes volés",
  summary: "Depuis la nuit, des comptes d’élèves envoient des menaces.",
  category: "threat-messages",
  runbook: {
    key: runbook.key,
    version: runbook.version,
    hash: "a".repeat(64),
    title: runbook.title,
    approved: true,
  },
  place,
  declarer: place,
  parties: [uuid(101), uuid(105)],
  perimeter: "dispositif",
  personalData: true,
  awareAt: "2026-03-24T01:30:00.000Z",
  exercise: false,
  ...more,
});
