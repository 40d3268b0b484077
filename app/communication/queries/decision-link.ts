import { conventionOf } from "#app/engine/dossier.ts";
import { valuesOf } from "#app/engine/variables/values.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { recipientVariablesIn } from "#machines/variables/check.ts";
import { fillLast } from "#machines/variables/fill.ts";
import { articleName } from "./cited.ts";
import type { DecisionState } from "./page-decisions.ts";

/** What the page behind a head's link shows; times are ISO 8601 in UTC. */
export type DecisionLinkModel = {
  dossier: string;
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  facts: Draft;
  carrier: string;
  timezone: string;
  dispositif: string;
  files: string[];
  /** Whom the link was sent to, and for which school. */
  reader: { id: string; name: string; function: string };
  school: { id: string; key: string; kind: string; name: string };
  /** Null: this reader's organisation has nothing to decide here. */
  decision: {
    state: DecisionState;
    dueAt: string;
    by: string | null;
    at: string | null;
    reason: string | null;
    article: string;
    statement: string;
  } | null;
};

type Row = {
  dossier: string;
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  context: CommunicationContext;
  convention: string;
  dispositif: string;
  person: string | null;
  name: string;
  function: string;
  school: DecisionLinkModel["school"] & { timezone: string };
  files: string[];
  decided: DecisionState | null;
  due_at: Date | null;
  by: string | null;
  at: Date | null;
  reason: string | null;
  rule: string | null;
  article: string | null;
};

/**
 * The decision that a head's link is about; null when no message to the community sent it. It is the school's: two
 * people with two links see one decision, and what the first answered.
 * @param delivery id read from a link whose seal was checked (app/platform/ack-link.ts).
 */
export async function decisionLink(
  db: Database,
  delivery: string,
  now: Date,
): Promise<DecisionLinkModel | null> {
  const [row] = await db.query<Row>(
    `select s.id dossier, s.ref, s.title, s.state, s.exercise, s.context, s.convention_id convention, i.name dispositif,
            d.person_id person, d.name, d.function, q.state decided, q.due_at, q.by, q.at, q.reason, q.rule, q.article,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name, 'timezone', o.timezone) school,
            array(select a.name from attachment a where a.dossier_id = s.id
              and s.context->'facts'->'attachments' ? a.hash order by a.added_at) files
       from delivery d join dossier s on s.id = d.dossier_id and s.kind = 'communication'
       join dispositif i on i.id = s.dispositif_id join organisation o on o.id = d.organisation_id
       left join school_decision q on q.dossier_id = s.id and q.organisation_id = o.id
      where d.id = $1`,
    [delivery],
    true,
  );
  if (!row) return null;
  const { context, school } = row;
  const { timezone, ...place } = school;
  const convention = row.rule ? await conventionOf(db, row.convention) : null;
  return {
    dossier: row.dossier,
    ref: row.ref,
    title: row.title,
    state: row.state,
    exercise: row.exercise,
    facts: await filledIn(db, context.facts, school.id, now),
    carrier: context.author.place.name,
    timezone,
    dispositif: row.dispositif,
    files: row.files,
    reader: { id: row.person ?? `mailbox:${school.key}`, name: row.name, function: row.function },
    school: place,
    decision:
      row.decided && row.due_at
        ? {
            state: row.decided,
            dueAt: row.due_at.toISOString(),
            by: row.by,
            at: row.at?.toISOString() ?? null,
            reason: row.reason,
            article: articleName(row.article ?? "").toLowerCase(),
            statement: convention?.rules.find(({ id }) => id === row.rule)?.statement ?? "",
          }
        : null,
  };
}

const TEXTS = ["title", "short", "long", "sms"] as const;

/** The words as this school would publish them: its name where the text says {{etablissement}}. */
async function filledIn(db: Database, facts: Draft, school: string, now: Date): Promise<Draft> {
  const names = recipientVariablesIn(...TEXTS.map((name) => facts[name]));
  if (names.length === 0) return facts;
  const values = (await valuesOf(db, [school], names, now)).get(school) ?? {};
  const filled = TEXTS.flatMap((name) => (facts[name] ? [[name, fillLast(facts[name], values)]] : []));
  return { ...facts, ...Object.fromEntries(filled) };
}
