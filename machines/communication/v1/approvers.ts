import { type ApproverRule, approversOf, type Convention, communicationOf } from "#conventions/schema.ts";
import type { Draft } from "./facts.ts";
import type { Reach } from "./found.ts";
import { rulesOf } from "./rules.ts";

/** An authority to look for in the directory: which function, at which kind of organisation, for which territories. */
export type Wanted = {
  functions: string[];
  at: string;
  /** One answer a territory; else one for all. */
  each: boolean;
  departements: string[];
  academies: string[];
  rule: string;
  article: string;
  choice?: true;
  /** Any organisation of that kind of party may answer (MBN-5.3-K1, K2). */
  kind?: string;
};

const present = (values: (string | null)[]) => [
  ...new Set(values.filter((value): value is string => value !== null)),
];

const wanted = (row: ApproverRule, groups: Reach["groups"], convention: Convention): Wanted => ({
  functions: [row.function, ...(row.otherwise ?? [])],
  at: row.at,
  each: row.each ?? false,
  departements: present(groups.map(({ departement }) => departement)),
  academies: present(groups.map(({ academie }) => academie)),
  rule: row.rule,
  article: row.article,
  ...(convention.rules.find(({ id }) => id === row.rule)?.choice && { choice: true as const }),
});

/**
 * Who must approve, and by which rule: computed from process, topic, audience and territory (MBN-5.4, MBN-5.3-K1, K2).
 * The first row of the table that fits takes each type of school. Pure; the directory is asked afterwards
 * (app/engine/asked/approvers.ts).
 * @param carrier kind of party that carries the message.
 */
export function wantedApprovers(
  convention: Convention,
  draft: Pick<Draft, "process" | "topic">,
  carrier: string,
  reach: Reach,
): Wanted[] {
  if (draft.process === "crise") return crisisApprover(convention, carrier, reach);
  const { t1 } = rulesOf(convention, draft.process).process;
  if (!t1?.for.some((kind) => kind === carrier)) return [];
  const rows = approversOf(convention);
  const taken = new Map<ApproverRule, Reach["groups"]>();
  for (const group of reach.groups) {
    const row = rows.find(
      ({ topics, schools }) =>
        (!topics || topics.includes(draft.topic)) &&
        (!schools || schools.some((type) => type === group.type)),
    );
    if (row) taken.set(row, [...(taken.get(row) ?? []), group]);
  }
  return [...taken].map(([row, groups]) => wanted(row, groups, convention));
}

/** One approval, by the other party; a text that names none leaves it to the crisis direction (MBN-6.2). */
function crisisApprover(convention: Convention, carrier: string, { groups }: Reach): Wanted[] {
  const row = crisisApproval(convention, carrier);
  if (!row) return [];
  return [
    {
      functions: row.functions,
      at: row.approvedBy,
      each: false,
      departements: present(groups.map(({ departement }) => departement)),
      academies: present(groups.map(({ academie }) => academie)),
      rule: row.rule,
      article: row.article,
      kind: row.approvedBy,
    },
  ];
}

/** The row of K1 or K2 for a message of crisis carried by that kind of party. */
export const crisisApproval = (convention: Convention, carrier: string) =>
  communicationOf(convention).approvals.find(({ carriedBy }) => carriedBy.some((kind) => kind === carrier));
