import type { Database, Sql } from "#app/platform/database/database.ts";
import type { FactsOfNotice } from "../messages/facts-lines.ts";

/** How long a link works after its message: long enough for the longest school holidays. */
const VALID_DAYS = 90;

/** What the acknowledgement page shows; times are ISO 8601 in UTC. */
export type AckPageModel =
  | { view: "unknown" }
  | { view: "expired"; ref: string }
  | {
      view: "ask" | "answered";
      facts: FactsOfNotice;
      template: string;
      duty: { alert: string; rule: string; article: string };
      reader: { name: string; function: string; organisation: string };
      answered: { by: string; at: string; answer: "taken" | "not-me" } | null;
      /** Someone else took it on in this reader's place. */
      takenBy: string | null;
      closedAt: string | null;
      contact: { name: string; phone: string } | null;
      /** Set by the route in the answer to a press. */
      just?: "taken" | "not-me";
    };

type Row = {
  template: string;
  facts: FactsOfNotice;
  created_at: Date;
  alert: string;
  rule: string;
  article: string;
  name: string;
  function: string;
  organisation: string;
  acked_at: Date | null;
  answer: "taken" | "not-me" | null;
  taken_by: string | null;
  closed_at: Date | null;
  dispositif_id: string;
  declarer: string | null;
  place: string;
  seen_at: Date | null;
};

/**
 * What the reader of one delivery's link is shown. The first opening is noted as « lien ouvert »: mail scanners
 * open links too, so it proves nothing about a person and answers nothing.
 * @param delivery id read from a link whose seal was checked, or null.
 */
export async function ackPageModel(db: Database, delivery: string | null, now: Date): Promise<AckPageModel> {
  const row = delivery ? await rowOf(db, delivery) : undefined;
  if (!row) return { view: "unknown" };
  if (now.getTime() > row.created_at.getTime() + VALID_DAYS * 86_400_000)
    return { view: "expired", ref: row.facts.ref };
  if (!row.seen_at)
    await db.query("update delivery set seen_at = $2 where id = $1 and seen_at is null", [
      delivery,
      now.toISOString(),
    ]);
  return {
    view: row.acked_at ? "answered" : "ask",
    facts: row.facts,
    template: row.template,
    duty: { alert: row.alert, rule: row.rule, article: row.article },
    reader: { name: row.name, function: row.function, organisation: row.organisation },
    answered:
      row.acked_at && row.answer
        ? { by: row.name, at: row.acked_at.toISOString(), answer: row.answer }
        : null,
    takenBy: row.taken_by,
    closedAt: row.closed_at?.toISOString() ?? null,
    contact: await contactOf(db, row, now),
  };
}

async function rowOf(sql: Sql, delivery: string): Promise<Row | undefined> {
  const [row] = await sql.query<Row>(
    `select n.template, n.facts, n.created_at, d.alert, d.rule, d.article, d.name, d.function, o.name organisation,
            d.acked_at, d.answer, d.seen_at, s.closed_at, s.dispositif_id, s.organisation_id place,
            s.context->'declarer'->>'id' declarer,
            (select c.name from delivery c where c.dossier_id = d.dossier_id and c.answer = 'taken'
                and (c.about_id = d.id or c.id = d.about_id) and c.id <> d.id limit 1) taken_by
       from delivery d join notice n on n.id = d.notice_id join dossier s on s.id = d.dossier_id
       join organisation o on o.id = d.organisation_id where d.id = $1`,
    [delivery],
    true,
  );
  return row;
}

/** Whom to call: the RSSI of a party of the convention, else whoever declared, else where it happened. */
async function contactOf(
  sql: Sql,
  { dispositif_id, declarer, place }: Row,
  now: Date,
): Promise<{ name: string; phone: string } | null> {
  const [contact] = await sql.query<{ name: string; phone: string }>(
    `select name, phone from (
       select trim(coalesce(p.given_name, '') || ' ' || p.name) || ', RSSI, ' || o.name as name, p.phone,
              case o.kind when 'academie' then 0 else 1 end rank
         from coverage c join organisation o on o.id = c.organisation_id and o.kind in ('academie', 'region')
         join tenure t on t.organisation_id = o.id and t.function = 'rssi' and t."from" <= $4::timestamptz
          and (t."until" is null or t."until" > $4::timestamptz)
         join person p on p.id = t.person_id and p.closed_at is null
        where c.dispositif_id = $1 and c.party_key is not null
       union all select o.name, o.phone, 2 from organisation o where o.id = $2
       union all select o.name, o.phone, 3 from organisation o where o.id = $3
     ) found where phone <> '' order by rank, name limit 1`,
    [dispositif_id, declarer, place, now.toISOString()],
  );
  return contact ?? null;
}
