import type { Communication } from "#conventions/schema/communication.ts";
import type { Runbook } from "#runbooks/schema.ts";
import type { Actor } from "../../effects.ts";
import type { Happening } from "../../step.ts";
import type { CrisisContext, Person } from "./context.ts";

/** What a crisis follows besides its own facts: its runbook, and what its convention says of speaking. */
export type Rules = { runbook: Runbook; communication: Communication };
/** One event's change of what a crisis remembers. Pure and light: replays and browsers run it too. */
export type Change = (crisis: CrisisContext, happening: Happening, rules: Rules) => Partial<CrisisContext>;

export const personOf = ({ id, name }: Actor): Person => ({ id, name });
/** The data of an event, as its schema gave it. */
export const dataOf = <Data>(happening: Happening) => happening.data as Data;
