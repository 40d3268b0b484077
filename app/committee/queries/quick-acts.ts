import type { MeetingPersonEvent } from "#machines/meeting/v1/events.ts";
import type { PageItem } from "./meeting-page.ts";

type Values = Record<string, string>;
const pick =
  (...names: string[]) =>
  (values: Values) =>
    Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
const written =
  (...names: string[]) =>
  (values: Values) => ({
    ...pick(...names)(values),
    base: Number(values.base),
  });

/**
 * The revision that a text starts from. Both texts of a point share one; where only the other moved since, this one is
 * still what its author started from, and takes the newer revision: nobody is told of a conflict that there is not.
 */
export function freshBase(items: readonly PageItem[], values: Values): Values {
  const item = items.find(({ key }) => key === values.item);
  const part = values.part === "presentation" ? "presentation" : "discussion";
  if (!item || values.from === undefined || !values.base) return values;
  const same = (item[part]?.text ?? "").trim() === values.from.trim();
  return same ? { ...values, base: String(item.revision) } : values;
}

/**
 * What is done in the meeting itself by one press, and what each press says. What reaches people or moves a dossier is
 * not here: it is previewed on a page of its own.
 */
export const quickActs: Partial<Record<MeetingPersonEvent, (values: Values) => Record<string, unknown>>> = {
  "meeting.opened": () => ({}),
  "member.arrived": pick("seat", "who"),
  "member.left": pick("seat"),
  "guest.arrived": pick("who"),
  "guest.left": pick("who"),
  "conflict.declared": pick("item", "seat", "reason"),
  "item.opened": pick("item", "proposal"),
  "item.presented": written("item", "text"),
  "item.discussed": written("item", "text"),
  "item.moved": (values) => ({ item: values.item, to: Number(values.to) }),
  "item.removed": pick("item"),
  "paper.removed": pick("item", "paper"),
  "item.noted": pick("item", "text"),
  "item.postponed": pick("item", "reason"),
  "opinion.stated": pick("item", "seat", "opinion", "text"),
  "vote.cast": pick("item", "seat", "vote"),
  "meeting.closed": pick("remarks"),
  "minutes.amended": written("item", "part", "text"),
  "minutes.validated": () => ({}),
};
