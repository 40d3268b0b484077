import { gather } from "#app/engine/gather.ts";
import type { Claimed } from "#app/engine/outbox/claim.ts";
import type { Answer } from "#app/engine/outbox/outcome.ts";
import { httpReasons as say } from "#app/messages/channel/http.ts";
import type { Sql } from "#app/platform/database/database.ts";

type Of = Pick<Claimed, "id" | "channel" | "dispositif_id">;
/** Identifiers kept in mind: more than are sent before the first of them is written down. */
const REMEMBERED = 2_000;

/**
 * Takes away an identifier that the service gave to another message already: it tells nothing, its statuses would be
 * of whom? Whether it was given before is read in the database; among those not yet written down, in memory.
 * @param channel key of the channel whose answers these are, and its dispositif.
 */
export function trustedIds(sql: Sql, { channel, dispositif }: { channel: string; dispositif: string }) {
  const given = new Map<string, string>();
  const othersOf = gather(async (asked: { id: string; provider: string }[]) => {
    const rows = await sql.query<{ id: string; provider_id: string }>(
      `select e.id, d.provider_id from jsonb_to_recordset($2::jsonb) e(id uuid, provider text)
         join delivery d on d.provider_id = e.provider
        where d.audience = 'community' and d.channel = $1 and d.dispositif_id is not distinct from $3::uuid and d.id <> e.id`,
      [channel, JSON.stringify(asked), dispositif],
      true,
    );
    const taken = new Set(rows.map((row) => `${row.id} ${row.provider_id}`));
    return asked.map(({ id, provider }) => taken.has(`${id} ${provider}`));
  });

  function firstGivenTo(provider: string, id: string): string {
    const before = given.get(provider);
    if (before !== undefined) return before;
    given.set(provider, id);
    if (given.size > REMEMBERED) given.delete(given.keys().next().value as string);
    return id;
  }

  return async ({ id }: Of, answer: Answer): Promise<Answer> => {
    if (!answer.ok || !answer.providerId) return answer;
    const provider = answer.providerId;
    if (firstGivenTo(provider, id) === id && !(await othersOf({ id, provider }))) return answer;
    const { providerId: _lie, ...rest } = answer;
    return { ...rest, detail: say.sameId };
  };
}
