import { type AckAnswer, acknowledge } from "#app/engine/command/acknowledge.ts";
import type { Database } from "#app/platform/database/database.ts";

/** « Je suis joignable » or « Ce n’est plus moi », with who it is now. @returns false when the delivery is unknown. */
export const answerTest = (
  db: Database,
  delivery: string,
  answer: AckAnswer,
  now: Date,
  successor = "",
): Promise<boolean> => {
  const said = successor
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/\p{Surrogate}/gu, "")
    .trim()
    .slice(0, 200);
  return acknowledge(db, delivery, answer, now, () =>
    answer === "not-me" && said ? { successor: said } : {},
  );
};
