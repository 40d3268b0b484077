import { InputRefused } from "#app/engine/input.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { previewDeclaration } from "../commands/declare-incident.ts";

/** Somebody whom the chain would alert. */
export type ReachedOne = {
  function: string;
  name: string;
  organisation: string;
  reachable: boolean;
  rule: string;
  article: string;
};

/**
 * Whom an incident declared there would alert, by the very code that declares; null for who may not declare there.
 * An account taken over, proven: the commonest incident, and every convention has a chain for it.
 */
export async function reachedFrom(
  db: Database,
  caller: Caller,
  place: { key: string; kind: string; closedAt: string | null },
  dispositifs: readonly { key: string }[],
  now: Date,
): Promise<ReachedOne[] | null> {
  const [dispositif] = dispositifs;
  if (!dispositif || place.closedAt || !["ecole", "etablissement"].includes(place.kind)) return null;
  const example = {
    dispositif: dispositif.key,
    organisation: place.key,
    title: "—",
    description: "—",
    category: "account-compromise",
    certainty: "proven",
    noticedAt: now.toISOString(),
  };
  try {
    const { recipients } = await previewDeclaration(db, caller, example, now);
    const seen = new Map<string, ReachedOne>();
    for (const one of recipients)
      seen.set(`${one.organisation_id} ${one.address ?? one.function}`, {
        function: one.function,
        name: one.name,
        organisation: one.organisation_name,
        reachable: one.address !== null,
        rule: one.rule,
        article: one.article,
      });
    return [...seen.values()];
  } catch (error) {
    if (error instanceof Forbidden || error instanceof InputRefused) return null;
    throw error;
  }
}
