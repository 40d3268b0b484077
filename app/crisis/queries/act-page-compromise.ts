import { compromisedWords, crisisAct, seatWord } from "#app/messages/crisis-act.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { CompromiseFacts } from "#machines/crisis/v1/context.ts";
import type { Compromised } from "#runbooks/schema.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { type ActForm, mistakes } from "./act-page-field.ts";

const { field: words, wrong: said, nothingTo } = crisisAct;

/** Where a compromise stands, two people for each move. */
type Standing = "none" | "declared" | "confirmed" | "restoring";
const standingOf = (one: CompromiseFacts | undefined): Standing =>
  one?.restoring ? "restoring" : one?.confirmed ? "confirmed" : one?.declared ? "declared" : "none";

const among = ({ runbook, context }: ActPage, wanted: Standing): Compromised[] =>
  runbook.lock.mayCompromise.filter((what) => standingOf(context.compromises[what]) === wanted);

function choiceOf(page: ActPage, what: Compromised) {
  const { declared, restoring } = page.context.compromises[what] ?? {};
  const last = restoring ?? declared;
  const when = last && formatDateTime(new Date(last.at), zoneOf(page));
  const tell = restoring ? words.restoredBy : words.declaredBy;
  const hint =
    last && when ? `${tell(last.by.name, seatWord(last.by.role), when)}. « ${last.reason} »` : undefined;
  return { value: what, label: compromisedWords[what] ?? what, ...(hint && { hint }) };
}

/** One act on one compromise among those that stand where it starts from. */
const onCompromise = (wanted: Standing, legend: string, withReason: boolean, nothing: string): ActForm => ({
  start({ page }, search) {
    const list = among(page, wanted);
    const asked = list.find((what) => what === search.get("quoi"));
    return { what: asked ?? (list.length === 1 ? (list[0] ?? "") : "") };
  },
  fields: ({ page }) => [
    { as: "cards", name: "what", legend, choices: among(page, wanted).map((what) => choiceOf(page, what)) },
    ...(withReason
      ? ([
          { as: "text", name: "reason", label: words.facts, hint: words.factsHint, rows: 4, required: true },
        ] as const)
      : []),
  ],
  read(_, { what, reason }) {
    const { errors, wrong } = mistakes();
    if (!what) wrong("what", said.what);
    if (withReason && !reason) wrong("reason", said.text);
    return { data: { what, ...(withReason && { reason }) }, errors };
  },
  nothing: (page) => (among(page, wanted).length === 0 ? nothing : null),
});

export const compromiseForms = {
  "compromise.declared": onCompromise("none", words.what, true, nothingTo.declare),
  "compromise.confirmed": onCompromise("declared", words.what, false, nothingTo.confirm),
  "compromise.withdrawn": onCompromise("declared", words.what, true, nothingTo.confirm),
  "restoration.declared": onCompromise("confirmed", words.restored, true, nothingTo.restore),
  "restoration.confirmed": onCompromise("restoring", words.restored, false, nothingTo.confirmRestored),
} as const;
