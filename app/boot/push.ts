import type { Channel } from "#app/engine/outbox/worker.ts";
import { pushWords as words } from "#app/messages/push.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type PushOptions, sendPush, type To } from "#app/platform/push/send-push.ts";
import type { Vapid } from "#app/platform/push/vapid.ts";

type Options = Omit<PushOptions, "vapid"> & {
  /** Asked at the first notification: a console without a subscriber draws no key. */
  vapid: () => Promise<Vapid | null>;
  now: () => Date;
  onError: (error: unknown) => void;
  /** How long who is subscribed is remembered, in milliseconds; tests shorten it. */
  keptMs?: number;
};
type Subscribed = To & { email: string };
/** Messages that call for a person now; minutes and messages of approval are read in the mailbox. */
const CALLING = ["alert", "reminder", "escalation", "suspension", "breach", "cell-call", "crisis"];

/**
 * The mail channel, and beside it a notification on the devices of whoever has some: « vous avez une alerte ». Never
 * instead of the mail, whose outcome alone counts; a device that cannot be reached delays nobody and escalates nothing.
 */
export function withPush(
  db: Database,
  mail: Channel,
  options: Options,
): Channel & { settled(): Promise<void> } {
  const { now, onError, keptMs = 10_000 } = options;
  const flying = new Set<Promise<unknown>>();
  let known: { until: number; byEmail: Promise<Map<string, Subscribed[]>> } | null = null;

  /** A few hundred devices, read at most every ten seconds: 45,308 alerts ask the memory, not the database. */
  function subscribed(): Promise<Map<string, Subscribed[]>> {
    if (!known || known.until < performance.now()) {
      known = { until: performance.now() + keptMs, byEmail: read() };
      known.byEmail.catch(() => {
        known = null;
      });
    }
    return known.byEmail;
  }
  async function read() {
    const rows = await db.query<Subscribed>(
      `select s.id, s.endpoint, s.p256dh, s.auth, p.email from push_subscription s join person p on p.id = s.person_id
        where p.email is not null and p.closed_at is null`,
    );
    return grouped(rows);
  }

  const notify: Channel["send"] = async (delivery, notice) => {
    const devices = (await subscribed()).get(delivery.address.toLowerCase()) ?? [];
    const vapid = devices.length > 0 ? await options.vapid() : null;
    if (!vapid) return { ok: true };
    const { ref, title, exercise } = notice.facts as { ref: string; title: string; exercise: boolean };
    const push = {
      title: words.title(notice.template, exercise),
      body: words.body(ref, title),
      path: ref.startsWith("CRI-") ? `/crises/${ref}` : `/incidents/${ref}`,
      tag: ref,
    };
    await Promise.all(devices.map((to) => sendPush(db, to, push, { ...options, vapid }, now())));
    return { ok: true };
  };

  return {
    concurrency: mail.concurrency,
    send(delivery, notice) {
      // At the first try only: mail that is slow to leave must not ring a phone every ten minutes.
      if (delivery.attempts === 1 && CALLING.includes(notice.template)) {
        const one = notify(delivery, notice).catch(onError);
        flying.add(one);
        one.finally(() => flying.delete(one));
      }
      return mail.send(delivery, notice);
    },
    async settled() {
      await Promise.allSettled(flying);
    },
  };
}

function grouped(rows: Subscribed[]): Map<string, Subscribed[]> {
  const groups = new Map<string, Subscribed[]>();
  for (const row of rows) groups.set(row.email, [...(groups.get(row.email) ?? []), row]);
  return groups;
}
