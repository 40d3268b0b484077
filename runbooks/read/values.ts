import type { z } from "zod";
import type { actSchema } from "../schema/step.ts";
import type { Measure } from "../schema/words.ts";
import { functionOf, functionWords, partyOf, partyWords, plain, roleOf, roleWords } from "./words.ts";

/** A value read from a field, or what is wrong with it. */
export type Value<T> = { value: T } | { what: string; expected: string };

export type Delay = { within: number; from: "open" | "awareness" };

const quoted = (text: string) => `« ${text.slice(0, 80)}${text.length > 80 ? "…" : ""} »`;
const wrong = (text: string, expected: string) => ({ what: `on trouve ${quoted(text)}`, expected });

const delayPattern =
  /^(\d{1,4})\s*(min|minutes?|h|heures?|j|jours?)(?:\s*(\d{1,2})(?:\s*min(?:utes?)?)?)?(\s+depuis la connaissance)?$/i;
const delayWords =
  "une durée comme « 30 min », « 2 h », « 1 h 30 » ou « 3 j », suivie ou non de « depuis la connaissance »";

/** « 72 h depuis la connaissance » → minutes, and the instant they run from. */
export function readDelay(text: string): Value<Delay> {
  const [, count, unit = "", rest, awareness] = delayPattern.exec(text) ?? [];
  const letter = unit.charAt(0).toLowerCase();
  if (count === undefined || (rest !== undefined && letter !== "h")) return wrong(text, delayWords);
  const factor = { m: 1, h: 60, j: 1440 }[letter] ?? 1;
  const within = Number(count) * factor + Number(rest ?? 0);
  return { value: { within, from: awareness ? "awareness" : "open" } };
}

/** « exploitant (prestataire) » → who acts, and in which party. A decision is taken by a seat of the cell only. */
export function readWho(text: string, seatOnly: boolean): Value<{ who: string; party: string }> {
  const [, name, place] = /^(.+?)\s*\(([^()]+)\)$/.exec(text) ?? [];
  if (!name || !place) return wrong(text, "« qui (partie) », comme « exploitant (prestataire) »");
  const party = partyOf(place);
  if (!party) return wrong(place, `l’une de ces parties : ${partyWords}`);
  const who = roleOf(name) ?? (seatOnly ? undefined : functionOf(name));
  if (who) return { value: { who, party } };
  return wrong(
    name,
    seatOnly
      ? `un siège de la cellule : ${roleWords}`
      : `un siège de la cellule (${roleWords}) ou une fonction (${functionWords})`,
  );
}

const things = new Map([
  ["messagerie", "messaging"],
  ["messaging", "messaging"],
  ["authentification", "authentication"],
  ["authentication", "authentication"],
]);
const measures = new Map([
  ["bloquercomptes", "block-accounts"],
  ["changermotsdepasse", "force-password"],
  ["rappelermessages", "recall-message"],
]);
const measureList = "« bloquer comptes », « changer mots de passe » ou « rappeler messages »";
const actWords =
  "« message <modèle> », « déclarer cnil|anssi|justice », « compromission messagerie|authentification », « confinement bloquer comptes|changer mots de passe|rappeler messages », « ouvrir un canal », « point de situation » ou « presse »";

/** « déclarer cnil » → what the button of a step opens. Keys are verified by the schema and by check.ts. */
export function readAct(text: string): Value<z.input<typeof actSchema>> {
  const [verb = "", ...rest] = text.split(/\s+/);
  const object = rest.join(" ").replace(/`/g, "");
  switch (plain(verb)) {
    case "message":
      return object ? { value: { do: "message", template: object } } : wrong(text, actWords);
    case "declarer": {
      const authority = (["cnil", "anssi", "justice"] as const).find((key) => key === plain(object));
      return authority
        ? { value: { do: "declare", authority } }
        : wrong(object || text, "cnil, anssi ou justice");
    }
    case "compromission": {
      const what = things.get(plain(object)) as "messaging" | "authentication" | undefined;
      return what
        ? { value: { do: "compromise", what } }
        : wrong(object || text, "« messagerie » ou « authentification »");
    }
  }
  if (plain(verb) === "confinement") {
    const measure = measures.get(plain(object)) as Measure | undefined;
    return measure ? { value: { do: "contain", measure } } : wrong(object || text, measureList);
  }
  const whole = { ouvriruncanal: "open-channel", pointdesituation: "sitrep", presse: "press" } as const;
  const act = whole[plain(text) as keyof typeof whole];
  return act ? { value: { do: act } } : wrong(text, actWords);
}

const conditionPattern = /^`?([^\s`=]+)`?\s*=\s*`?([^\s`=]+)`?$/;

/** « a = oui ou b = non » → the conditions, one of which must hold. */
export function readConditions(text: string): Value<{ decision: string; option: string }[]> {
  const value: { decision: string; option: string }[] = [];
  for (const part of text.split(/\s+ou\s+|\s*,\s*/)) {
    const [, decision, option] = conditionPattern.exec(part.trim()) ?? [];
    if (!decision || !option) return wrong(part, "« décision = option », plusieurs séparées par « ou »");
    value.push({ decision, option });
  }
  return { value };
}

/** « MBN-6.2, article 6.2 » → the rule and its article. */
export function readRule(text: string): Value<{ rule: string; article?: string }> {
  const [, rule, article] = /^([A-Z][A-Za-z0-9.-]{1,31})(?:\s*,\s*(.+))?$/.exec(text) ?? [];
  if (!rule)
    return wrong(text, "un identifiant de règle, avec ou sans son article : « MBN-6.2, article 6.2 »");
  return { value: article ? { rule, article: article.replace(/^(?:articles?|art\.)\s+/i, "") } : { rule } };
}
