import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { type Pace, shownAt } from "#machines/exercise/clock.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { channelName } from "#machines/lock/v1/refusals.ts";

/** A lock that is not open, as the banner of every page tells it. */
export type LockBanner = {
  dispositif: { key: string; name: string };
  state: string;
  /** ISO 8601, UTC. */
  since: string;
  /** Channels still open, in words. */
  open: string[];
  /** References of the cases that close. */
  cases: string[];
  article: string;
  /** Reference of the exercise whose lock it is; absent: in earnest. */
  exercise?: string;
};
/** A lock whose changes this person may hear of live, from its revision on. */
export type WatchedLock = { dossier: string; after: number };
export type Locks = { banners: LockBanner[]; watched: WatchedLock[] };

type Row = {
  id: string;
  revision: number;
  state: string;
  key: string;
  name: string;
  context: Pick<LockContext, "since" | "open" | "closed" | "cases"> | null;
  exercise: string | null;
  pace: Pace | null;
};

/** Somebody of the whole country watches what fits one page. */
const MOST = 20;

/**
 * The locks of the dispositifs that cover this person, for the frame: one query on the index of locks, a few rows.
 * What an open one remembers is not read. The lock of an exercise is for its players alone.
 */
export async function locksOf(sql: Sql, tenures: Held[], now: Date, person = ""): Promise<Locks> {
  if (tenures.length === 0) return { banners: [], watched: [] };
  const { all, dispositif } = reachOf(tenures, "dossier.read");
  const mine = tenures.flatMap(({ organisation }) => organisation?.id ?? []);
  const rows = await sql.query<Row & { live: boolean }>(
    `select d.id, d.revision, d.state, p.key, p.name,
            $1 or exists (select 1 from coverage c where c.dispositif_id = p.id and c.organisation_id = any($3::uuid[])) live,
            case when d.state <> 'open' then jsonb_build_object('since', d.context->'since', 'open', d.context->'open',
              'closed', d.context->'closed', 'cases', d.context->'cases') end context, e.ref exercise, e.context->'pace' pace
       from dossier d join dispositif p on p.id = d.dispositif_id
       left join dossier e on e.id = d.exercise_id and e.kind = 'exercise' and e.state in ('running', 'paused')
        and e.context->'players' @> jsonb_build_array(jsonb_build_object('id', $4::text))
      where d.kind = 'lock' and case when d.exercise_id is not null then e.id is not null else $1 or exists (
        select 1 from coverage c where c.dispositif_id = d.dispositif_id and c.organisation_id = any($2::uuid[])) end
      order by d.state = 'open', p.name limit ${MOST}`,
    [all, mine, dispositif, person],
    true,
  );
  return {
    banners: rows.flatMap((row) => (row.context ? [bannerOf(row, row.context, now)] : [])),
    watched: rows.filter(({ live }) => live).map(({ id, revision }) => ({ dossier: id, after: revision })),
  };
}

function bannerOf(
  { key, name, state, exercise, pace }: Row,
  { since, open, closed, cases }: NonNullable<Row["context"]>,
  now: Date,
): LockBanner {
  const still = open.filter(({ until }) => !until || new Date(until) > now);
  return {
    dispositif: { key, name },
    state,
    since: pace
      ? new Date(now.getTime() - (shownAt(pace, now).getTime() - Date.parse(since))).toISOString()
      : since,
    open: still.map(({ channel }) => channelName(channel)),
    cases: cases.map(({ ref }) => ref),
    article: closed[0]?.because[0]?.article ?? "",
    ...(exercise && { exercise }),
  };
}
