import { parse } from "tldts";
import { distance, mixesAlphabets, skeleton } from "./skeleton.ts";

/**
 * How a host may be taken for another: read the same (`letters`), a letter off (`near`), the same name under another
 * ending (`ending`), that name inside its own (`within`); or letters of two alphabets, whatever is known (`mixed`).
 */
export type Likeness = { other: string; how: "letters" | "near" | "ending" | "within" } | { how: "mixed" };

/** What was registered, and its name without the public ending: « labo » of www.labo.asso.fr, of labo.github.io. */
function registered(host: string): { domain: string; name: string } {
  const { domain, domainWithoutSuffix } = parse(host, { allowPrivateDomains: true, validateHostname: false });
  return { domain: domain ?? host, name: domainWithoutSuffix ?? "" };
}

/** A known host that this one may be taken for, without belonging to its owner; null when none. */
export function looksLike(host: string, known: readonly string[]): Likeness | null {
  const mine = registered(host);
  const [seen, name] = [skeleton(mine.domain), skeleton(mine.name)];
  let found: Likeness | null = null;
  for (const other of known) {
    const theirs = registered(other);
    // a.exemple.fr and b.exemple.fr belong to the same owner: one is no imitation of the other.
    if (theirs.domain === mine.domain) return null;
    found ??= likeness({ host, seen, name }, other, theirs);
  }
  return found ?? (mixesAlphabets(host) ? { how: "mixed" } : null);
}

function likeness(
  { host, seen, name }: { host: string; seen: string; name: string },
  other: string,
  theirs: { domain: string; name: string },
): Likeness | null {
  const [target, named] = [skeleton(theirs.domain), skeleton(theirs.name)];
  if (seen === target) return { other, how: "letters" };
  if (named.length > 4 && name === named) return { other, how: "ending" };
  // Short names differ by a letter all the time; from seven on it is no chance.
  if (seen.length > 6 && Math.abs(seen.length - target.length) < 2 && distance(seen, target) <= 1)
    return { other, how: "near" };
  if (named.length > 5 && (name.split("-").includes(named) || `.${skeleton(host)}`.includes(`.${target}.`)))
    return { other, how: "within" };
  return null;
}
