import { conventionOf } from "#app/engine/dossier.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { countOf, yearOf } from "#machines/instance/v1/year.ts";
import { type InstanceRow, readInstances } from "./read-instance.ts";
import { type Waiting, whatWaits } from "./waiting.ts";

/** One instance on the list: who sits, what comes, what was held against the minimum, what waits. */
export type InstanceLine = {
  ref: string;
  key: string;
  name: string;
  dispositif: { key: string; name: string };
  filled: number;
  seats: number;
  next: { ref: string; at: string } | null;
  year: number;
  held: number;
  planned: number;
  least: number | null;
  /** Meetings that nothing plans and that the year needs. */
  missing: number;
  cited: { rule: string; article: string; choice: boolean } | null;
  waiting: number;
  late: number;
};
export type InstanceFilter = { q?: string | undefined; dispositif?: string | undefined };

/** Every instance that the caller may read, those of one dispositif together. */
export async function instancesPage(
  sql: Sql,
  caller: Caller,
  filter: InstanceFilter,
  now: Date,
): Promise<InstanceLine[]> {
  const rows = (await readInstances(sql, caller)).filter(
    ({ dispositif, context }) =>
      (!filter.dispositif || dispositif.key === filter.dispositif) &&
      (!filter.q || context.terms.name.toLowerCase().includes(filter.q.toLowerCase())),
  );
  const waits = await waitingIn(sql, caller, rows, now);
  return rows.map((row) => lineOf(row, waits.get(row.dispositifId) ?? [], now));
}

/** What waits in each dispositif of these instances, asked once a dispositif. */
async function waitingIn(sql: Sql, caller: Caller, rows: InstanceRow[], now: Date) {
  const reach = reachOf(caller.tenures, "dossier.read");
  const asked = new Map(rows.map(({ dispositifId, conventionId }) => [dispositifId, conventionId]));
  const found = await Promise.all(
    [...asked].map(
      async ([dispositif, convention]) =>
        [
          dispositif,
          await whatWaits(sql, dispositif, await conventionOf(sql, convention), reach, now),
        ] as const,
    ),
  );
  return new Map<string, Waiting[]>(found);
}

export function lineOf(
  { ref, context, dispositif }: InstanceRow,
  waiting: Waiting[],
  now: Date,
): InstanceLine {
  const { key, terms, seats, meetings } = context;
  const year = yearOf(now.toISOString(), context.timezone);
  const { held, planned } = countOf(context, year);
  const least = terms.perYear?.least ?? null;
  const mine = waiting.filter((one) => one.instances.includes(key));
  const coming = meetings
    .filter(({ state, at }) => (state === "planned" || state === "convened") && at > now.toISOString())
    .sort((a, b) => a.at.localeCompare(b.at));
  const { perYear } = terms;
  return {
    ...{ ref, key, name: terms.name, dispositif, year, held, planned, least },
    filled: seats.filter(({ holder }) => holder).length,
    seats: seats.length,
    next: coming[0] ? { ref: coming[0].ref, at: coming[0].at } : null,
    missing: Math.max(0, (least ?? 0) - held - planned),
    cited: perYear && { rule: perYear.rule, article: perYear.article, choice: perYear.choice },
    waiting: mine.filter(({ on }) => !on).length,
    late: mine.filter(({ on, late }) => !on && late).length,
  };
}
