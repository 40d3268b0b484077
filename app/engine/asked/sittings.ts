import type { Sql } from "#app/platform/database/database.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import type { Composition } from "#machines/meeting/v1/events.ts";
import type { FoundDossier, FoundSitting } from "#machines/meeting/v1/found.ts";
import type { Ask, Stored, World } from "#machines/step.ts";
import type { Command } from "../plan.ts";

type Given = { instance?: { dossier?: string }; items?: { dossier?: string }[]; dossier?: string };

export const isOfSittings = (ask: Ask) => ask === "composition" || ask === "agenda";

/** Who sits in the instance now, and which dossiers of the dispositif the points of an agenda are about. */
export async function foundOfSittings(
  sql: Sql,
  asks: Ask[],
  stored: Stored | null,
  { dispositif }: World,
  { data }: Pick<Command, "data">,
): Promise<FoundSitting> {
  const given = data as Given;
  const found: FoundSitting = {};
  const instance =
    given.instance?.dossier ??
    (stored?.context as unknown as MeetingContext | undefined)?.instance.dossier ??
    "";
  if (asks.includes("composition")) found.composition = await compositionOf(sql, dispositif, instance);
  if (asks.includes("agenda"))
    found.agenda = await dossiersOf(
      sql,
      dispositif,
      [given, ...(given.items ?? [])].flatMap(({ dossier }) => (dossier ? [dossier] : [])),
    );
  return found;
}

/** Null: no such instance in this dispositif. */
async function compositionOf(sql: Sql, dispositif: string, id: string): Promise<Composition | null> {
  const [row] = await sql.query<{ context: InstanceContext }>(
    "select context from dossier where id = $1::uuid and kind = 'instance' and dispositif_id = $2::uuid",
    [id, dispositif],
    true,
  );
  if (!row) return null;
  const { seats, chairSeat, secretaries, guests } = row.context;
  return {
    seats: seats.map(({ key, kind, label, holder, substitutes }) => ({
      ...{ key, kind, label, holder, substitutes },
    })),
    ...{ chairSeat, secretaries, guests },
  };
}

const dossiersOf = (sql: Sql, dispositif: string, ids: string[]): Promise<FoundDossier[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : sql.query<FoundDossier>(
        `select id, ref, kind machine, title, state from dossier
          where id = any($1::uuid[]) and dispositif_id = $2::uuid and exercise_id is null order by ref`,
        [ids, dispositif],
      );
