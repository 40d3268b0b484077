import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { peopleSql } from "./incident-page-sql.ts";
import type { AlertedPerson, TileRow, WaveRow } from "./incident-page-types.ts";

/** Up to here everybody is named; beyond, tiles by département, and lists of fifty. */
export const NAMED = 50;

type Row = {
  tiles: TileRow[];
  waves: WaveRow[];
  people: AlertedPerson[];
  mine: { id: string; alert: string; notice: string }[];
};
export type PeopleModel = Row & {
  total: number;
  answered: number;
  failed: number;
  /** What `people` holds, when not everybody: a département and a page. */
  listed: { departement: string; page: number; pages: number; total: number } | null;
};

/** Who was alerted and where each stands; `departement` « tous » lists everybody page by page. */
export async function peopleModel(
  sql: Sql,
  { person, tenures }: Caller,
  { ref, departement, page }: { ref: string; departement: string | null; page: number },
): Promise<PeopleModel> {
  const held = tenures.flatMap((one) => (one.organisation ? [`${one.function} ${one.organisation.id}`] : []));
  const only = departement === "tous" ? null : departement;
  const offset = departement ? (page - 1) * NAMED : 0;
  const [row] = await sql.query<Row>(peopleSql, [ref, only, NAMED, offset, person.id, held], true);
  const { tiles = [], waves = [], people = [], mine = [] } = row ?? {};
  const sum = (key: "total" | "answered" | "failed") => tiles.reduce((all, tile) => all + tile[key], 0);
  const total = sum("total");
  const few = total <= NAMED;
  const listed = only
    ? tiles.filter((tile) => (tile.departement ?? "-") === only).reduce((all, tile) => all + tile.total, 0)
    : total;
  return {
    tiles: few ? [] : tiles,
    waves,
    people: few || departement ? people : [],
    mine,
    total,
    answered: sum("answered"),
    failed: sum("failed"),
    listed:
      departement && !few
        ? { departement, page, pages: Math.max(1, Math.ceil(listed / NAMED)), total: listed }
        : null,
  };
}

/** Whether a message was addressed to the caller, or to a mailbox that stands for a function of theirs. */
export async function isMyDelivery(
  sql: Sql,
  { person, tenures }: Caller,
  delivery: string,
): Promise<boolean> {
  const held = tenures.flatMap((one) => (one.organisation ? [`${one.function} ${one.organisation.id}`] : []));
  const rows = await sql.query(
    `select 1 from delivery where id::text = $1 and (person_id = $2
        or (person_id is null and function || ' ' || organisation_id = any($3::text[])))`,
    [delivery, person.id, held],
  );
  return rows.length > 0;
}
