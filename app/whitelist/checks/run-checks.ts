import { dispatch } from "#app/engine/dispatch.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { checkRequest, type Ways } from "./check-request.ts";

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
      where kind = 'whitelist-request' and columns->>'checksWanted' = 'true' order by changed_at limit 20`,
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
      if (!(error instanceof Conflict) && !(error instanceof RuleRefused)) onError(error);
    }
  return done;
}
