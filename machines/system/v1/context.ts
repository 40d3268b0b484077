import type { Nature, Need, SystemDataOf } from "./events.ts";

export type Organised = { key?: string | undefined; name: string };
export type Articulation = SystemDataOf<"articulation.added">;
/** What moved since the system is known and may open a review of its homologation (MBN-6). */
export type SystemChange = {
  key: string;
  kind: "articulation" | "operator";
  at: string;
  by: string;
  what: string;
};

/** A system of the register: what it is, who answers for it, what it is joined to. Times: ISO 8601, UTC. */
export type SystemContext = {
  key: string;
  name: string;
  description: string | null;
  url: string | null;
  nature: Nature;
  owner: Organised;
  operator: Organised;
  host: Organised;
  parent: string | null;
  need: {
    need: Need;
    proposed: Need;
    answers: Record<string, string>;
    reason: string | null;
    at: string;
    by: string;
  } | null;
  articulations: Articulation[];
  changes: SystemChange[];
  attestation: { checkedAt: string; by: string; proof: string; issuedOn: string | null } | null;
  retired: { at: string; by: string; reason: string } | null;
};

/** The channel by which the lock knows a third party (MBN-7). */
export const channelOf = ({ key }: Pick<SystemContext, "key">) => `third-party:${key}`;
