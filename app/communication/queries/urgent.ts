import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Review } from "#machines/communication/v1/context.ts";
import { mayReadSql } from "./read-sql.ts";

/** An urgent message as the instances and the Région's compilation show it (MBN-5.3-U). */
export type UrgentMessage = {
  id: string;
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  dispositif: string;
  dispositifKey: string;
  author: string;
  authorKind: string;
  profiles: string[];
  channels: string[];
  schools: number | null;
  justification: string;
  text: string;
  leftAt: string | null;
  submittedAt: string | null;
  review: Review | null;
};
export type UrgentFilter = {
  dispositif?: string | undefined;
  /** Year of departure. */
  year?: string | undefined;
  /** pending: an instance has not said yet. */
  review?: "pending" | "done" | undefined;
};

/** Urgent messages that were submitted, the newest first; a read of a year of them, not of a night. */
export async function urgentMessages(
  sql: Sql,
  caller: Caller,
  filter: UrgentFilter,
  limit = 1_000,
): Promise<UrgentMessage[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = [
    "d.kind = 'communication'",
    "d.context->'facts'->>'process' = 'urgent'",
    "d.context->>'submittedAt' is not null",
    mayReadSql(caller, add),
  ];
  if (filter.dispositif) where.push(`s.key = ${add(filter.dispositif)}`);
  if (filter.year) where.push(`left(d.context->>'submittedAt', 4) = ${add(filter.year)}`);
  if (filter.review) where.push(`d.context->'review'->>'state' = ${add(filter.review)}`);
  return sql.query<UrgentMessage>(
    `select d.id, d.ref, d.title, d.state, d.exercise, s.name dispositif, s.key "dispositifKey",
       d.context->'author'->'place'->>'name' author, d.context->'author'->'place'->>'kind' "authorKind",
       array(select jsonb_array_elements_text(d.context->'facts'->'audience'->'profiles')) profiles,
       array(select jsonb_array_elements_text(d.context->'facts'->'channels')) channels,
       (d.context->'reach'->>'schools')::int schools, coalesce(d.context->'facts'->>'justification', '') justification,
       coalesce(d.context->'facts'->>'long', d.context->'facts'->>'sms', '') "text",
       d.context->>'leftAt' "leftAt", d.context->>'submittedAt' "submittedAt",
       nullif(d.context->'review', 'null') review
      from dossier d join dispositif s on s.id = d.dispositif_id
     where ${where.join(" and ")} order by d.context->>'submittedAt' desc limit ${limit}`,
    params,
  );
}
