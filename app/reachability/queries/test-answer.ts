import type { Sql } from "#app/platform/database/database.ts";
import type { ReachabilityFacts } from "#machines/effects.ts";

/** What the page behind the link of a test shows; times are ISO 8601 in UTC. */
export type TestPageModel = {
  facts: ReachabilityFacts;
  statement: string;
  organisation: string;
  answered: { at: string; answer: "taken" | "not-me" } | null;
  closed: boolean;
  just?: "taken" | "not-me";
};

type Row = {
  facts: ReachabilityFacts;
  alert: string;
  organisation: string;
  acked_at: Date | null;
  answer: "taken" | "not-me" | null;
  closed: boolean;
};

/** What the reader of one delivery's link is shown; null when no test sent it. */
export async function testPageModel(sql: Sql, delivery: string): Promise<TestPageModel | null> {
  const [row] = await sql.query<Row>(
    `select n.facts, d.alert, o.name organisation, d.acked_at, d.answer, s.closed_at is not null closed
       from delivery d join notice n on n.id = d.notice_id join dossier s on s.id = d.dossier_id
       join organisation o on o.id = d.organisation_id where d.id = $1 and s.kind = 'reachability'`,
    [delivery],
  );
  if (!row) return null;
  const { facts, alert, organisation, acked_at, answer, closed } = row;
  return {
    facts,
    statement: facts.alerts[alert]?.statement ?? "",
    organisation,
    answered: acked_at && answer ? { at: acked_at.toISOString(), answer } : null,
    closed,
  };
}
