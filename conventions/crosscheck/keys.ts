import type { Finding } from "../problem.ts";
import { type Convention, federationRoles } from "../schema.ts";

const lists = [
  "parties",
  "organisations",
  "mailboxes",
  "fields",
  "alerts",
  "clocks",
  "notifiers",
  "instances",
] as const;

function duplicates(list: string, field: string, values: readonly string[]): Finding[] {
  const seen = new Set<string>();
  return values.flatMap((value, rank) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `La clé « ${value} » est déjà prise dans « ${list} » ; on attend une clé par entrée.`;
    return [{ path: [list, rank, field], message }];
  });
}

/** Each list’s keys are unique, and a category is proposed for one field only. */
export function checkUnique(convention: Convention): Finding[] {
  const keys = lists.flatMap((list) =>
    duplicates(
      list,
      "key",
      convention[list].map((entry) => entry.key),
    ),
  );
  const rules = duplicates(
    "rules",
    "id",
    convention.rules.map((rule) => rule.id),
  );
  return [...keys, ...rules, ...checkProposals(convention), ...checkCommitments(convention)];
}

/** A commitment is known by its role and its key. */
const checkCommitments = ({ federation }: Convention): Finding[] =>
  federationRoles.flatMap((role) => {
    const keys = federation?.commitments[role].list.map(({ key }) => key) ?? [];
    return duplicates("list", "key", keys).map(({ path, message }) => ({
      path: ["federation", "commitments", role, ...path],
      message,
    }));
  });

// With two fields for one category, the qualification would have to guess.
function checkProposals(convention: Convention): Finding[] {
  const owner = new Map<string, string>();
  return convention.fields.flatMap((field, rank) =>
    field.categories.flatMap((category, at) => {
      const first = owner.get(category);
      owner.set(category, first ?? field.key);
      if (first === undefined) return [];
      const message = `La catégorie « ${category} » propose déjà le champ « ${first} » ; on attend un seul champ.`;
      return [{ path: ["fields", rank, "categories", at], message }];
    }),
  );
}
