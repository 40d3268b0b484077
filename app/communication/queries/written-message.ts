import { namedSchools } from "#app/engine/audience/named-schools.ts";
import { processes } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { askedFields } from "./asked.ts";
import { missingFields } from "./check-asked.ts";
import type { Desk } from "./desk.ts";
import { type MessageValues, readTyped, type Typed } from "./form-values.ts";
import { isSchool } from "./speakers.ts";

export type Written = {
  /** What the command is given (app/communication/message-input.ts). */
  input: Record<string, unknown>;
  /** What keeps it from being kept at all. */
  errors: FieldError[];
  /** What its article still asks for, which a draft may lack. */
  missing: FieldError[];
};
type At = { before: Draft | null; now: Date; zone: string };

/** The message that a form says. @param before as it was kept: schools already named stay where none is typed. */
export async function writtenMessage(
  db: Database,
  desk: Desk,
  values: MessageValues,
  { before, now, zone }: At,
): Promise<Written> {
  const { convention, speaker, dispositif } = desk;
  const process = processes.find((one) => one === values.process) ?? "classique";
  const asked = new Set([...Object.keys(askedFields(convention, process)), "sms"]);
  const own = isSchool(speaker);
  const { typed, errors } = readTyped(
    own ? { ...values, perimeter: "dispositif" } : values,
    asked,
    now,
    zone,
  );
  const where = own
    ? { where: { perimeter: "school" }, wrong: null }
    : await whereOf(db, dispositif.id, values, typed, before);
  if (where.wrong) errors.push(where.wrong);
  const { texts, topic, profiles, channels, startsAt, endsAt } = typed;
  const { sms, ...others } = texts;
  const written = {
    ...{ process, topic, channels, ...others },
    ...(sms && channels.includes("sms") && { sms }),
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
    ...(asked.has("crisis") && values.crisis && { crisis: values.crisis }),
  };
  const input = { dispositif: dispositif.key, from: speaker.key, profiles, ...written, ...where.where };
  const draft = written as unknown as Draft;
  const missing = errors.length > 0 ? [] : missingFields(convention, draft, now, speaker.timezone);
  return { input, errors, missing };
}

type Where = { where: Record<string, unknown>; wrong: FieldError | null };

/** The schools meant: all, those of a territory, or those named, by UAI. */
async function whereOf(
  db: Database,
  dispositif: string,
  values: MessageValues,
  { perimeter }: Typed,
  before: Draft | null,
): Promise<Where> {
  const { departement, academie } = values;
  if (perimeter === "departement") return { where: { perimeter, departement }, wrong: null };
  if (perimeter === "academie") return { where: { perimeter, academie }, wrong: null };
  if (perimeter !== "schools") return { where: { perimeter: "dispositif" }, wrong: null };
  const found = await namedSchools(db, dispositif, values.schools ?? "");
  const wrong = (message: string): Where => ({ where: { perimeter }, wrong: { path: "schools", message } });
  if (!("schools" in found)) {
    if (found.is === "names") return wrong(words.wrong.schoolsMost(found.most));
    if (found.is === "unknown") return wrong(words.wrong.schoolsUnknown(found.names, found.more));
    return wrong(words.wrong.schoolsSeveral(found.typed, found.names));
  }
  const typed = found.schools.flatMap(({ uai }) => uai ?? []);
  const schools = typed.length > 0 ? typed : await uaisOf(db, before?.audience.scope.schools ?? []);
  return schools.length > 0 ? { where: { perimeter, schools }, wrong: null } : wrong(words.wrong.schools);
}

async function uaisOf(db: Database, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<{ uai: string }>(
    "select uai from organisation where id = any($1::uuid[]) and uai is not null",
    [ids],
  );
  return rows.map(({ uai }) => uai);
}
