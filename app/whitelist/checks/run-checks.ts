import { dispatch } from "#app/engine/dispatch.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { checkRequest, type Ways } from "./check-request.ts";

/** Requests whose checks failed by a fault of ours, and when to try again: they must not keep others waiting. */
const later = new Map<string, number>();
const AGAIN_MS = 5 * 60_000;

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/**
 * Makes the technical checks that requests wait for, outside any page: a service that does not answer keeps nobody
 * waiting. Two instances may check the same one at once; the revision lets one record hold.
 * @returns how many were recorded here.
 */
export async function runChecks(
  db: Database,
  now: () => Date,
  ways: Ways = {},
  onError: (error: unknown) => void = () => {},
): Promise<number> {
  const wanted = await db.query<{
    id: string;
    revision: number;
    dispositif: string;
    organisation: string;
    context: RequestContext;
  }>(
    `select id, revision, dispositif_id dispositif, organisation_id organisation, context from dossier
      where kind = 'whitelist-request' and columns->>'checksWanted' = 'true' and id <> all($1::uuid[])
      order by changed_at limit 20`,
    [[...later].flatMap(([id, at]) => (at > now().getTime() ? [id] : []))],
  );
  let done = 0;
  for (const { revision, ...about } of wanted)
    try {
      const data = await checkRequest(db, about, now(), ways);
      await dispatch(db, {
        dossier: about.id,
        revision,
        type: "checks.recorded",
        data,
        by: console_,
        at: now(),
      });
      done += 1;
    } catch (error) {
      // Changed or recorded meanwhile: the next turn looks again.
      if (error instanceof Conflict || error instanceof RuleRefused) continue;
      later.set(about.id, now().getTime() + AGAIN_MS);
      onError(error);
    }
  return done;
}
