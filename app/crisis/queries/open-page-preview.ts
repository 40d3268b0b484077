import { contentOf, conventionOf } from "#app/engine/dossier.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { following } from "#app/messages/crisis-act.ts";
import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Convention } from "#conventions/schema.ts";
import { communicationOf } from "#conventions/schema.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { previewCrisis } from "../commands/open-crisis.ts";
import { prepareCrisis } from "../commands/prepare-crisis.ts";
import { cited } from "./act-page-cited.ts";
import { countSchools } from "./act-page-counts.ts";
import { type Foreseen, foreseen } from "./act-page-foreseen.ts";
import type { Refusal } from "./act-page-send.ts";
import { atActivation } from "./open-page-activation.ts";
import { checkOpening, type OpenValues, openingOf } from "./open-page-form.ts";
import { crisisPlace, searchCrisisPlaces } from "./open-page-place.ts";

/** The page again: the form with what is wrong, or what will follow. */
export type OpenAnswer = {
  step: "form" | "preview";
  values: OpenValues;
  errors: FieldError[];
  /** Places among which to choose. */
  found: Choice[];
  /** Instant that was understood, ISO 8601. */
  awareAt?: string;
  place?: string;
  foreseen?: Foreseen;
  refused?: Refusal;
};
export type OpenRequest = {
  db: Database;
  caller: Caller;
  values: OpenValues;
  exercise: boolean;
  now: Date;
  zone: string;
};

/** What opening would do, and what activating would then do; or the form again, nothing lost. */
export async function previewOpen(asked: OpenRequest): Promise<OpenAnswer> {
  const { db, caller, exercise, now, zone } = asked;
  const { values, found, wrong } = await withPlace(db, asked.values);
  const { errors, awareAt } = checkOpening(values, now, zone);
  if (wrong) errors.unshift(wrong);
  if (errors.length > 0 || !awareAt) return { step: "form", values, errors, found };
  return refusing({ ...asked, values }, async () => {
    const at = awareAt.toISOString();
    const input = openingOf(values, at, exercise);
    const opening = await prepareCrisis(db, caller, input, now);
    const consequences = await previewCrisis(db, caller, input, now);
    const convention = await conventionOf(db, opening.convention);
    const runbook = (await contentOf(db, opening.content ?? "")) as Runbook;
    const { dispositif, by } = opening;
    const around = { dispositif, convention, zone, from: null };
    const follows = await foreseen(db, around, consequences);
    const { facts, scope } = consequences.stepped.context as unknown as CrisisContext;
    const later = await atActivation(db, consequences, { dispositif, convention, runbook, by, at: now });
    const schools = await countSchools(db, dispositif, scope);
    const more = [
      ...linesOf(facts.runbook.title, facts.runbook.approved, convention),
      { icon: "fr-icon-school-line", text: following.schools(schools) } as const,
      ...laterLines(later),
      lockLater(runbook, convention),
    ];
    return {
      step: "preview",
      values,
      errors: [],
      found: [],
      awareAt: at,
      place: facts.place.name,
      foreseen: { ...follows, lines: [...follows.lines, ...more] },
    };
  });
}

const linesOf = (title: string, approved: boolean, convention: Convention): Consequence[] => [
  {
    icon: "fr-icon-file-text-line",
    text: words.follows(title, approved),
    reason: cited(convention, { rule: "MBN-6.2", article: "6.2" }, words.approvedBecause),
  },
];

const laterLines = ({ called, told }: { called: number; told: number }): Consequence[] => [
  { icon: "fr-icon-team-line", text: following.calledLater(called) },
  { icon: "fr-icon-mail-line", text: following.atActivation(told) },
];

function lockLater({ lock }: Runbook, convention: Convention): Consequence {
  const articles = communicationOf(convention);
  const text = words.lockLater[lock.state];
  if (lock.state === "none") return { icon: "fr-icon-lock-unlock-line", text };
  return { icon: "fr-icon-lock-line", text, reason: cited(convention, articles[lock.state]) };
}

/** A search that finds one place is that place; several are offered. */
async function withPlace(db: Database, values: OpenValues) {
  const wrong = (path: string, message: string): FieldError => ({ path, message });
  const chosen = values.place ? await crisisPlace(db, values.dispositif, values.place) : null;
  if (!values.search)
    return chosen
      ? { values, found: [], wrong: null }
      : { values: { ...values, place: "" }, found: [], wrong: wrong("search", words.wrong.place) };
  const found = await searchCrisisPlaces(db, values.dispositif, values.search);
  if (chosen && found.some(({ value }) => value === chosen.value)) return { values, found, wrong: null };
  const [only] = found;
  if (only && found.length === 1)
    return { values: { ...values, place: only.value, search: "" }, found, wrong: null };
  const problem = only
    ? wrong("place", words.wrong.placeSeveral)
    : wrong("search", words.wrong.placeUnknown(values.search.slice(0, 60)));
  return { values: { ...values, place: "" }, found, wrong: problem };
}

/** Fields of the command that the form names otherwise. */
const fieldOf: Record<string, string> = { organisation: "search" };

/** Refusals become what the page shows; what was typed stays. */
export async function refusing<T>(asked: OpenRequest, work: () => Promise<T>): Promise<T | OpenAnswer> {
  const form = { step: "form" as const, values: asked.values, errors: [], found: [] };
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused)
      return {
        ...form,
        errors: error.errors.map(({ path, message }) => ({ path: fieldOf[path] ?? path, message })),
      };
    if (error instanceof NotFound) return { ...form, errors: [{ path: "title", message: error.message }] };
    if (error instanceof ReceiptReused)
      return { ...form, errors: [{ path: "title", message: words.wrong.reused }] };
    if (error instanceof Forbidden)
      return { ...form, refused: { because: words.nobody.text, reason: null, instead: [] } };
    if (error instanceof RuleRefused) return { ...form, refused: await refusalOf(asked, error) };
    throw error;
  }
}

async function refusalOf({ db, values }: OpenRequest, { refusal }: RuleRefused): Promise<Refusal> {
  const { because, instead, ...rule } = refusal;
  const [row] = await db.query<{ body: Convention }>(
    `select c.body from convention c join dispositif d on d.id = c.dispositif_id where d.key = $1
      order by c.version desc, c.imported_at desc limit 1`,
    [values.dispositif],
  );
  return { because, instead, reason: row ? cited(row.body, rule) : null };
}
