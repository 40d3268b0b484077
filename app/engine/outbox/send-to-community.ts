import type { Database } from "#app/platform/database/database.ts";
import type { NoticeFiller } from "../variables/fill-notice.ts";
import type { CommunityChannels, Ready } from "./channel.ts";
import type { Claimed, Held, Notice } from "./claim.ts";
import { askGates, type Way } from "./gate.ts";
import type { Answer } from "./outcome.ts";
import { permits } from "./permits.ts";
import { places } from "./places.ts";

export type ToCommunity = {
  db: Database;
  worker: string;
  channels: CommunityChannels;
  now: () => Date;
  noticeOf: (id: string) => Promise<Notice>;
  filler: NoticeFiller;
};
/** « settled »: the gate held it or another process has it; « late »: it waited too long to be prepared. */
export type Sent = Answer | "settled" | "late";

/** A message prepared and a permit may both be stale by the time they meet; this often is enough to try. */
const ROUNDS = 3;

/**
 * Sends messages to the community by one way out. The gate is asked before anything is prepared (nothing is even
 * drafted on a messaging that is shut), once for a batch, and again when each is ready to leave: it leaves at once or
 * not.
 * @param most messages on the wire at once.
 */
export function communitySender(to: ToCommunity, way: Way, most: number) {
  const { db, worker, now } = to;
  const wire = places(most);
  const gate = permits((asked) => askGates(db, worker, way, asked, now(), true), most);

  return {
    /** @returns those that may be prepared; the others are held, or another process has them. */
    async admit(claimed: Claimed[]): Promise<Claimed[]> {
      const verdictOf = await askGates(db, worker, way, claimed, now(), false);
      return claimed.filter(({ id }) => verdictOf(id).is === "open");
    },

    /** @param fresh whether its claim is young enough to begin with it. */
    async send(delivery: Claimed, fresh: () => boolean): Promise<Sent> {
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
          const prepared = await wire.in("preparing", async () =>
            fresh() || round > 0
              ? channel.prepare({ ...delivery, provider_id: known }, notice, keep)
              : "late",
          );
          if (prepared === "late" || !("send" in prepared)) return prepared;
          ready = prepared;
          known = prepared.keep ?? known;
        }
        const { id, turn } = delivery;
        const verdict = await gate.ask({ id, turn, ...(ready.keep && { provider: ready.keep }) });
        if (verdict.is !== "open") return "settled";
        const { send } = ready;
        const answer = await wire.in("leaving", async () => {
          gate.used();
          return performance.now() > verdict.usableUntil ? "stale" : send();
        });
        if (answer === "stale") continue;
        if (answer !== "again") return answer;
        ready = null;
      }
      return {
        ok: false,
        permanent: false,
        reason: "le message n’a pas pu partir dans le délai de son permis",
      };
    },
  };
}

/** A message with a hole in it does not leave: a person is told which school and what the directory lacks. */
const noValue = (missing: string[]) =>
  `l’annuaire ne dit pas ${missing.map((name) => `{{${name}}}`).join(", ")} pour cet établissement`;

/** Written before the message can leave: whoever takes it over after a crash finds it. */
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
