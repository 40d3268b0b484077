import { NotFound } from "#app/engine/errors.ts";
import { InputRefused, refuseUnwritable } from "#app/engine/input.ts";
import { calendars as words } from "#app/messages/calendars.ts";
import { actorOf, type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";
import { goodFridayByCommune } from "#machines/time/holidays.ts";

export type Commune = {
  insee: string;
  commune: string;
  departement: string;
  /** Schools of the directory that stand there. */
  schools: number;
  /** Id of the choice that holds, and what it says; null: as its département. */
  choice: number | null;
  off: boolean | null;
};
export type GoodFridayInput = { insee: string; off: boolean; reason: string; sawChoice: number | null };

/**
 * The commune that is meant, by its INSEE code or its name. @throws InputRefused when none, or several, or where the
 * law of 1892 is not in force.
 */
export async function findCommune(sql: Sql, text: string): Promise<Commune> {
  const refuse = (message: string) => new InputRefused([{ path: "commune", message }]);
  const given = text.trim().slice(0, 100);
  if (!given) throw refuse(words.wrong.commune);
  const rows = await sql.query<Commune>(
    `select o.commune_insee insee, min(o.commune_name) commune, min(o.departement) departement,
            count(*) filter (where o.kind in ('ecole', 'etablissement') and o.closed_at is null)::int schools,
            (select g.id::int from good_friday_choice g where g.insee = o.commune_insee order by g.id desc limit 1) choice,
            (select g.off from good_friday_choice g where g.insee = o.commune_insee order by g.id desc limit 1) off
       from organisation o where o.commune_insee is not null and o.departement is not null
        and (o.commune_insee = $1 or lower(o.commune_name) = lower($1))
      group by o.commune_insee order by o.commune_insee limit 5`,
    [given],
  );
  const here = rows.filter((one) => goodFridayByCommune(one.departement));
  const [found, another] = here;
  if (rows.length > 0 && !found) throw refuse(words.wrong.elsewhere);
  if (!found) throw refuse(words.wrong.unknown(given));
  if (another)
    throw refuse(words.wrong.several(here.map((one) => `${one.commune} (${one.insee})`).join(", ")));
  return found;
}

/** Checks what a choice would be, for its preview and its writing. @throws InputRefused, Forbidden */
export async function checkGoodFriday(sql: Sql, caller: Caller, input: { commune: string; reason: string }) {
  refuseUnwritable(input);
  const commune = await findCommune(sql, input.commune);
  const reason = input.reason.trim();
  if (reason.length < 3 || reason.length > 500)
    throw new InputRefused([{ path: "reason", message: words.wrong.reason }]);
  return { commune, reason, by: await authorAt(sql, caller, commune.insee) };
}

/**
 * Records whether Good Friday is a holiday in a commune: a new row, never a correction of an old one. It holds for
 * delays that start from now on; those that run keep the days they were counted with.
 * @param sawChoice the choice that its author saw: another one meanwhile is told, not overwritten.
 * @throws InputRefused, Forbidden
 */
export async function chooseGoodFriday(
  db: Database,
  caller: Caller,
  input: GoodFridayInput,
  now: Date,
): Promise<Commune> {
  const { commune, reason, by } = await checkGoodFriday(db, caller, {
    commune: input.insee,
    reason: input.reason,
  });
  if (commune.off === input.off)
    throw new InputRefused([{ path: "off", message: words.wrong.same(commune.commune) }]);
  await write(db, commune, { off: input.off, reason, by, saw: input.sawChoice }, now);
  return commune;
}

/** Takes the last choice of a commune back: what held before holds again, and the journal keeps both. */
export async function undoGoodFriday(db: Database, caller: Caller, id: number, now: Date): Promise<Commune> {
  const [last] = await db.query<{ insee: string; before: boolean | null }>(
    `select g.insee, (select p.off from good_friday_choice p where p.insee = g.insee and p.id < g.id order by p.id desc limit 1) before
       from good_friday_choice g where g.id = $1`,
    [id],
  );
  if (!last) throw new NotFound(words.wrong.gone);
  const commune = await findCommune(db, last.insee);
  const by = await authorAt(db, caller, last.insee);
  await write(db, commune, { off: last.before, reason: words.undone(id), by, saw: id }, now);
  return commune;
}

type Written = { off: boolean | null; reason: string; by: unknown; saw: number | null };

async function write(
  db: Database,
  { insee, commune, departement }: Commune,
  { off, reason, by, saw }: Written,
  now: Date,
) {
  const rows = await db.transaction(async (sql) => {
    // One choice at a time on a commune: two people who decide at once do not both believe theirs held.
    await sql.query("select pg_advisory_xact_lock(7264010, hashtext($1))", [insee]);
    return sql.query(
      `insert into good_friday_choice (insee, commune, departement, off, reason, by, at)
       select $1, $2, $3, $4::boolean, $5, $6::jsonb, $7::timestamptz
        where (select max(g.id)::int from good_friday_choice g where g.insee = $1) is not distinct from $8::int
       returning id`,
      [insee, commune, departement, off, reason, JSON.stringify(by), now.toISOString(), saw],
    );
  });
  if (rows.length === 0)
    throw new InputRefused([{ path: "commune", message: words.wrong.meanwhile(commune) }]);
}

/** In which function they decide: a RSSI only where their dispositif has a school. @throws Forbidden */
async function authorAt(sql: Sql, caller: Caller, insee: string) {
  for (const tenure of caller.tenures) {
    const scope = permissions[tenure.function as Role]?.["calendar.write"];
    if (!scope) continue;
    if (scope === "all") return actorOf(caller, tenure);
    const [covered] = await sql.query(
      `select 1 from coverage mine join coverage c on c.dispositif_id = mine.dispositif_id
         join organisation o on o.id = c.organisation_id
        where mine.organisation_id = $1::uuid and o.commune_insee = $2 limit 1`,
      [tenure.organisation?.id ?? null, insee],
    );
    if (covered) return actorOf(caller, tenure);
  }
  throw new Forbidden("calendar.write");
}
