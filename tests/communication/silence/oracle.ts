import type { Convention } from "#conventions/schema.ts";

/*
 * rules.md §3 and §8.4 written again in their own words, from the text of a convention and from what happened: silence
 * approves only where the text says so, at the end of the clock that the text sets, and never in a crisis. Nothing here
 * may import machines/communication.
 */

/** One thing that happened to a message, as its journal would have it. */
export type Happened = { at: string; type: string; key?: string; by: string };
export type Asked = { key: string; askedAt: string; dueAt: string | null };

export type Text = { process: string; carrier: string; convention: Convention };

const processOf = ({ process, convention }: Text) =>
  convention.communication?.processes?.[process as "classique"];

/** Whether the text gives silence at temps 1 the effect of an approval, for who carries the message. */
export const silenceApprovesT1 = (text: Text): boolean => {
  const t1 = processOf(text)?.t1;
  return text.process !== "crise" && t1?.silence === "approves" && t1.for.some((one) => one === text.carrier);
};
/** The same at temps 2. */
export const silenceApprovesT2 = (text: Text): boolean => {
  const t2 = processOf(text)?.t2;
  return text.process !== "crise" && t2?.silence === "approves" && t2.for.some((one) => one === text.carrier);
};

/** An end without a delay in the text never comes; with one, not before it. */
export const ended = (dueAt: string | null, at: string): boolean =>
  dueAt !== null && Date.parse(dueAt) <= Date.parse(at);
