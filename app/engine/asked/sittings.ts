import type { Sql } from "#app/platform/database/database.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import type { Composition } from "#machines/meeting/v1/events.ts";
import type { FoundDossier, FoundSitting } from "#machines/meeting/v1/found.ts";
import type { Ask, Stored, World } from "#machines/step.ts";
import type { Named } from "#machines/words.ts";
import type { Moments } from "../moment.ts";
import type { Command } from "../plan.ts";

type Given = { instance?: { dossier?: string }; items?: { dossier?: string }[]; dossier?: string };

export const isOfSittings = (ask: Ask) => ask === "composition" || ask === "agenda";

/** Who sits in the instance now, and which dossiers of the dispositif the points of an agenda are about. */
export async function foundOfSittings(
  sql: Sql,
  asks: Ask[],
  stored: Stored | null,
  { dispositif }: World,
  { data, moments }: Pick<Command, "data"> & { moments: Moments },
): Promise<FoundSitting> {
  const given = data as Given;
  const found: FoundSitting = {};
  const instance =
    given.instance?.dossier ??
    (stored?.context as unknown as MeetingContext | undefined)?.instance.dossier ??
    "";
  if (asks.includes("composition"))
    found.composition = await compositionOf(sql, dispositif, instance, moments.real);
  if (asks.includes("agenda"))
    found.agenda = await dossiersOf(
      sql,
      dispositif,
      [given, ...(given.items ?? [])].flatMap(({ dossier }) => (dossier ? [dossier] : [])),
    );
  return found;
}

/**
 * Null: no such instance in this dispositif. Someone who left the organisation for which they sit is not called any
 * more: their seat is that of its substitutes, and who is gone is said.
 */
async function compositionOf(
  sql: Sql,
  dispositif: string,
  id: string,
  now: Date,
): Promise<Composition | null> {
  const [row] = await sql.query<{ context: InstanceContext }>(
    "select context from dossier where id = $1::uuid and kind = 'instance' and dispositif_id = $2::uuid",
    [id, dispositif],
    true,
  );
  if (!row) return null;
  const { seats, chairSeat, secretaries, guests } = row.context;
  const named = [
    ...seats.flatMap(({ holder, substitutes }) => [...(holder ? [holder] : []), ...substitutes]),
  ];
  const gone = await goneOf(sql, [...named, ...secretaries, ...guests], now);
  const stays = ({ person, organisation }: Named) => !gone.has(`${person} ${organisation.id}`);
  return {
    seats: seats.map(({ key, kind, label, holder, substitutes }) => ({
      ...{ key, kind, label },
      holder: holder && stays(holder) ? holder : null,
      substitutes: substitutes.filter(stays),
    })),
    chairSeat,
    secretaries: secretaries.filter(stays),
    guests: guests.filter(stays),
    gone: named.filter((one) => !stays(one)).map(({ name }) => name),
  };
}

/** « person organisation » of those who hold no function there any more. */
async function goneOf(sql: Sql, named: Named[], now: Date): Promise<Set<string>> {
  if (named.length === 0) return new Set();
  const rows = await sql.query<{ person: string; organisation: string }>(
    `select e.person, e.organisation from jsonb_to_recordset($1::jsonb) e(person uuid, organisation uuid)
      where not exists (select 1 from tenure t join person p on p.id = t.person_id and p.closed_at is null
        where t.person_id = e.person and t.organisation_id = e.organisation
          and t."from" <= $2::timestamptz and (t.until is null or t.until > $2::timestamptz))`,
    [
      JSON.stringify(named.map(({ person, organisation }) => ({ person, organisation: organisation.id }))),
      now.toISOString(),
    ],
  );
  return new Set(rows.map(({ person, organisation }) => `${person} ${organisation}`));
}

const dossiersOf = (sql: Sql, dispositif: string, ids: string[]): Promise<FoundDossier[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : sql.query<FoundDossier>(
        `select id, ref, kind machine, title, state from dossier
          where id = any($1::uuid[]) and dispositif_id = $2::uuid and exercise_id is null order by ref`,
        [ids, dispositif],
      );
