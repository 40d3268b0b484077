import { conventionOf } from "#app/engine/dossier.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import { type Process, processes } from "#app/messages/communication.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import { processesOf } from "#conventions/schema.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { LockView } from "#machines/lock/v1/compute.ts";
import { askedFields } from "./asked.ts";
import { cited } from "./cited.ts";
import { directorOf } from "./director.ts";
import { dispositifsWith, type FormOptions, formOptions } from "./form-options.ts";
import { levelSteps } from "./level-steps.ts";
import { isSchool, levelsFor, type Speaker, speakers } from "./speakers.ts";

/** Where a message is prepared: dispositif, in whose name, under which convention. */
export type Desk = {
  dispositif: { id: string; key: string; name: string };
  convention: Convention;
  speakers: Speaker[];
  speaker: Speaker;
  levels: Process[];
};

/** Dispositifs in which the caller may write. */
export const writable = (db: Database, caller: Caller) => dispositifsWith(db, caller, "communication.draft");

/** The desk of a dispositif; null where the caller writes for none of its organisations. */
export async function deskOf(
  db: Database,
  caller: Caller,
  asked: { dispositif: string; as: string },
  now: Date,
): Promise<Desk | null> {
  const dispositifs = await writable(db, caller);
  const dispositif =
    dispositifs.find(({ key }) => key === asked.dispositif) ??
    (dispositifs.length === 1 ? dispositifs[0] : undefined);
  if (!dispositif) return null;
  const able = await speakers(db, caller, dispositif.id);
  const speaker = able.find(({ key }) => key === asked.as) ?? able[0];
  if (!speaker) return null;
  const { convention } = await conventionInForce(db, dispositif.key, now);
  const body = await conventionOf(db, convention);
  return { dispositif, convention: body, speakers: able, speaker, levels: levelsFor(body, speaker.kind) };
}

/** The four levels as the convention defines them, each with its article. */
export const levelsOf = ({ convention, levels, speaker }: Desk) =>
  processes
    .filter((process) => levels.includes(process))
    .map((process) => {
      const rules = processesOf(convention)[process];
      const steps = levelSteps(convention, process, speaker.kind);
      return { process, statement: rules.statement, steps, reason: cited(convention, rules) };
    });

/** What the form of a level needs. */
export function optionsOf(
  db: Database,
  caller: Caller,
  desk: Desk,
  given: { process: Process; lock: LockView; draft: Draft | null; attachments?: FormOptions["attachments"] },
): Promise<FormOptions> {
  const { dispositif, convention, speaker } = desk;
  return formOptions(db, caller, {
    ...{ dispositif, convention, ...given },
    asked: askedFields(convention, given.process),
    director: directorOf(convention, speaker.kind, speaker.name, given.draft),
    ownSchool: isSchool(speaker) ? { id: speaker.id, name: speaker.name } : null,
    attachments: given.attachments ?? [],
  });
}
