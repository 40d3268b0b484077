import { containmentReasons as say } from "#app/messages/channel.ts";
import type { EntcoreAdmin } from "#app/platform/channels/entcore-admin.ts";
import { EntcoreProblem } from "#app/platform/channels/entcore-problem.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Contained, claimContained, type Outcome, settleContained } from "./claim.ts";
import { openAdmin } from "./open-admin.ts";
import { tellCrises } from "./tell-crises.ts";

export type ContainmentOptions = {
  serverSecret: string;
  now: () => Date;
  onError: (error: unknown) => void;
  timeoutMs?: number;
};

const BATCH = 20;
const CALL_MS = 20_000;
/** Seconds before the next try: an attacker does not wait either. */
const BACKOFF = [5, 10, 20, 40, 60];

/**
 * Does at the ENT what two people of a crisis decided, account by account, and tells the crisis what became of it.
 * Each call said twice is the same at the ENT, so that an answer lost is simply asked again.
 */
export function containmentWorker(db: Database, options: ContainmentOptions) {
  const { serverSecret, now, onError, timeoutMs } = options;
  let running: Promise<void> | null = null;
  let halted = false;

  async function one(contained: Contained, admins: Map<string, ReturnType<typeof openAdmin>>) {
    const { dispositif_id: dispositif, measure } = contained;
    const place = `${dispositif} ${measure}`;
    let opening = admins.get(place);
    if (!opening) {
      opening = openAdmin(db, serverSecret, dispositif, measure, timeoutMs);
      admins.set(place, opening);
    }
    const admin = await opening;
    const outcome =
      "missing" in admin ? failed(contained, admin.missing) : await carryOut(admin, contained, now());
    await settleContained(db, now(), outcome);
  }

  async function work(): Promise<void> {
    const admins = new Map<string, ReturnType<typeof openAdmin>>();
    while (!halted) {
      const batch = await claimContained(db, now(), BATCH);
      if (batch.length === 0) break;
      for (const contained of batch) await one(contained, admins).catch(onError);
    }
    await tellCrises(db, now());
  }

  return {
    /** Does all that is due. */
    async turn(): Promise<void> {
      running ??= work().finally(() => {
        running = null;
      });
      await running;
    },
    async stop(): Promise<void> {
      halted = true;
      await running?.catch(() => {});
    },
  };
}

async function carryOut(admin: EntcoreAdmin, contained: Contained, now: Date): Promise<Outcome> {
  const { measure, target } = contained;
  const signal = AbortSignal.timeout(CALL_MS);
  try {
    if (measure === "block-accounts") await admin.block([target], true, signal);
    else if (measure === "force-password") await admin.forceChange(target, signal);
    else await admin.recall(target, signal);
    return { id: contained.id, turn: contained.turn, state: "done", detail: null, next: null };
  } catch (error) {
    if (!(error instanceof EntcoreProblem)) throw error;
    if (error.kind === "refused") return failed(contained, error.message);
    const wait = BACKOFF[contained.attempts - 1] ?? 60;
    const next = new Date(now.getTime() + wait * 1_000);
    if (next >= contained.until) return failed(contained, say.tooLate(error.message));
    const { id, turn } = contained;
    return { id, turn, state: "queued", detail: error.message, next: next.toISOString() };
  }
}

const failed = ({ id, turn }: Contained, detail: string): Outcome => ({
  ...{ id, turn, state: "failed", next: null },
  detail: detail.slice(0, 300),
});
