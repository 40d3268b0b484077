import type { CellRole, Compromised } from "#runbooks/schema/words.ts";
import type { Happening } from "../../../step.ts";
import { isApplication, named, noLongerNamed } from "../applications.ts";
import type { CompromiseFacts, CrisisContext, Member } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf, personOf } from "../rules.ts";
import { seatOf } from "../seat-of.ts";
import { opened } from "./steps.ts";

/** Whoever holds both seats speaks from the one that leaves the other to somebody: else nobody could confirm. */
export function who(crisis: CrisisContext, { by }: Happening) {
  const directs = (one: Member) => one.role === "direction" && !one.until && one.id !== by.id;
  const seats: CellRole[] = crisis.members.some(directs) ? ["rssi", "direction"] : ["direction", "rssi"];
  return { ...personOf(by), role: seatOf(crisis, by.id, seats) ?? ("direction" as const) };
}

const on =
  (how: (known: CompromiseFacts, crisis: CrisisContext, happening: Happening) => CompromiseFacts): Change =>
  (crisis, happening) => {
    const { what } = dataOf<{ what: Compromised }>(happening);
    return {
      compromises: { ...crisis.compromises, [what]: how(crisis.compromises[what] ?? {}, crisis, happening) },
    };
  };

/** An application has a record of its own: it is no matter of the lock. */
const orApplication =
  (application: Change, ofTheEnt: Change): Change =>
  (crisis, happening, rules) =>
    (isApplication(dataOf<{ what: string }>(happening).what) ? application : ofTheEnt)(
      crisis,
      happening,
      rules,
    );

const reasonOf = (happening: Happening) => dataOf<{ reason: string }>(happening).reason;

const confirm = on((known, crisis, happening) => ({
  ...known,
  confirmed: { by: who(crisis, happening), at: happening.at },
}));

export const lockChanges: Record<string, Change> = {
  "compromise.declared": orApplication(
    named,
    on((_, crisis, happening) => ({
      declared: { by: who(crisis, happening), at: happening.at, reason: reasonOf(happening) },
    })),
  ),
  "compromise.confirmed": (crisis, happening, rules) => {
    const changed = confirm(crisis, happening, rules);
    return { ...changed, ...opened({ ...crisis, ...changed }, {}, happening, rules) };
  },
  "compromise.withdrawn": orApplication(
    noLongerNamed,
    on(() => ({})),
  ),
  "restoration.declared": on((known, crisis, happening) => ({
    ...known,
    restoring: { by: who(crisis, happening), at: happening.at, reason: reasonOf(happening) },
  })),
  "restoration.confirmed": (crisis, happening) => {
    const { what } = dataOf<CrisisDataOf<"restoration.confirmed">>(happening);
    const compromises = { ...crisis.compromises, [what]: {} };
    const left = Object.values(compromises).some((one) => one.confirmed);
    // Substitution channels end with the compromise that justified them, as the lock has it.
    return { compromises, channels: left ? crisis.channels : [] };
  },
  "channel.opened": (crisis, happening) => {
    const { channel, reason } = dataOf<CrisisDataOf<"channel.opened">>(happening);
    const others = crisis.channels.filter((one) => one.channel !== channel);
    return {
      channels: [...others, { channel, reason, by: personOf(happening.by), at: happening.at }],
    };
  },
  "channel.shut": (crisis, happening) => {
    const { channel } = dataOf<CrisisDataOf<"channel.shut">>(happening);
    return { channels: crisis.channels.filter((one) => one.channel !== channel) };
  },
  "held.decided": () => ({}),
};
