import { dispatch } from "#app/engine/dispatch.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Database } from "#app/platform/database/database.ts";

export type AckAnswer = "taken" | "not-me";
type Row = {
  dossier_id: string;
  person_id: string | null;
  name: string;
  function: string;
  answer: AckAnswer | null;
  organisation: { id: string; key: string; kind: string; name: string };
};

/**
 * Records the one press on an acknowledgement link. Pressing twice changes nothing the second time.
 * @param delivery id read from a link whose seal was checked (ack-link.ts).
 * @returns false when the delivery is unknown.
 */
export async function acknowledgeAlert(
  db: Database,
  delivery: string,
  answer: AckAnswer,
  now: Date,
): Promise<boolean> {
  const [row] = await db.query<Row>(
    `select d.dossier_id, d.person_id, d.name, d.function, d.answer,
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
    data: { delivery, answer, organisation: row.organisation.key, function: row.function },
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
