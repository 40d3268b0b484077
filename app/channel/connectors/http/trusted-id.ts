import type { Claimed } from "#app/engine/outbox/claim.ts";
import type { Answer } from "#app/engine/outbox/outcome.ts";
import { httpReasons as say } from "#app/messages/channel/http.ts";
import type { Sql } from "#app/platform/database/database.ts";

/** An identifier that the service gave to another message already tells nothing: its statuses would be of whom? */
export async function trustedId(
  sql: Sql,
  { id, channel, dispositif_id }: Pick<Claimed, "id" | "channel" | "dispositif_id">,
  answer: Answer,
): Promise<Answer> {
  if (!answer.ok || !answer.providerId) return answer;
  const rows = await sql.query(
    `select 1 from delivery where audience = 'community' and channel = $1 and provider_id = $2
        and dispositif_id is not distinct from $3::uuid and id <> $4::uuid limit 1`,
    [channel, answer.providerId, dispositif_id, id],
    true,
  );
  if (rows.length === 0) return answer;
  const { providerId: _lie, ...rest } = answer;
  return { ...rest, detail: say.sameId };
}
