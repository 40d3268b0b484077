import { sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { homologation, measureStateLabels } from "#app/messages/homologation.ts";
import { type Caller, Forbidden, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Reach, reachOf } from "#app/platform/permissions.ts";
import { NoTable, type ReadRow, readTable } from "#app/platform/tables/read-table.ts";
import { homologationPersonEvents } from "#machines/homologation/v1/events.ts";
import { dayTyped } from "../forms/field.ts";
import type { PlanRow } from "./plan-rows.ts";
import { planColumns } from "./plan-table.ts";

const { columns } = homologation.plan;
type Name = (typeof planColumns)[number]["name"];
export type BroughtBack = { changed: number; left: number; refused: { line: number; reason: string }[] };
type Change = { key: string } & Record<string, string | null>;

/**
 * Brings an exported action plan back: cells that differ are written, one event a dossier. A row that names no measure
 * the caller may see, or says what cannot be read, is refused by its line; the others go on.
 * @throws NoTable when the file is none, or lacks its columns
 */
export async function bringBack(
  db: Database,
  caller: Caller,
  bytes: Uint8Array,
  now: Date,
): Promise<BroughtBack> {
  const [head, ...rows] = await readTable(bytes);
  const at = placesOf(head);
  const known = await measuresNamed(
    db,
    reachOf(caller.tenures, "dossier.read"),
    rows.map(({ cells }) => cells[at.get("key") ?? -1] ?? ""),
  );
  const result: BroughtBack = { changed: 0, left: 0, refused: [] };
  const seen = new Map<string, number>();
  const byDossier = new Map<string, Changed>();
  for (const row of rows) {
    const cell = (name: Name) => row.cells[at.get(name) ?? -1];
    const measure = known.get(`${cell("ref")?.trim()} ${cell("key")?.trim()}`);
    if (!measure) {
      result.refused.push({
        line: row.line,
        reason: "Cette mesure n’est dans aucun dossier : la référence ou la clé ont changé.",
      });
      continue;
    }
    const before = seen.get(`${measure.id} ${measure.key}`);
    if (before) {
      result.refused.push({
        line: row.line,
        reason: `Cette mesure est déjà à la ligne ${before} : une ligne par mesure.`,
      });
      continue;
    }
    seen.set(`${measure.id} ${measure.key}`, row.line);
    const change = changeOf(measure, cell);
    if (typeof change === "string") result.refused.push({ line: row.line, reason: change });
    else if (!change) result.left += 1;
    else if (unfit(change)) result.refused.push({ line: row.line, reason: unfit(change) });
    else {
      const one = byDossier.get(measure.id) ?? { changes: [], lines: [] };
      one.changes.push(change);
      one.lines.push(row.line);
      byDossier.set(measure.id, one);
    }
  }
  for (const [dossier, { changes, lines }] of parts(byDossier))
    try {
      await sendEvent(db, caller, dossier, { type: "measures.updated", changes }, now);
      result.changed += changes.length;
    } catch (error) {
      if (![Forbidden, NotFound, RuleRefused, InputRefused, Conflict].some((kind) => error instanceof kind))
        throw error;
      for (const line of lines) result.refused.push({ line, reason: (error as Error).message });
    }
  result.refused.sort((a, b) => a.line - b.line);
  return result;
}

/** What the event would refuse of one row, so that it does not take the rows of its dossier with it; "" when nothing. */
function unfit(change: Change): string {
  const { error } = homologationPersonEvents["measures.updated"].safeParse({ changes: [change] });
  return error?.issues[0]?.message ?? "";
}

type Changed = { changes: Change[]; lines: number[] };
/** At most so many changes an event. */
const MOST = 1_000;
function* parts(byDossier: Map<string, Changed>): Generator<[string, Changed]> {
  for (const [dossier, { changes, lines }] of byDossier)
    for (let from = 0; from < changes.length; from += MOST)
      yield [dossier, { changes: changes.slice(from, from + MOST), lines: lines.slice(from, from + MOST) }];
}

function placesOf(head: ReadRow | undefined): Map<Name, number> {
  const at = new Map<Name, number>();
  for (const [name, label] of Object.entries(columns)) {
    const place = head?.cells.findIndex((cell) => cell.trim() === label) ?? -1;
    if (place >= 0) at.set(name as Name, place);
  }
  for (const needed of ["ref", "key"] as const)
    if (!at.has(needed))
      throw new NoTable(`La colonne « ${columns[needed]} » manque : rapportez un plan exporté d’ici.`);
  return at;
}

async function measuresNamed(db: Database, reach: Reach, keys: string[]): Promise<Map<string, PlanRow>> {
  const uuids = keys
    .map((key) => key.trim())
    .filter((key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key));
  const params: unknown[] = [uuids];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  const rows = await db.query<PlanRow>(
    `select d.id, d.ref, d.title system, m.key, m.catalogue, m.ref measure, m.title, m.state, m.owner, m.due_at::text "dueAt",
            m.proof, m.note
       from homologation_measure m join dossier d on d.id = m.dossier_id where m.key = any($1::uuid[]) and ${may}`,
    params,
  );
  return new Map(rows.map((row) => [`${row.ref} ${row.key}`, row]));
}

/** What CSV put before a cell that a spreadsheet would take for a formula goes away again. */
const plain = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
const states = new Map(Object.entries(measureStateLabels).map(([key, label]) => [label.toLowerCase(), key]));

/** The cells that differ from what is known; null when none does; a sentence when one cannot be read. */
function changeOf(measure: PlanRow, cell: (name: Name) => string | undefined): Change | string | null {
  const change: Change = { key: measure.key };
  let differs = false;
  for (const [name, field] of [
    ["state", "state"],
    ["owner", "owner"],
    ["due", "dueAt"],
    ["proof", "proof"],
    ["note", "note"],
  ] as const) {
    const given = cell(name);
    const before = planColumns.find((column) => column.name === name)?.of(measure) ?? "";
    // Exactly what was handed out is no change, even where it begins like an escaped formula.
    if (given === undefined || given === before || plain(given) === before) continue;
    const text = plain(given).trim();
    if (text === before.trim()) continue;
    if (name === "state") {
      const state = states.get(text.toLowerCase());
      if (!state)
        return `État inconnu : « ${text.slice(0, 40)} ». Connus : ${[...Object.values(measureStateLabels)].join(", ")}.`;
      change.state = state;
    } else if (name === "due") {
      const day = text ? (dayTyped(text) ?? "") : null;
      if (day !== null && !isDay(day))
        return `Échéance illisible : « ${text.slice(0, 40)} ». On attend JJ/MM/AAAA.`;
      if (day === measure.dueAt) continue;
      change.dueAt = day;
    } else change[field] = text || null;
    differs = true;
  }
  return differs ? change : null;
}

const isDay = (day: string) =>
  /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
