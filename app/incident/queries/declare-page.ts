import { conventionOf } from "#app/engine/dossier.ts";
import { InputRefused } from "#app/engine/input.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import { declare } from "#app/messages/incident-declare.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { categoryLabels } from "#conventions/labels.ts";
import type { Category } from "#conventions/schema.ts";
import { previewDeclaration } from "../commands/declare-incident.ts";
import { atFields, bodyOf, checkValues, type DeclareValues } from "./declare-page-form.ts";
import { type Foreseen, foreseen } from "./incident-page-consequences.ts";
import { myPlaces, type PlaceChoice, searchPlaces } from "./my-places.ts";

/** The page again, with what was typed and what is wrong with it. */
export type DeclareAgain = {
  step: "form";
  values: DeclareValues;
  errors: FieldError[];
  found: PlaceChoice[];
};
/** What will follow, before anything is done. */
export type DeclarePreview = {
  step: "preview";
  values: DeclareValues;
  errors: FieldError[];
  place: string;
  /** Title made from the answers: an untouched one is made anew when they change. */
  proposed: string;
  noticedAt: string;
  foreseen: Foreseen;
};

type Asked = { caller: Caller; values: DeclareValues; exercise: boolean; now: Date; zone: string };

/** What declaring would do; or the form again, nothing lost, each mistake at its field. */
export async function previewPage(db: Database, asked: Asked): Promise<DeclareAgain | DeclarePreview> {
  const { caller, now, exercise } = asked;
  const { values, found, wrong } = await withPlace(db, caller, asked.values);
  const { errors, noticedAt } = checkValues(values, now, asked.zone);
  const all = wrong ? [wrong, ...errors.filter((one) => one.path !== "place")] : errors;
  if (all.length > 0 || !noticedAt) return { step: "form", values, errors: all, found };
  const place = await placeName(db, values.place);
  const proposed = proposedTitle(values.category, place);
  const title = values.title || proposed;
  const at = noticedAt.toISOString();
  try {
    const body = bodyOf(values, at, title.slice(0, 160), exercise);
    const consequences = await previewDeclaration(db, caller, body, now);
    const inForce = await conventionInForce(db, body.dispositif, now);
    const convention = await conventionOf(db, inForce.convention);
    return {
      step: "preview",
      values: { ...values, title },
      errors: [],
      place,
      proposed,
      noticedAt: at,
      foreseen: foreseen(consequences, convention),
    };
  } catch (error) {
    return { step: "form", values, errors: fieldErrors(error), found };
  }
}

/** Mistakes that the command found, at their fields. @throws whatever is no mistake of the form. */
export function fieldErrors(error: unknown): FieldError[] {
  if (error instanceof InputRefused) return atFields(error.errors);
  if (error instanceof Forbidden) return [{ path: "place", message: declare.wrong.forbidden }];
  throw error;
}

/** A search that finds one place is that place; several are offered. */
export async function withPlace<Values extends { place: string; search: string }>(
  db: Database,
  caller: Caller,
  values: Values,
): Promise<{ values: Values; found: PlaceChoice[]; wrong: FieldError | null }> {
  if (!values.search) return { values, found: [], wrong: null };
  const found = await searchPlaces(db, caller.tenures, values.search);
  // Chosen among what this very search had offered, or among one's own after all.
  const own = values.place ? (await myPlaces(db, caller.tenures)).choices : [];
  if ([...found, ...own].some((one) => one.value === values.place)) return { values, found, wrong: null };
  const [only] = found;
  if (found.length === 1 && only)
    return { values: { ...values, place: only.value, search: "" }, found: [only], wrong: null };
  const message = only ? declare.wrong.severalPlaces : declare.wrong.unknownPlace(values.search.slice(0, 60));
  return { values: { ...values, place: "" }, found, wrong: { path: only ? "place" : "search", message } };
}

/** « Messages de menace – École Richard Mique » */
export const proposedTitle = (category: string, place: string) =>
  declare.proposedTitle(categoryLabels[category as Category].label, place).slice(0, 160);

/** The name behind « key@dispositif ». */
export async function placeName(db: Database, place: string): Promise<string> {
  const key = place.slice(0, place.lastIndexOf("@"));
  const [row] = await db.query<{ name: string }>("select name from organisation where key = $1", [key]);
  return row?.name ?? key;
}
