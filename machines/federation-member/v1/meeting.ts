import { dayWritten } from "../../days.ts";
import { dayAt } from "../../homologation/v1/time.ts";
import type { Ask, FoundMeeting, Happening } from "../../step.ts";

/** The meeting that a decision names is looked up: what is sent of it is not believed. */
export const asksMeeting = ({ data }: Pick<Happening, "data">): Ask[] =>
  typeof data.sitting === "string" ? [`meeting:${data.sitting}`] : [];

/** The meeting of the console that it was taken in, where it names one. */
export const meetingOf = ({ data }: Happening): FoundMeeting | null =>
  (data as { found?: { meeting?: FoundMeeting | null } }).found?.meeting ?? null;

/** « Comité de pilotage, 12/03/2026 », readable without its dossier. */
export const meetingWords = ({ instance, at }: FoundMeeting, zone: string): string =>
  `${instance}, ${dayWritten(dayAt(at, zone))}`;
