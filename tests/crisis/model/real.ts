import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { lockOf } from "#app/crisis/queries/room.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { type Claimed, claim } from "#app/engine/outbox/claim.ts";
import { askGate } from "#app/engine/outbox/gate.ts";
import { outcomeOf, settle } from "#app/engine/outbox/outcome.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { crisisOpening, type GrandEst } from "../../support/grand-est.ts";
import { plays, uuid, type Who } from "./cast.ts";
import type { Move } from "./moves.ts";
import { type Case, mayReach, newCase } from "./oracle.ts";
import { witness } from "./witness.ts";

type Row = { id: string; state: string; channel: string };
type InHand = { row: Claimed; channel: string; until?: number; sent?: boolean };
const CHANNELS = ["ent-messaging", "ent-flash", "sms", "mail", "phone"];
const SCHOOLS = 4;
const must = (holds: boolean, said: string) => {
  if (!holds) throw new Error(said);
};

/**
 * Plays the moves of the model on a real database, with the real commands, claims, gate and settlements, one after
 * the other. Moves that need what a real console does not give so freely (seats by the dozen) are left out.
 */
export function realPlay(db: Database, people: GrandEst, dispositif: string, start: Date, keysFrom: number) {
  const cases: Case[] = [];
  const ids: string[] = [];
  const left = new Map<string, number>();
  const excused = new Map<string, number>();
  const workers = [0, 1, 2].map((n) => ({ name: `w${n}-${keysFrom}`, hand: [] as InHand[] }));
  let wall = start.getTime();
  let keys = keysFrom;
  let deaths = 0;
  const now = () => new Date(wall);
  const may = (channel: string) => mayReach(channel, cases, new Map(), wall);
  const heard = witness(must, may);
  const callers: Record<Who, Caller> = {
    ...{ direction: people.direction, rssi: people.rssi, otherRssi: people.rssiNancy },
    ...{ dane: people.dane, region: people.region },
  };
  const rows = () =>
    ids.length === 0
      ? Promise.resolve([])
      : db.query<Row>(
          "select id, state, channel from delivery where audience = 'community' and dossier_id in (select id from dossier where columns->>'crisis' = any($1::text[]))",
          [ids],
        );

  async function say(
    n: number,
    who: Who,
    type: string,
    data: Record<string, unknown> = {},
  ): Promise<boolean> {
    const id = ids[n % ids.length];
    const one = cases[n % ids.length];
    if (!id || !one) return false;
    try {
      await sendEvent(db, callers[who], id, { type, ...data }, now());
    } catch (error) {
      if (error instanceof RuleRefused || error instanceof Forbidden || error instanceof InputRefused)
        return false;
      throw error;
    }
    heard(one, who, type, data);
    const open =
      (await lockOf(db, { dispositif_id: dispositif, exercise_id: null }))?.open.map(
        ({ channel }) => channel,
      ) ?? [];
    for (const channel of CHANNELS) must(open.includes(channel) === may(channel), `${channel}: lock ${open}`);
    return true;
  }

  async function begin(n: number): Promise<void> {
    const runbook = plays[n % 2];
    if (ids.length === 3 || !runbook) return;
    const opened = await openCrisis(
      db,
      people.rssi,
      crisisOpening({ runbook: runbook.key, awareAt: new Date(wall - 3_600_000).toISOString() }),
      now(),
    );
    ids.push(opened.id);
    cases.push(newCase(runbook.lock.state === "surete" ? "surete" : "crisis"));
    const last = ids.length - 1;
    await say(last, "rssi", "crisis.qualified", {
      ...{ severity: "major", perimeter: "dispositif", personalData: true, reason: "r" },
    });
    const criteria = runbook.activation.map(({ key }) => key);
    await say(last, "direction", "crisis.activated", { criteria, unapproved: "Pas encore approuvée." });
    await say(last, "rssi", "member.joined", { role: "rssi" });
  }

  async function both(n: number, name: string, what: string, first: boolean): Promise<void> {
    const pair: [Who, Who] = first ? ["rssi", "direction"] : ["direction", "rssi"];
    await say(n, pair[0], `${name}.declared`, { what, reason: "r" });
    await say(n, pair[1], `${name}.confirmed`, { what });
  }

  async function speak(n: number, rank: number): Promise<void> {
    const open = CHANNELS.filter(may);
    const channel = open[rank % Math.max(1, open.length)] ?? "mail";
    keys += 1;
    const key = uuid(keys);
    const text = { subject: "Objet", body: "Texte", justification: "Pourquoi" };
    if (await say(n, "direction", "message.proposed", { key, channel, profiles: ["families"], ...text }))
      await say(n, "region", "message.approved", { key });
  }

  async function take(n: number, rank: number): Promise<void> {
    const busy = (await rows()).filter(({ state }) => state === "queued" || state === "sending");
    const channel = busy[rank % Math.max(1, busy.length)]?.channel ?? "ent-messaging";
    const worker = workers[n % 3] as (typeof workers)[number];
    const { toSend } = await claim(db, worker.name, now(), 1, { dispositif, channel });
    for (const row of toSend) {
      const others = workers.flatMap(({ hand }) => hand.filter((one) => one.row.id === row.id));
      if (others.length > 0) excused.set(row.id, (excused.get(row.id) ?? 0) + others.length);
      worker.hand.push({ row, channel });
    }
  }
  async function ask(n: number): Promise<void> {
    const worker = workers[n % 3] as (typeof workers)[number];
    const one = worker.hand.find((held) => !held.sent && held.until === undefined);
    if (!one) return;
    const verdict = await askGate(db, worker.name, one.row, now());
    if (verdict.is !== "lost")
      must((verdict.is === "open") === may(one.channel), `the gate says ${verdict.is} of ${one.channel}`);
    if (verdict.is === "open") one.until = verdict.usableUntil;
    else worker.hand.splice(worker.hand.indexOf(one), 1);
  }
  function send(n: number): void {
    const one = workers[n % 3]?.hand.find((held) => !held.sent && held.until !== undefined);
    if (!one) return;
    if (performance.now() > (one.until ?? 0)) return void delete one.until;
    one.sent = true;
    left.set(one.row.id, (left.get(one.row.id) ?? 0) + 1);
  }
  async function write(n: number): Promise<void> {
    const worker = workers[n % 3] as (typeof workers)[number];
    const done = worker.hand.filter(({ sent }) => sent);
    if (done.length > 0)
      await settle(
        db,
        worker.name,
        now(),
        done.map(({ row }) => outcomeOf(row, { ok: true }, now(), 0)),
      );
    worker.hand = worker.hand.filter(({ sent }) => !sent);
  }
  /** kill -9: whatever was on the wire may leave again. */
  function die(n: number): void {
    const worker = workers[n % 3] as (typeof workers)[number];
    for (const { row, sent } of worker.hand) if (sent) excused.set(row.id, (excused.get(row.id) ?? 0) + 1);
    worker.hand = [];
    deaths += 1;
    worker.name = `w${n}-${keysFrom}-${deaths}`;
  }

  async function make(move: Move): Promise<void> {
    if (move.do === "begin") await begin(move.runbook);
    else if (move.do === "both")
      await both(move.crisis, move.lift ? "restoration" : "compromise", move.what, move.first);
    else if (move.do === "compromise")
      await say(move.crisis, move.who, move.type, { what: move.what, reason: "r" });
    else if (move.do === "channel")
      await say(move.crisis, move.who, move.shut ? "channel.shut" : "channel.opened", {
        channel: move.channel,
        reason: "r",
      });
    else if (move.do === "speak") await speak(move.crisis, move.rank);
    else if (move.do === "decide") {
      const to = move.choice === "reroute" ? { to: move.to ?? "mail" } : {};
      await say(move.crisis ?? 0, move.who, "held.decided", {
        notice: "all",
        choice: move.choice,
        reason: "r",
        ...to,
      });
    } else if (move.do === "pass") wall += move.seconds * 1_000;
    else if (move.do === "jump") wall += move.hours * 3_600_000;
    else if (move.do === "claim") await take(move.worker, move.rank);
    else if (move.do === "ask") await ask(move.worker);
    else if (move.do === "send") send(move.worker);
    else if (move.do === "settle") await write(move.worker);
    else if (move.do === "end") die(move.worker);
    else if (move.do === "turn") {
      await take(move.worker, move.rank);
      if (move.upTo > 0) await ask(move.worker);
      if (move.upTo > 1) send(move.worker);
      if (move.upTo > 2) await write(move.worker);
    }
  }

  /** Sends what may leave; a claim of the dead is taken over once its lease has ended. */
  async function drain(): Promise<void> {
    for (const n of [0, 1, 2]) die(n);
    wall += 100 * 3_600_000;
    for (let tries = 500; ; tries -= 1) {
      const busy = (await rows()).filter(({ state }) => state === "queued" || state === "sending");
      if (busy.length === 0) return;
      must(tries > 0, "the outbox does not come to an end");
      await take(0, 0);
      await ask(0);
      send(0);
      await write(0);
    }
  }

  async function check(): Promise<void> {
    const all = await rows();
    const accepted = SCHOOLS * cases.reduce((sum, one) => sum + one.accepted, 0);
    must(all.length === accepted, `${accepted} accepted, ${all.length} rows`);
    for (const { id, state } of all) {
      must(["queued", "sending", "sent", "held", "cancelled"].includes(state), `lost as « ${state} »`);
      must(state !== "sent" || left.has(id), "written as sent, never left");
      const most = 1 + (excused.get(id) ?? 0);
      must((left.get(id) ?? 0) <= most, `left ${left.get(id)} times, ${most} at most`);
    }
  }

  return {
    make,
    check,
    /** Everyone goes home: compromises lifted, crises ended, held messages released, nothing left behind. */
    async end(): Promise<Record<string, number>> {
      await drain();
      await check();
      for (const [n, one] of cases.entries()) {
        for (const what of [...one.compromised]) await both(n, "restoration", what, true);
        const runbook = one.kind === "surete" ? plays[1] : plays[0];
        const criteria = runbook?.exit.map(({ key }) => key);
        if (one.active) must(await say(n, "direction", "crisis.exited", { criteria }), "cannot exit");
      }
      const [lock] = await db.query<{ id: string }>(
        "select id from dossier where kind = 'lock' and dispositif_id = $1",
        [dispositif],
      );
      const decision = { type: "held.decided", notice: "all", choice: "release", reason: "Fin." };
      await sendEvent(db, people.rssi, lock?.id ?? "", decision, now());
      await drain();
      await check();
      const ends: Record<string, number> = {};
      for (const { state } of await rows()) ends[state] = (ends[state] ?? 0) + 1;
      must(!ends.held, "held for ever");
      return ends;
    },
    now,
    keys: () => keys,
  };
}
