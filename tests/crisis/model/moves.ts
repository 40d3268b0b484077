import fc from "fast-check";
import { everyone, plays, type Who } from "./cast.ts";

const who = fc.constantFrom<Who>(...everyone);
/** Mostly whoever should, sometimes anyone. */
const mostly = (right: Who) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: who });
const one = fc.nat(3);
const channel = fc.constantFrom("ent-messaging", "ent-flash", "sms", "mail", "feed", "phone", "third-party:alerte"); // biome-ignore format: a list
const what = fc.constantFrom("messaging", "authentication");
const role = fc.constantFrom("direction", "rssi", "communication", "liaison");

const move = <Do extends string, Data>(name: Do, more: { [Key in keyof Data]: fc.Arbitrary<Data[Key]> }) =>
  fc.record<Data>(more).map((data) => ({ do: name, ...data }));

/** A crisis begun as it should be, so that most of a run happens under a lock. */
const begin = move("begin", { runbook: fc.nat(plays.length - 1), seated: fc.boolean() });
const life = move("live", {
  crisis: one,
  who,
  type: fc.constantFrom("crisis.qualified", "crisis.activated", "crisis.exited", "crisis.stood-down"),
});
const seats = move("sit", {
  crisis: one,
  who,
  role,
  type: fc.constantFrom("member.joined", "role.given"),
  to: who,
});
const compromise = move("compromise", {
  crisis: one,
  who,
  what,
  type: fc.constantFrom(
    "compromise.declared",
    "compromise.confirmed",
    "compromise.withdrawn",
    "restoration.declared",
    "restoration.confirmed",
  ),
});
/** The two people, one after the other, as it happens when all goes well. */
const seldom = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
const both = move("both", { crisis: one, what, lift: seldom, first: fc.boolean() });
const substitution = fc.constantFrom("mail", "sms", "ent-flash", "third-party:alerte", "ent-messaging");
const openShut = move("channel", {
  crisis: one,
  who: mostly("direction"),
  channel: substitution,
  shut: seldom,
});
const propose = move("propose", { crisis: one, who: mostly("direction"), channel });
const approve = move("approve", {
  crisis: one,
  who: mostly("region"),
  message: fc.nat(5),
  refuse: fc.boolean(),
});
/** Proposed and approved at once on one of the channels that are open. */
const speak = move("speak", { crisis: one, rank: fc.nat(5) });
/** A message that no crisis room wrote: by the other three processes, on any channel. */
const write = move("write", {
  who,
  channel,
  process: fc.constantFrom("classique" as const, "urgent" as const, "surete" as const),
});
const attest = move("attest", { channel, days: fc.constantFrom(-400, -1, 0, 30, 364, 365, 366, 400) });
const decide = move("decide", {
  crisis: fc.option(one),
  who: mostly("direction"),
  choice: fc.constantFrom("reroute", "release", "cancel"),
  to: fc.option(channel),
  on: fc.option(channel),
  notice: fc.option(fc.nat(5)),
});
const pass = move("pass", {
  seconds: fc.constantFrom(0.5, 1, 1.9, 2.1, 30, 61, 3_600, 86_400, 200 * 86_400),
});
const jump = move("jump", { hours: fc.constantFrom(-1, 1) });
const worker = { worker: fc.nat(2) };
const claim = move("claim", { ...worker, rank: fc.nat(5) });
const ask = move("ask", worker);
const answer = fc.constantFrom(
  "sent" as const,
  "sent" as const,
  "sent" as const,
  "queued" as const,
  "refused" as const,
);
const send = move("send", { ...worker, answer });
const settle = move("settle", worker);
const end = move("end", { ...worker, how: fc.constantFrom("die" as const, "stop" as const) });
/** A worker's whole turn, to have many deliveries at every stage. */
const turn = move("turn", { ...worker, rank: fc.nat(5), upTo: fc.nat(3) });

export const aMove = fc.oneof(
  { weight: 2, arbitrary: begin },
  { weight: 2, arbitrary: life },
  { weight: 2, arbitrary: seats },
  { weight: 4, arbitrary: compromise },
  { weight: 4, arbitrary: both },
  { weight: 4, arbitrary: openShut },
  { weight: 2, arbitrary: propose },
  { weight: 2, arbitrary: approve },
  { weight: 6, arbitrary: speak },
  { weight: 3, arbitrary: write },
  { weight: 2, arbitrary: attest },
  { weight: 4, arbitrary: decide },
  { weight: 4, arbitrary: pass },
  { weight: 2, arbitrary: jump },
  { weight: 3, arbitrary: claim },
  { weight: 3, arbitrary: ask },
  { weight: 4, arbitrary: send },
  { weight: 3, arbitrary: settle },
  { weight: 2, arbitrary: end },
  { weight: 7, arbitrary: turn },
);
export type Move = typeof aMove extends fc.Arbitrary<infer M> ? M : never;
