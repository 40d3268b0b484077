import { nowIn } from "#app/engine/moment.ts";
import { channelWord, seatWord } from "#app/messages/crisis-act.ts";
import { crisisState, lockWord } from "#app/messages/crisis-list.ts";
import { classeur } from "#app/messages/crisis-offline.ts";
import { whoLabel } from "#app/messages/crisis-procedure.ts";
import { authorOf, crisisSentence, namesOf } from "#app/messages/crisis-room-journal.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { formatDateTime, formatShort } from "#app/ui/time/format.ts";
import type { CrisisContext, SitrepFacts } from "#machines/crisis/v1/context.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { actionsOf } from "#runbooks/schema.ts";
import { keptPhases } from "./classeur-steps.ts";
import { contactsOf } from "./contacts.ts";
import { mayOf } from "./rights-here.ts";
import { crisisOf, entriesOf, lockOf, rulesOfCrisis } from "./room.ts";

/**
 * A crisis as it is kept on paper and on devices: words only, dated in the dispositif's zone, so that whatever shows
 * it needs neither the console nor its code.
 * @param lines how many of the last lines of the journal.
 * @throws NotFound
 */
export async function classeurOf(db: Database, caller: Caller, ref: string, real: Date, lines: number) {
  const row = await crisisOf(db, caller, ref);
  const now = nowIn(row, real);
  const [may, { runbook }, lock, contacts] = await Promise.all([
    mayOf(db, caller, row.id),
    rulesOfCrisis(db, row),
    lockOf(db, row),
    contactsOf(db, row),
  ]);
  const crisis = row.context as unknown as CrisisContext;
  const { facts } = crisis;
  const zone = facts.place.timezone;
  const entries = may.has("journal.read")
    ? await entriesOf(db, row.id, Math.max(0, row.revision - lines))
    : [];
  const names = namesOf(runbook);
  const point = crisis.sitreps.filter(({ state }) => state === "validated").at(-1) ?? null;
  const waiting = actionsOf(runbook).filter(({ key }) => crisis.steps[key] === "open");
  return {
    /** Of this shape: a page kept by an older console reads what it knows. */
    v: 1 as const,
    at: now.toISOString(),
    atText: row.pace ? classeur.exerciseTime(formatDateTime(now, zone)) : formatDateTime(now, zone),
    person: caller.person.id,
    ref: row.ref,
    title: row.title,
    revision: row.revision,
    exercise: facts.exercise,
    summary: facts.summary,
    state: crisisState(row.state).label,
    lock: lockWords(lock, zone),
    decisions: waiting.map(({ title, who, party }) => `${title} · ${whoLabel(who, party)}`),
    contacts: contacts.map(({ name, roles, function: held, organisation, phone, email }) => ({
      name,
      role: roles.length > 0 ? roles.map(seatWord).join(", ") : functionLabel(held),
      seated: roles.length > 0,
      organisation,
      phone,
      email,
    })),
    runbook: {
      title: runbook.title,
      version: runbook.version,
      begun: Object.keys(crisis.steps).length > 0,
      activation: runbook.activation.map(({ key, text }) => ({
        text,
        done: crisis.activation.some((one) => one.key === key),
      })),
      exit: runbook.exit.map(({ key, text }) => ({ text, done: crisis.exit.some((one) => one.key === key) })),
      phases: keptPhases(runbook, crisis),
    },
    point: point && pointWords(point, zone),
    lines: entries.map((entry) => {
      const { text, quote } = crisisSentence(entry, names);
      return {
        seq: entry.seq,
        at: formatShort(new Date(entry.at), now, zone),
        by: authorOf(entry.actor),
        text: quote ? `${text} « ${quote} »` : text,
      };
    }),
  };
}
export type Classeur = Awaited<ReturnType<typeof classeurOf>>;

function lockWords(lock: LockContext | null, zone: string): string[] {
  if (!lock) return [classeur.noLock];
  const words = (all: { channel: string }[]) => all.map(({ channel }) => channelWord(channel)).join(", ");
  return [
    classeur.lockSince(lockWord(lock.state).label, formatDateTime(new Date(lock.since), zone)),
    classeur.open(words(lock.open)),
    ...(lock.closed.length > 0 ? [classeur.closed(words(lock.closed))] : []),
  ];
}

const pointWords = (point: SitrepFacts, zone: string) => {
  const { number, facts, impacts, actions, decisions, communication, nextAt, at, validated } = point;
  return {
    number,
    at: formatDateTime(new Date(validated?.at ?? at), zone),
    texts: { facts, impacts, actions, decisions, communication },
    nextAt: nextAt ? formatDateTime(new Date(nextAt), zone) : null,
  };
};
