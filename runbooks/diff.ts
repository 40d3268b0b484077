import type { Runbook } from "./schema.ts";
import { writeFields, writeFront, writeTemplate } from "./write.ts";

export { diffTexts, type TextPart } from "./diff/text.ts";

export type ChangedPart =
  | "runbook"
  | "trigger"
  | "activation"
  | "exit"
  | "phase"
  | "step"
  | "decision"
  | "template";

/** One field that differs; `before` or `after` is absent when it was empty. */
export type FieldChange = { field: string; before?: string; after?: string };

/** What changed in one part of a runbook. `label` is its title, in the newer version when it is in both. */
export type RunbookChange = {
  part: ChangedPart;
  key: string;
  label: string;
  change: "added" | "removed" | "changed";
  /** Field by field, named as in the file; empty when added or removed. */
  fields: FieldChange[];
};

type Piece = { part: ChangedPart; key: string; label: string; fields: Record<string, string> };

/** What changed between two versions of a runbook, in reading order of the newer one, then what was removed. */
export function diffRunbooks(before: Runbook, after: Runbook): RunbookChange[] {
  const old = new Map(piecesOf(before).map((piece) => [nameOf(piece), piece]));
  const now = new Map(piecesOf(after).map((piece) => [nameOf(piece), piece]));
  const changes = [...now].flatMap(([name, piece]): RunbookChange[] => {
    const was = old.get(name);
    if (!was) return [told(piece, "added")];
    const fields = changedFields(was.fields, piece.fields);
    return fields.length === 0 ? [] : [{ ...told(piece, "changed"), fields }];
  });
  const removed = [...old].filter(([name]) => !now.has(name)).map(([, piece]) => told(piece, "removed"));
  return [...changes, ...removed];
}

// A step that became a decision stays the same action: its key is what other steps wait for.
const nameOf = ({ part, key }: Piece) => `${part === "decision" ? "step" : part} ${key}`;

const told = ({ part, key, label }: Piece, change: RunbookChange["change"]): RunbookChange => ({
  part,
  key,
  label,
  change,
  fields: [],
});

function piecesOf(runbook: Runbook): Piece[] {
  const { key, title, triggers, activation, exit, phases, templates } = runbook;
  return [
    { part: "runbook", key, label: title, fields: writeFront(runbook) },
    ...triggers.map((text): Piece => ({ part: "trigger", key: text, label: text, fields: {} })),
    ...activation.map(
      (one): Piece => ({ part: "activation", key: one.key, label: one.text, fields: { Texte: one.text } }),
    ),
    ...exit.map(
      (one): Piece => ({ part: "exit", key: one.key, label: one.text, fields: { Texte: one.text } }),
    ),
    ...phases.flatMap((phase): Piece[] => [
      {
        part: "phase",
        key: phase.key,
        label: phase.title,
        fields: { Titre: phase.title, Ordre: phase.actions.map((action) => action.key).join(", ") },
      },
      ...phase.actions.map(
        (action): Piece => ({
          part: action.kind,
          key: action.key,
          label: action.title,
          fields: { Phase: phase.title, ...writeFields(action) },
        }),
      ),
    ]),
    ...templates.map(
      (one): Piece => ({ part: "template", key: one.key, label: one.title, fields: writeTemplate(one) }),
    ),
  ];
}

function changedFields(before: Record<string, string>, after: Record<string, string>): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => before[field] !== after[field])
    .filter((field) => field !== "Ordre" || reordered(before.Ordre ?? "", after.Ordre ?? ""))
    .map((field) => ({
      field,
      ...(before[field] === undefined ? {} : { before: before[field] }),
      ...(after[field] === undefined ? {} : { after: after[field] }),
    }));
}

/** Steps added or removed are told as such: the order of a phase changed only if those that stay changed places. */
function reordered(before: string, after: string): boolean {
  const [old, now] = [before.split(", "), after.split(", ")];
  return old.filter((key) => now.includes(key)).join() !== now.filter((key) => old.includes(key)).join();
}
