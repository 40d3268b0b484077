import { conventionOf } from "#app/engine/dossier.ts";
import { InputRefused } from "#app/engine/input.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import { suspend } from "#app/messages/incident-suspend.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { previewDeclaration } from "../commands/declare-incident.ts";
import { fieldErrors, placeName, withPlace } from "./declare-page.ts";
import { type Foreseen, foreseen } from "./incident-page-consequences.ts";
import type { PlaceChoice } from "./my-places.ts";
import {
  type Cause,
  checkSuspension,
  type SuspendValues,
  suspensionBody,
  type Window,
} from "./suspend-page-form.ts";

/** The page again, with what was typed and what is wrong with it. */
export type SuspendAgain = {
  step: "form";
  values: SuspendValues;
  errors: FieldError[];
  found: PlaceChoice[];
};
/** Who will be warned, before anything is done. */
export type SuspendPreview = {
  step: "preview";
  values: SuspendValues;
  errors: FieldError[];
  place: string;
  /** Title made from the answers: an untouched one is made anew when they change. */
  proposed: string;
  window: Window;
  zone: string;
  foreseen: Foreseen;
};
export type SuspendAsked = {
  caller: Caller;
  values: SuspendValues;
  exercise: boolean;
  now: Date;
  zone: string;
};

/** What announcing would do; or the form again, nothing lost, each mistake at its field. */
export async function previewSuspension(
  db: Database,
  asked: SuspendAsked,
): Promise<SuspendAgain | SuspendPreview> {
  const { caller, now, exercise } = asked;
  const { values, found, wrong } = await withPlace(db, caller, asked.values);
  const zone = await zoneOf(db, values.place, asked.zone);
  const { errors, window } = checkSuspension(values, now, zone);
  const all = wrong ? [wrong, ...errors.filter((one) => one.path !== "place")] : errors;
  if (all.length > 0 || !window) return { step: "form", values, errors: all, found };
  const place = await placeName(db, values.place);
  const proposed = proposedTitle(values.cause, place);
  const title = values.title || proposed;
  try {
    const body = suspensionBody(values, window, { title: title.slice(0, 160), now, exercise });
    const consequences = await previewDeclaration(db, caller, body, now);
    const { convention } = await conventionInForce(db, body.dispositif, now);
    return {
      step: "preview",
      values: { ...values, title },
      errors: [],
      place,
      proposed,
      window,
      zone,
      foreseen: foreseen(consequences, await conventionOf(db, convention)),
    };
  } catch (error) {
    return { step: "form", values, errors: suspensionErrors(error), found };
  }
}

/** Mistakes that the command found, at their fields. @throws whatever is no mistake of the form. */
export const suspensionErrors = (error: unknown): FieldError[] =>
  error instanceof InputRefused
    ? fieldErrors(error).map(({ path, message }) => ({ path: path.replace(/^suspension\./, ""), message }))
    : fieldErrors(error);

/** « Suspension de service (maintenance) – ENE ATRIUM » */
export const proposedTitle = (cause: string, place: string) =>
  suspend.proposedTitle(suspend.causes[cause as Cause].label, place).slice(0, 160);

/** Hours are those of the place where the service stops, as in the messages. */
export async function zoneOf(db: Database, place: string, otherwise: string): Promise<string> {
  const key = place.slice(0, Math.max(0, place.lastIndexOf("@")));
  const [row] = await db.query<{ timezone: string }>("select timezone from organisation where key = $1", [
    key,
  ]);
  return row?.timezone ?? otherwise;
}
