import type { Caller } from "#app/platform/caller.ts";
import { type Held, permissions, type Right, type Role, reachOf } from "#app/platform/permissions.ts";

/** What waits for the reader of a message. */
export type Waits = "t1" | "t2" | "approval" | "adaptation" | "review";

/** Kinds of organisation that answer for the party which approves a crisis message (machines/communication/v1/mine.ts). */
const answersFor: Record<string, string> = {
  dsden: "academie",
  circonscription: "academie",
  draaf: "academie",
};

/**
 * What of a message waits for this reader, as a SQL expression over `dossier d`: one of `Waits`, or null. Whoever
 * may answer an approval is what the machine says (mine.ts); a school's decision is a row.
 * @param add numbers a parameter and answers its placeholder.
 */
export function waitingSql({ person, tenures }: Caller, add: (value: unknown) => string): string {
  const approving = tenures.filter((one) => one.organisation && gives(one, "communication.approve"));
  const kinds = approving.flatMap(({ organisation }) =>
    organisation ? [organisation.kind, answersFor[organisation.kind] ?? organisation.kind] : [],
  );
  const me = add(person.id);
  const held = add(approving.map((one) => one.function));
  const places = add(approving.map((one) => one.organisation?.id ?? ""));
  const acting = add(kinds);
  const writing = add(organisationsWith(tenures, "communication.draft"));
  const heads = add(organisationsWith(tenures, "communication.decide"));
  const reviews = reachOf(tenures, "communication.review");
  const reviewing = add([...reviews.own, ...reviews.dispositif]);
  return `case
    when d.state in ('t1', 'adapting', 'approval') and d.context->'author'->>'id' <> ${me}::text and exists (
      select 1 from jsonb_array_elements(coalesce(d.context->'approvals', '[]')) a
       where a->>'state' in ('waiting', 'late') and (a->>'kind' = any(${acting}::text[]) or exists (
         select 1 from unnest(${held}::text[], ${places}::text[]) h(held, place)
          where (a->>'kind' is null and a->'organisation'->>'id' = h.place and a->'functions' ? h.held)
             or exists (select 1 from jsonb_array_elements(a->'answerers') w
                 where w->>'function' = h.held and w->'organisation'->>'id' = h.place))))
      then case d.state when 'approval' then 'approval' else 't1' end
    when d.state = 'adapting' and (d.context->'author'->>'id' = ${me}::text
      or d.context->'author'->'place'->>'id' = any(${writing}::text[])) then 'adaptation'
    when d.state = 't2' and exists (select 1 from school_decision w2 where w2.dossier_id = d.id and w2.state = 'pending'
      and w2.organisation_id = any(${heads}::uuid[])) then 't2'
    when coalesce(d.context->'review'->>'state' = 'pending', false) and d.dispositif_id in (
      select dispositif_id from coverage where organisation_id = any(${reviewing}::uuid[])) then 'review'
  end`;
}

const gives = ({ function: role }: Held, right: Right) => Boolean(permissions[role as Role]?.[right]);

/** Organisations in which one of these functions gives a right, whatever its scope. */
export const organisationsWith = (tenures: Held[], right: Right) =>
  tenures.flatMap((one) => (one.organisation && gives(one, right) ? [one.organisation.id] : []));
