import type { Database } from "#app/platform/database/database.ts";
import { dispatch } from "../dispatch.ts";
import { receiptFor } from "../receipt.ts";

export type AckAnswer = "taken" | "not-me";
type Row = {
  dossier_id: string;
  person_id: string | null;
  name: string;
  function: string;
  alert: string;
  answer: AckAnswer | null;
  organisation: { id: string; key: string; kind: string; name: string };
};

/**
 * Records the one press on an acknowledgement link. Pressing twice changes nothing the second time.
 * @param delivery id read from a link whose seal was checked (app/platform/ack-link.ts).
 * @param more what the dossier's kind adds to the event, from the key of the alert.
 * @returns false when the delivery is unknown.
 */
export async function acknowledge(
  db: Database,
  delivery: string,
  answer: AckAnswer,
  now: Date,
  more: (alert: string) => Record<string, unknown> = () => ({}),
): Promise<boolean> {
  const [row] = await db.query<Row>(
    `select d.dossier_id, d.person_id, d.name, d.function, d.alert, d.answer,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from delivery d join organisation o on o.id = d.organisation_id where d.id = $1`,
    [delivery],
    true,
  );
  if (!row) return false;
  // « Ce n'est pas moi » may be followed by « Je m'en occupe », not the other way round.
  if (row.answer === "taken" || row.answer === answer) return true;
  await dispatch(db, {
    dossier: row.dossier_id,
    type: "alert.acknowledged",
    data: {
      delivery,
      answer,
      organisation: row.organisation.key,
      function: row.function,
      ...more(row.alert),
    },
    by: {
      kind: "person",
      id: row.person_id ?? `mailbox:${row.organisation.key}`,
      name: row.name,
      function: row.function,
      organisation: row.organisation,
    },
    at: now,
    // Two presses in the same instant write one entry.
    receipt: receiptFor("ack", `${delivery}:${answer}`, answer),
  });
  return true;
}
