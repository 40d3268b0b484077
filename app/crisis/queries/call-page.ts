import type { Database, Sql } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { CrisisFacts } from "#machines/effects.ts";

/** What the page behind the link of a crisis's message shows; times are ISO 8601 in UTC. */
export type CallPageModel = {
  facts: CrisisFacts;
  template: string;
  duty: { alert: string; rule: string; article: string };
  answered: { by: string; at: string; answer: "taken" | "not-me" } | null;
  /** Someone else answered in this reader's place. */
  takenBy: string | null;
  closedAt: string | null;
  contact: { name: string; phone: string } | null;
  /** Set by the route in the answer to a press. */
  just?: "taken" | "not-me";
};

type Row = {
  template: string;
  facts: CrisisFacts;
  members: CrisisContext["members"];
  alert: string;
  rule: string;
  article: string;
  name: string;
  acked_at: Date | null;
  answer: "taken" | "not-me" | null;
  taken_by: string | null;
  closed_at: Date | null;
};

/**
 * What the reader of one delivery's link is shown; null when no crisis sent it. Links of a crisis work as long as
 * those of an incident: `ackPageModel` of the incident says when one has expired, since it reads any delivery.
 */
export async function callPageModel(db: Database, delivery: string): Promise<CallPageModel | null> {
  const [row] = await db.query<Row>(
    `select n.template, n.facts, s.context->'members' members, d.alert, d.rule, d.article, d.name, d.acked_at, d.answer,
            s.closed_at,
            (select c.name from delivery c where c.dossier_id = d.dossier_id and c.answer = 'taken'
                and (c.about_id = d.id or c.id = d.about_id) and c.id <> d.id limit 1) taken_by
       from delivery d join notice n on n.id = d.notice_id join dossier s on s.id = d.dossier_id
      where d.id = $1 and s.kind in ('crisis', 'exercise')`,
    [delivery],
  );
  if (!row) return null;
  const { alert, rule, article } = row;
  return {
    facts: row.facts,
    template: row.template,
    duty: { alert, rule, article },
    answered:
      row.acked_at && row.answer
        ? { by: row.name, at: row.acked_at.toISOString(), answer: row.answer }
        : null,
    takenBy: row.taken_by,
    closedAt: row.closed_at?.toISOString() ?? null,
    contact: await contactOf(db, row.members ?? []),
  };
}

/** Whom to call: whoever directs the crisis, else its RSSI, else whoever keeps the main courante. */
async function contactOf(sql: Sql, members: CrisisContext["members"]) {
  const order = ["direction", "rssi", "main-courante"];
  const sitting = members
    .filter(({ role, until }) => !until && order.includes(role))
    .sort(
      (a, b) => order.indexOf(a.role) - order.indexOf(b.role) || Number(a.substitute) - Number(b.substitute),
    );
  if (sitting.length === 0) return null;
  const phones = await sql.query<{ id: string; phone: string }>(
    "select id, phone from person where id = any($1::uuid[]) and phone <> ''",
    [sitting.map(({ id }) => id)],
  );
  for (const { id, name, organisation } of sitting) {
    const known = phones.find((one) => one.id === id);
    if (known) return { name: `${name}, ${organisation.name}`, phone: known.phone };
  }
  return null;
}
