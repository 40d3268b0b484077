import type { Convention, Instance, InstancePart, Matter } from "./schema.ts";

/** The console's own answer where a convention says nothing of its instances; every convention holds the rule. */
export const CHOICE_INSTANCES = "CHOIX-INSTANCES";
const CHOICE_ARTICLE = "choix de la console";

export type Cited = { rule: string; article: string; choice: boolean };

/**
 * What makes a part of an instance so: the article that sets it up, or the choice of the console.
 * A quorum that no text names is always a choice.
 */
export function citedFor(instance: Instance, part: InstancePart): Cited {
  const chosen = instance.choice?.of.includes(part) || (part === "quorum" && !instance.quorum);
  return chosen
    ? { rule: instance.choice?.rule ?? CHOICE_INSTANCES, article: CHOICE_ARTICLE, choice: true }
    : { rule: instance.rule, article: instance.article, choice: false };
}

/** Half of the filled seats where neither the text nor the file says otherwise (CHOIX-INSTANCES). */
export function quorumNeeded({ quorum = { of: "half" } }: Pick<Instance, "quorum">, filled: number): number {
  if ("seats" in quorum) return Math.max(1, Math.min(quorum.seats, filled));
  const needed = {
    third: Math.ceil(filled / 3),
    half: Math.ceil(filled / 2),
    majority: Math.floor(filled / 2) + 1,
    all: filled,
  }[quorum.of];
  return Math.max(1, needed);
}

/** The instance of a convention that deals with a matter; without one that says so, the first (CHOIX-INSTANCES). */
export function instancesFor(convention: Convention, matter: Matter): Instance[] {
  const named = convention.instances.filter(({ matters }) => matters.includes(matter));
  return named.length > 0 ? named : convention.instances.slice(0, 1);
}

/**
 * The instances that deal with a matter when this one is not among them: it may talk of it, not decide it. Empty where
 * the convention gives the matter to nobody.
 */
export function dealtWithElsewhere(convention: Convention, key: string, matter: Matter): Instance[] {
  const named = convention.instances.filter(({ matters }) => matters.includes(matter));
  return named.some((one) => one.key === key) ? [] : named;
}
