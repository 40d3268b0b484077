import type { Who } from "./cast.ts";
import { type Case, twoOf } from "./oracle.ts";

/**
 * Hears what was accepted, checks at once that the rules let it, and remembers what it changes.
 * @param may whether the rules let a message reach the community on a channel now.
 */
export function witness(must: (holds: boolean, said: string) => void, may: (channel: string) => boolean) {
  const deeds: Record<string, (one: Case, who: Who, data: Record<string, unknown>) => void> = {
    "crisis.activated": (one, who) => {
      if (!one.seats.get("direction")?.size) sit(one, "direction", who);
      one.active = true;
    },
    "crisis.exited": (one) => {
      must(one.compromised.size === 0, "exited while compromised");
      one.active = false;
      one.openedByDirection.clear();
    },
    "member.joined": (one, who, { role }) => sit(one, String(role), who),
    "role.given": (one, _, { role, to }) => sit(one, String(role), to as Who),
    "compromise.declared": (one, who, { what }) => one.declared.set(String(what), who),
    "compromise.withdrawn": (one, _, { what }) => one.declared.delete(String(what)),
    "compromise.confirmed": (one, who, { what }) => {
      const first = one.declared.get(String(what));
      must(twoOf(one, first, who), `${who} confirmed what ${first} declared`);
      one.compromised.add(String(what));
    },
    "restoration.declared": (one, who, { what }) => one.lifting.set(String(what), who),
    "restoration.confirmed": (one, who, { what }) => {
      const first = one.lifting.get(String(what));
      must(twoOf(one, first, who), `${who} lifted what ${first} declared`);
      for (const memory of [one.declared, one.lifting]) memory.delete(String(what));
      one.compromised.delete(String(what));
      if (one.compromised.size === 0) one.openedByDirection.clear();
    },
    "channel.opened": (one, who, { channel }) => {
      const directs = one.seats.get("direction")?.has(who) ?? false;
      must(directs && one.compromised.size > 0, `${who} opened ${channel}`);
      one.openedByDirection.add(String(channel));
    },
    "channel.shut": (one, _, { channel }) => one.openedByDirection.delete(String(channel)),
    "message.proposed": (one, _, { key, channel, profiles }) => {
      must(may(String(channel)), `a message was accepted on ${channel}, which is closed`);
      one.messages.set(String(key), { channel: String(channel), profiles: (profiles as string[]).length });
    },
    "message.approved": (one, _, { key }) => {
      const message = one.messages.get(String(key));
      must(may(message?.channel ?? ""), `a message was approved on ${message?.channel}, which is closed`);
      one.accepted += message?.profiles ?? 0;
    },
  };
  const sit = (one: Case, role: string, who: Who) =>
    one.seats.set(role, (one.seats.get(role) ?? new Set()).add(who));
  return (one: Case, who: Who, type: string, data: Record<string, unknown>): void => {
    deeds[type]?.(one, who, data);
  };
}
