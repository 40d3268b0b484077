import {
  type Communication,
  type Convention,
  communicationOf,
  type ProcessRules,
  processesOf,
} from "#conventions/schema.ts";
import type { Actor } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { CommunicationContext, Signed } from "./context.ts";
import type { Process } from "./facts.ts";
import type { Found } from "./found.ts";

/** What a message follows besides its own facts. */
export type Rules = { process: ProcessRules; communication: Communication; convention: Convention };

export const rulesOf = (convention: Convention, process: Process): Rules => ({
  process: processesOf(convention)[process],
  communication: communicationOf(convention),
  convention,
});

/** One event being stepped: what the message was, what happened, under which rules. */
export type Turn = {
  before: CommunicationContext;
  happening: Happening;
  world: World;
  rules: Rules;
};
export type Made = Turn & { after: CommunicationContext; from: string; to: string };

export const dataOf = <Data>({ data }: Happening) => data as Data;
/** What the engine looked up for this event (found.ts); nothing for events that ask nothing. */
export const foundOf = ({ data }: Happening): Found => (data.found ?? {}) as Found;

export const signedBy = ({ id, name, function: held, organisation }: Actor): Signed => ({
  id,
  name,
  function: held ?? "",
  organisation: organisation?.name ?? "",
});
