import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Actor } from "#machines/effects.ts";
import type { Refusal } from "#machines/step.ts";
import { cast, plays, uuid, type Who } from "./cast.ts";
import { Console, contextOf } from "./console.ts";
import type { Move } from "./moves.ts";
import { type Attested, type Case, mayReach, mayReachInSafety, newCase } from "./oracle.ts";
import { witness } from "./witness.ts";
import { type Departure, senders } from "./workers.ts";

/** What a run saw, summed over all of them so that none of it goes untested. */
export type Seen = Record<string, number>;
type Said = { type: string; data?: Record<string, unknown> };
const DAY = 86_400_000;
const ALWAYS = ["ent-messaging", "ent-flash", "sms", "mail", "feed", "phone"];

/** Plays moves on the console in memory, and says of each what rules.md §4 says. @throws Error at the first disagreement. */
export function play(moves: Move[], seen: Seen) {
  const c = new Console();
  const cases: Case[] = [];
  const attested: Attested = new Map();
  const departures: Departure[] = [];
  const count = (what: string, n = 1) => {
    seen[what] = (seen[what] ?? 0) + n;
  };
  const may = (channel: string) => mayReach(channel, cases, attested, c.wall);
  const must = (holds: boolean, said: string) => {
    if (!holds) throw new Error(said);
  };
  let keys = 0;
  const heard = witness(must, may);
  const maySafely = (channel: string) => mayReachInSafety(channel, cases, attested, c.wall);
  let written = 0;
  const workers = senders(c, departures, (channel, open, safety) => {
    must(!open || may(channel), `the gate let ${channel} leave, which rules.md §4 closes`);
    must(
      !(open && safety && channel.startsWith("third-party")) || maySafely(channel),
      `the gate let ${channel} leave in safety without a fresh attestation (MBN-7)`,
    );
    must(
      open || !may(channel) || channel.startsWith("third-party"),
      `the gate held ${channel}, which is open`,
    );
    count(open ? "permits" : "held at the gate");
  });

  const known = () => {
    const view = new Set(c.lock.open.map(({ channel }) => channel));
    for (const channel of [...ALWAYS, ...attested.keys()])
      must(
        view.has(channel) === may(channel),
        `${channel}: the lock says ${view.has(channel)}, the rules ${may(channel)}`,
      );
    for (const row of c.outbox.rows)
      must(
        row.state !== "queued" || row.byClock || may(row.channel),
        `queued on ${row.channel}, which has just closed`,
      );
  };

  function say(n: number, who: Who, { type, data = {} }: Said): Refusal | null | undefined {
    const crisis = c.crises[n % c.crises.length];
    const one = cases[n % c.crises.length];
    if (!crisis || !one) return undefined;
    const told = c.lockEvents.length;
    const refused = c.say(crisis, type, data, cast[who]);
    if (refused) {
      must(Boolean(refused.rule && refused.article && refused.because), `${type} refused without an article`);
      count(`refused ${type}`);
    } else {
      heard(one, who, type, data);
      count(type);
      if (c.lockEvents.length > told) known();
    }
    return refused;
  }

  function propose(n: number, who: Who, channel: string) {
    keys += 1;
    return say(n, who, {
      type: "message.proposed",
      data: {
        key: uuid(5_000 + keys),
        channel,
        profiles: keys % 2 ? ["families"] : ["families", "staff"],
        subject: "Objet",
        body: "Texte",
        justification: "Pourquoi",
      },
    });
  }
  /** One that no crisis room wrote: accepted by the lock, then by nobody, by silence, or by its date. */
  function write({ who, channel, process }: Extract<Move, { do: "write" }>): void {
    keys += 1;
    const id = uuid(5_000 + keys);
    const organisation = cast[who].organisation as NonNullable<Actor["organisation"]>;
    const inDays = (n: number) => new Date(c.wall + n * DAY).toISOString();
    const draft = {
      ...{ process, topic: "other" as const, channels: [channel], attachments: [], objective: "o" },
      ...{ title: "t", short: "s", long: "l", sms: "x", justification: "j" },
      ...(process === "classique" && { startsAt: inDays(30), endsAt: inDays(50) }),
      audience: {
        profiles: ["families" as const],
        scope: { perimeter: "dispositif" as const, place: organisation.id, declarer: organisation.id },
      },
    };
    const place = { ...organisation, timezone: "Europe/Paris", departement: null, academie: null };
    const refused = c.write(id, draft, place, cast[who]);
    if (refused) {
      must(
        !may(channel) || (process === "surete" && !maySafely(channel)) || channel.startsWith("third-party"),
        `${process} on ${channel} refused (${refused.because}), though rules.md §4 lets it`,
      );
      count(`refused ${process}`);
      return;
    }
    must(
      process === "surete" ? maySafely(channel) : may(channel),
      `${process} was accepted on ${channel}, which rules.md §4 closes`,
    );
    count(process);
    if (process !== "classique") {
      written += 1;
      known();
      return;
    }
    // Silence of each authority and of each school, then its date (MBN-5.3-T1, T2).
    const due = () => c.messages.get(id)?.stored?.context as unknown as CommunicationContext;
    for (const { key, dueAt } of due().approvals)
      must(c.ring(id, `t1-${key}`, dueAt) === null, "T1 did not end");
    for (const { key, dueAt } of due().decisions?.clocks ?? [])
      must(c.ring(id, key, dueAt) === null, "T2 did not end");
    must(c.messages.get(id)?.stored?.state === "scheduled", "a classique message waits for its date");
    must(c.ring(id, "start", draft.startsAt ?? null) === null, "its date did not come");
    written += 1;
  }
  const criteria = (n: number, of: "activation" | "exit") =>
    c.crises[n % c.crises.length]?.runbook[of].map(({ key }) => key) ?? [];
  const qualified = { severity: "major", perimeter: "dispositif", personalData: true, reason: "r" };

  function begin(runbook: number, seated: boolean): void {
    const chosen = plays[runbook];
    if (c.crises.length === 4 || !chosen) return;
    must(c.open(chosen, cast.rssi) === null, "a crisis could not be opened");
    cases.push(newCase(chosen.lock.state === "surete" ? "surete" : "crisis"));
    if (!seated) return;
    const n = c.crises.length - 1;
    say(n, "rssi", { type: "crisis.qualified", data: qualified });
    say(n, "direction", { type: "crisis.activated", data: { criteria: criteria(n, "activation") } });
    say(n, "rssi", { type: "member.joined", data: { role: "rssi" } });
  }

  function decide(move: Extract<Move, { do: "decide" }>): void {
    const notices = [...new Set(c.outbox.rows.map(({ notice }) => notice))];
    const data = {
      notice: move.notice === null ? "all" : (notices[move.notice % Math.max(1, notices.length)] ?? "all"),
      ...{ choice: move.choice, reason: "décidé" },
      ...(move.to && { to: move.to }),
      ...(move.on && { channel: move.on }),
    };
    if (move.crisis !== null) return void say(move.crisis, move.who, { type: "held.decided", data });
    const refused = c.tellLock("held.decided", data, cast[move.who]);
    must(
      Boolean(refused) || cases.every(({ active }) => !active),
      "the lock decided while a crisis was open",
    );
    count(refused ? "refused lock held.decided" : "lock held.decided");
    if (!refused) known();
  }

  function attest(channel: string, days: number): void {
    if (!channel.startsWith("third-party:")) return;
    const checkedAt = c.wall - days * DAY;
    const data = { channel, checkedAt: new Date(checkedAt).toISOString(), proof: "PV" };
    if (c.tellLock("attestation.checked", data, cast.rssi)) {
      count("refused attestation");
      return;
    }
    must(days >= 0, "an attestation of tomorrow was accepted");
    attested.set(channel, checkedAt);
    count("attestation");
    known();
  }

  const nth = (of: { channel: string }[], n: number) =>
    of[n % Math.max(1, of.length)]?.channel ?? "ent-messaging";
  const busy = () => c.outbox.rows.filter(({ state }) => state === "queued" || state === "sending");

  function turn(worker: number, channel: string, upTo: number): void {
    workers.claim(worker, channel);
    if (upTo > 0) workers.ask(worker);
    if (upTo > 1) workers.send(worker, "sent");
    if (upTo > 2) workers.settle(worker);
  }

  function make(move: Move): void {
    switch (move.do) {
      case "begin":
        begin(move.runbook, move.seated);
        break;
      case "live": {
        const of = move.type === "crisis.exited" ? "exit" : "activation";
        const data = move.type === "crisis.qualified" ? qualified : { criteria: criteria(move.crisis, of) };
        say(move.crisis, move.who, { type: move.type, data });
        break;
      }
      case "sit": {
        const { id, name, organisation, function: held } = cast[move.to];
        const data = {
          role: move.role,
          person: id,
          name,
          organisation,
          function: held,
          substitute: true,
          to: move.to,
        };
        say(move.crisis, move.who, { type: move.type, data });
        break;
      }
      case "compromise":
        say(move.crisis, move.who, { type: move.type, data: { what: move.what, reason: "r" } });
        break;
      case "both": {
        const pair: [Who, Who] = move.first ? ["rssi", "direction"] : ["direction", "rssi"];
        const name = move.lift ? "restoration" : "compromise";
        for (const [n, verb] of ["declared", "confirmed"].entries())
          say(move.crisis, pair[n] as Who, {
            type: `${name}.${verb}`,
            data: { what: move.what, reason: "r" },
          });
        break;
      }
      case "channel": {
        const type = move.shut ? "channel.shut" : "channel.opened";
        say(move.crisis, move.who, { type, data: { channel: move.channel, reason: "r" } });
        break;
      }
      case "propose":
        propose(move.crisis, move.who, move.channel);
        break;
      case "approve": {
        const crisis = c.crises[move.crisis % c.crises.length];
        const message = crisis && contextOf(crisis).messages.at(-1 - move.message);
        const type = move.refuse ? "message.refused" : "message.approved";
        if (message) say(move.crisis, move.who, { type, data: { key: message.key, reason: "r" } });
        break;
      }
      case "speak":
        if (propose(move.crisis, "direction", nth(c.lock.open, move.rank)) === null)
          say(move.crisis, "region", { type: "message.approved", data: { key: uuid(5_000 + keys) } });
        break;
      case "write":
        write(move);
        break;
      case "attest":
        attest(move.channel, move.days);
        break;
      case "decide":
        decide(move);
        break;
      case "pass":
        c.wall += move.seconds * 1_000;
        c.mono += move.seconds * 1_000;
        break;
      case "jump":
        c.wall += move.hours * 3_600_000;
        break;
      case "claim":
        workers.claim(move.worker, nth(busy(), move.rank));
        break;
      case "ask":
        workers.ask(move.worker);
        break;
      case "send":
        workers.send(move.worker, move.answer);
        break;
      case "settle":
        workers.settle(move.worker);
        break;
      case "end":
        count(move.how);
        workers[move.how](move.worker);
        break;
      case "turn":
        turn(move.worker, nth(busy(), move.rank), move.upTo);
        break;
    }
  }

  for (const move of moves) make(move);
  return {
    c,
    cases,
    departures,
    workers,
    accepted: () => 2 * (written + cases.reduce((sum, one) => sum + one.accepted, 0)),
    say,
    must,
    count,
    known,
  };
}
export type Played = ReturnType<typeof play>;
