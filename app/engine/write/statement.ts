import type { Effect } from "#machines/effects.ts";
import { hooksSql } from "../hooks/hooks.sql.ts";
import type { Receipt } from "../receipt.ts";
import { effectsSql } from "./effects.sql.ts";
import { Params } from "./rows.ts";

/** What one step leaves behind, ready to be written. */
export type Written = {
  id: string;
  /** Revision that must still hold; 0 opens a dossier. */
  from: number;
  state: string;
  context: unknown;
  title: string;
  columns: unknown;
  closed: boolean;
  /** Of the journal; in an exercise its own time. ISO 8601, UTC, as the two others. */
  at: string;
  /** Against which its deadlines are held. */
  due: string;
  /** When messages may leave: no exercise changes how fast mail travels. */
  real: string;
  entry: { type: string; payload: string; hash: string };
  effects: Effect[];
  /** Only when opening. */
  opening?: {
    ref: string;
    kind: string;
    machine: string;
    machineVersion: number;
    dispositif: string;
    convention: string;
    organisation: string;
    /** The exercise that it belongs to, for ever. */
    exercise: string | null;
    content: string | null;
  };
  /**
   * The deadline this step answers: written only while it still runs and is due, so it fires once on any number of
   * instances. A reminder that winds its own deadline again makes it run, but not be due.
   */
  deadline?: string;
  receipt?: Receipt;
};

/**
 * The one statement that writes a step: dossier, journal and effects, or nothing at all where the
 * revision no longer holds. One round trip, its own transaction, no lock held between statements.
 */
export function statement(w: Written): { text: string; params: unknown[] } {
  const p = new Params();
  const id = `${p.add(w.id)}::uuid`;
  const now = `${p.add(w.at)}::timestamptz`;
  // Real time is a parameter of its own only in an exercise, and numbered when first needed: one that the text does
  // not use is refused.
  let soon: string | undefined;
  const leaves = () => (soon ??= w.real === w.at ? now : `${p.add(w.real)}::timestamptz`);
  const parts = [w.opening ? opening(w, p, id, now) : moving(w, p, id, now)];
  const type = `${p.add(w.entry.type)}::text`;
  parts.push(
    `entry as (insert into journal_entry (dossier_id, seq, type, payload, hash)
      select id, revision, ${type}, ${p.add(w.entry.payload)}, head from moved)`,
    hooksSql(p, type, w.state, now),
    ...effectsSql(w.effects, p, now, leaves),
  );
  if (w.receipt)
    parts.push(`receipt_row as (insert into receipt (actor, key, request, status, answer, created_at)
      select ${p.add(w.receipt.actor)}, ${p.add(w.receipt.key)}, ${p.add(w.receipt.request)}, 200,
             jsonb_build_object('dossier', moved.id, 'revision', moved.revision), ${now} from moved)`);
  const text = `with ${parts.join(",\n")}
    select moved.revision from moved`;
  return { text, params: p.values };
}

function moving(w: Written, p: Params, id: string, now: string) {
  const guard = w.deadline
    ? `and exists (select 1 from deadline where id = ${p.add(w.deadline)}::uuid and state = 'running' and due_at <= ${
        w.due === w.at ? now : `${p.add(w.due)}::timestamptz`
      })`
    : "";
  return `moved as (update dossier set state = ${p.add(w.state)}, context = ${p.json(w.context)}::jsonb,
      revision = revision + 1, head = ${p.add(w.entry.hash)}, title = ${p.add(w.title)}, columns = ${p.json(w.columns)}::jsonb,
      changed_at = ${now}, closed_at = ${w.closed ? `coalesce(closed_at, ${now})` : "null"}
    where id = ${id} and revision = ${p.add(w.from)}::int ${guard} returning id, revision, head, dispositif_id, exercise, exercise_id)`;
}

function opening(w: Written, p: Params, id: string, now: string) {
  const o = w.opening as NonNullable<Written["opening"]>;
  return `moved as (insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head,
      dispositif_id, convention_id, organisation_id, title, columns, opened_at, changed_at, exercise, exercise_id,
      content_hash)
    values (${id}, ${p.add(o.ref)}, ${p.add(o.kind)}, ${p.add(o.machine)}, ${p.add(o.machineVersion)}::int,
      ${p.add(w.state)}, ${p.json(w.context)}::jsonb, 1, ${p.add(w.entry.hash)}, ${p.add(o.dispositif)}::uuid,
      ${p.add(o.convention)}::uuid, ${p.add(o.organisation)}::uuid, ${p.add(w.title)}, ${p.json(w.columns)}::jsonb,
      ${now}, ${now}, ${o.exercise !== null}, ${p.add(o.exercise)}::uuid, ${p.add(o.content)})
    returning id, revision, head, dispositif_id, exercise, exercise_id)`;
}
