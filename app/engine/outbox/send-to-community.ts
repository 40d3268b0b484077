import type { Database } from "#app/platform/database/database.ts";
import type { NoticeFiller } from "../variables/fill-notice.ts";
import type { CommunityChannels, Ready } from "./channel.ts";
import type { Claimed, Held, Notice } from "./claim.ts";
import { askGate } from "./gate.ts";
import type { Answer } from "./outcome.ts";

export type ToCommunity = {
  db: Database;
  worker: string;
  channels: CommunityChannels;
  now: () => Date;
  noticeOf: (id: string) => Promise<Notice>;
  filler: NoticeFiller;
};

/** A message prepared and a permit may both be stale by the time they meet; this often is enough to try. */
const ROUNDS = 3;

/**
 * Sends one message to the community. The gate is asked before anything is prepared (nothing is even drafted on a
 * messaging that is shut), and again when it is ready to leave: it leaves at once or not.
 * @returns what the channel answered; « settled » when the gate held it or another process has it.
 */
export async function sendToCommunity(to: ToCommunity, delivery: Claimed): Promise<Answer | "settled"> {
  const { db, worker, now } = to;
  const ask = (leaving: boolean) => askGate(db, worker, delivery, now(), leaving);
  if ((await ask(false)).is !== "open") return "settled";
  const channel = await to.channels(delivery.dispositif_id ?? "", delivery.channel);
  if ("refused" in channel) return { ok: false, permanent: true, reason: channel.refused };
  const filled = await to.filler.fill(delivery, await to.noticeOf(delivery.notice_id));
  if ("missing" in filled) return { ok: false, permanent: true, reason: noValue(filled.missing) };
  const { notice } = filled;
  let known = delivery.provider_id;
  const keep = async (provider: string) => {
    await keepAtProvider(db, worker, delivery, provider);
    known = provider;
  };
  let ready: Ready | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!ready) {
      const prepared = await channel.prepare({ ...delivery, provider_id: known }, notice, keep);
      if (!("send" in prepared)) return prepared;
      ready = prepared;
    }
    const verdict = await ask(true);
    if (verdict.is !== "open") return "settled";
    if (performance.now() > verdict.usableUntil) continue;
    const answer = await ready.send();
    if (answer !== "again") return answer;
    ready = null;
  }
  return { ok: false, permanent: false, reason: "le message n’a pas pu partir dans le délai de son permis" };
}

/** A message with a hole in it does not leave: a person is told which school and what the directory lacks. */
const noValue = (missing: string[]) =>
  `l’annuaire ne dit pas ${missing.map((name) => `{{${name}}}`).join(", ")} pour cet établissement`;

/** Written before the message can leave: whoever takes it over after a crash finds the same draft. */
async function keepAtProvider(
  db: Database,
  worker: string,
  { id, turn }: Held,
  provider: string,
): Promise<void> {
  const rows = await db.query(
    `update delivery set provider_id = $3 where id = $1::uuid and claimed_by = $2 and turn = $4::int and state = 'sending' returning id`,
    [id, worker, provider.slice(0, 200), turn],
    true,
  );
  if (rows.length === 0) throw new Error("Cet envoi a été repris par un autre processus.");
}
