import { conventionOf } from "#app/engine/dossier.ts";
import { quorumWords } from "#app/messages/convention-sentences.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { citedFor } from "#conventions/instance.ts";
import { lineOf } from "./instances-page.ts";
import { readInstance } from "./read-instance.ts";
import { whatWaits } from "./waiting.ts";

export type MeetingLine = {
  ref: string;
  state: string;
  kind: "sitting" | "written";
  at: string;
  place: string | null;
  items: number;
  decided: number;
};

/** Newest first, through the index of meetings by date. */
export const meetingsOf = (sql: Sql, instance: string, key: string): Promise<MeetingLine[]> =>
  sql.query<MeetingLine>(
    `select d.ref, d.state, d.context->>'kind' kind, d.context->>'at' "at", d.context->>'place' place,
            (d.columns->>'items')::int items, (d.columns->>'decided')::int decided
       from dossier d where d.kind = 'meeting' and d.columns->>'instance' = $2 and d.context->'instance'->>'dossier' = $1
      order by d.columns->>'at' desc, d.id limit 100`,
    [instance, key],
  );

/** One instance: who sits there, by which rule, what waits for it, what it held. Null when it is not the caller's to read. */
export async function instancePage(sql: Sql, caller: Caller, key: string, now: Date) {
  const row = await readInstance(sql, caller, key);
  if (!row) return null;
  const convention = await conventionOf(sql, row.conventionId);
  const said = convention.instances.find((one) => one.key === row.context.key);
  const [waiting, meetings, prepares] = await Promise.all([
    whatWaits(sql, row.dispositifId, convention, reachOf(caller.tenures, "dossier.read"), now),
    meetingsOf(sql, row.id, row.context.key),
    mayOnDossier(sql, caller.tenures, "meeting.prepare", row.id),
  ]);
  const { terms, seats, chairSeat, secretaries, guests } = row.context;
  const ending = ["validated", "sent", "cancelled", "drafted"];
  return {
    ...{ id: row.id, ref: row.ref, revision: row.revision, dispositif: row.dispositif },
    dispositifId: row.dispositifId,
    ...{ key: row.context.key, timezone: row.context.timezone, convention: convention.key },
    statement: said?.statement ?? null,
    line: lineOf(row, waiting, now),
    terms,
    quorum: said ? { text: quorumWords(said.quorum), ...citedFor(said, "quorum") } : null,
    seats: seats.map((seat) => ({ ...seat, chairs: seat.key === chairSeat })),
    ...{ secretaries, guests, prepares },
    /** Parties whose agreement a meeting beyond the minimum needs; null: the text knows no such meeting. */
    extra: said?.extra ? convention.parties.map((one) => ({ key: one.key, name: one.name })) : null,
    waiting: waiting.filter(({ instances }) => instances.includes(row.context.key)),
    coming: meetings.filter(({ state }) => !ending.includes(state)).reverse(),
    past: meetings.filter(({ state }) => ending.includes(state)),
  };
}
export type InstancePage = NonNullable<Awaited<ReturnType<typeof instancePage>>>;
