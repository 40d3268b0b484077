import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import { cited } from "./cited.ts";
import { departementName } from "./form-options.ts";
import { decisionRowsSql, decisionTilesSql, myDecisionsSql } from "./page-sql.ts";
import { organisationsWith } from "./waiting-sql.ts";

const PAGE = 50;
export const decisionStates = ["pending", "accepted", "refused", "tacit", "closed"] as const;
export type DecisionState = (typeof decisionStates)[number];
export type DecisionsAsked = {
  /** Schools listed in that state; « tous » for all. */
  schools: string | null;
  departement: string | null;
  page: number;
};
export type DecisionRow = {
  name: string;
  uai: string | null;
  departement: string | null;
  state: DecisionState;
  dueAt: string;
  by: string | null;
  at: string | null;
  reason: string | null;
};
export type MyDecision = DecisionRow & { id: string; why: Reason };
export type Tile = { departement: string | null; label: string | null; total: number; answered: number };
export type Decisions = {
  total: number;
  counts: Record<DecisionState, number>;
  tiles: Tile[];
  mine: MyDecision[];
  /** The schools listed, when a list is asked for; few enough are listed at once. */
  listed: {
    state: string;
    departement: string | null;
    rows: DecisionRow[];
    pages: number;
    page: number;
  } | null;
};

type Raw = Omit<DecisionRow, "dueAt" | "at"> & { dueAt: Date; at: Date | null };
const iso = <Row extends Raw>({ dueAt, at, ...row }: Row) => ({
  ...row,
  dueAt: dueAt.toISOString(),
  at: at?.toISOString() ?? null,
});

/** What the schools decided: counts, tiles by département, the reader's own; a list where it is asked for. */
export async function decisionsModel(
  sql: Sql,
  { tenures }: Caller,
  message: { id: string; convention: Convention },
  asked: DecisionsAsked,
): Promise<Decisions | null> {
  const heads = organisationsWith(tenures, "communication.decide");
  const [tiles, mine] = await Promise.all([
    sql.query<{ departement: string | null; state: DecisionState; n: number }>(
      decisionTilesSql,
      [message.id],
      true,
    ),
    heads.length > 0
      ? sql.query<Raw & { id: string; rule: string; article: string }>(myDecisionsSql, [message.id, heads])
      : [],
  ]);
  if (tiles.length === 0) return null;
  const counts = Object.fromEntries(decisionStates.map((state) => [state, 0])) as Decisions["counts"];
  const byPlace = new Map<string | null, Tile>();
  for (const { departement, state, n } of tiles) {
    counts[state] += n;
    const tile = byPlace.get(departement) ?? {
      ...{ departement, label: departement && departementName(departement), total: 0, answered: 0 },
    };
    tile.total += n;
    tile.answered += state === "pending" ? 0 : n;
    byPlace.set(departement, tile);
  }
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    total,
    counts,
    tiles: [...byPlace.values()],
    mine: mine.map((one) => ({ ...iso(one), why: cited(message.convention, one) })),
    listed: await listedSchools(sql, message.id, asked, total),
  };
}

async function listedSchools(
  sql: Sql,
  dossier: string,
  asked: DecisionsAsked,
  total: number,
): Promise<Decisions["listed"]> {
  // Fifty or fewer are simply there.
  const state = asked.schools ?? (asked.departement || total <= PAGE ? "tous" : null);
  if (!state) return null;
  const page = Math.max(1, asked.page);
  const rows = await decisionRows(sql, dossier, {
    state: state === "tous" ? null : state,
    departement: asked.departement,
    limit: PAGE,
    offset: (page - 1) * PAGE,
  });
  const pages = Math.ceil((rows[0]?.total ?? 0) / PAGE);
  return {
    state,
    departement: asked.departement,
    rows: rows.map(({ total: _, ...row }) => row),
    pages,
    page,
  };
}

/** Decisions of the schools, filtered and cut. */
export async function decisionRows(
  sql: Sql,
  dossier: string,
  {
    state,
    departement,
    limit,
    offset,
  }: { state: string | null; departement: string | null; limit: number; offset: number },
): Promise<(DecisionRow & { total: number })[]> {
  const rows = await sql.query<Raw & { total: number }>(decisionRowsSql, [
    dossier,
    state,
    departement,
    limit,
    offset,
  ]);
  return rows.map(iso);
}
