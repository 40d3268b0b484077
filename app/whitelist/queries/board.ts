import { whitelistPage } from "#app/messages/whitelist-words.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import type { Domain } from "#machines/whitelist-request/v1/words.ts";

export type BoardFilter = {
  dispositif?: string;
  q?: string;
  purpose?: string;
  protocol?: string;
  who?: string;
  ended?: boolean;
  /** One column alone, page by page: `after` is where the page before ended. */
  state?: string;
  after?: string;
};
export type Card = {
  ref: string;
  name: string;
  state: string;
  place: string;
  filedAt: string | null;
  dueAt: string | null;
  late: boolean;
  stopped: boolean;
  compromised: boolean;
  opinions: number;
  /** Initial order: security, data protection, pedagogy. `left`: no longer holds a function. */
  instructors: { domain: Domain; name: string; given: boolean; left: boolean }[];
};
export type Column = { state: string; count: string; cards: Card[]; next: string | null };

/** Cards of a column at first sight, and how far a count goes: the page costs the same at 10,000. */
const SHOWN = 10;
const SHOWN_ALONE = 60;
const COUNTED = 100;
const ENDED = ["refused", "withdrawn", "redirected", "joined"];

/** A dispositif whose board is read; `whole`: all its requests may be, so that none has to be asked for it. */
export type BoardDispositif = { id: string; key: string; name: string; whole: boolean };

/** Dispositifs whose board the caller may see; those that have requests first. */
export function boardDispositifs(db: Database, caller: Caller, right: Right = "whitelist.board") {
  const reach = reachOf(caller.tenures, right);
  return db.query<BoardDispositif>(
    `select id, key, name, $1::boolean or exists (select 1 from coverage c
         where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])) whole
       from dispositif d where $1::boolean or exists (select 1 from coverage c
       where c.dispositif_id = d.id and c.organisation_id = any($2::uuid[]))
      order by exists (select 1 from dossier r where r.kind = 'whitelist-request' and r.dispositif_id = d.id) desc, name`,
    [reach.all, [...reach.own, ...reach.dispositif], reach.dispositif],
  );
}

/** What the board shows of a dispositif's requests: what the reader may see, and the filter keeps. */
export function shownWhere(
  caller: Caller,
  filter: BoardFilter,
  add: (value: unknown) => string,
  whole = false,
): string {
  const may = whole ? "true" : mayOnDossierSql(reachOf(caller.tenures, "whitelist.board"), add);
  const conditions = [
    filter.purpose && `d.columns->>'purpose' = ${add(filter.purpose)}`,
    filter.protocol && `d.columns->>'protocol' = ${add(filter.protocol)}`,
    filter.who === "me" &&
      `${add(caller.person.id)} in (d.columns->>'security', d.columns->>'dataProtection', d.columns->>'pedagogy')`,
    ...saysSql(filter.q, add),
  ].filter(Boolean);
  return [may, ...conditions].join(" and ");
}

/** The filter of an address, for the page and its exports alike. */
export function boardFilter(search: URLSearchParams): BoardFilter {
  const one = (name: string) =>
    search.get(name) ? { [name]: (search.get(name) as string).slice(0, 200) } : {};
  return {
    ...one("q"),
    ...one("purpose"),
    ...one("protocol"),
    ...one("who"),
    ended: search.has("closes"),
    ...(search.get("etat") && { state: search.get("etat") as string }),
    ...(search.get("apres") && { after: search.get("apres") as string }),
  };
}

type Row = {
  id: string;
  ref: string;
  title: string;
  state: string;
  place: string;
  columns: Record<string, string | boolean | number | null>;
  instructors: RequestContext["instructors"];
};

/** The board of one dispositif: each state with its nearest clocks first. */
export async function boardPage(
  db: Database,
  caller: Caller,
  dispositif: Pick<BoardDispositif, "id" | "whole">,
  filter: BoardFilter,
  now: Date,
): Promise<Column[]> {
  const all: string[] = [...whitelistPage.columns, ...ENDED];
  const alone = all.find((one) => one === filter.state);
  const states = alone ? [alone] : all.filter((one) => filter.ended || !ENDED.includes(one));
  const shown = alone ? SHOWN_ALONE : SHOWN;
  const params: unknown[] = [dispositif.id, states];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = `d.dispositif_id = $1 and d.kind = 'whitelist-request' and d.state = s.state and ${shownWhere(caller, filter, add, dispositif.whole)}`;
  const [due, id] = (alone && filter.after?.split(" ")) || [];
  const after =
    due && /^[\da-f-]{36}$/.test(id ?? "")
      ? ` and (d.columns->>'dueAt', d.id) > (${add(due)}, ${add(id)}::uuid)`
      : "";
  const rows = await db.query<{ state: string; count: number; cards: Row[] | null }>(
    `select s.state, counted.n count, shown.cards from unnest($2::text[]) with ordinality s(state, i)
       cross join lateral (select count(*)::int n from (select 1 from dossier d where ${where} limit ${COUNTED + 1}) counted_some) counted
       cross join lateral (select json_agg(card order by card.due, card.id) cards from (
         select d.id, d.ref, d.title, d.state, o.name place, d.columns, d.columns->>'dueAt' due,
                d.context->'instructors' instructors
           from dossier d join organisation o on o.id = d.organisation_id
          where ${where}${after} order by d.columns->>'dueAt', d.id limit ${shown + 1}) card) shown
      order by s.i`,
    params,
  );
  const there = await stillThere(
    db,
    rows.flatMap(({ cards }) => (cards ?? []).flatMap((one) => Object.values(one.instructors ?? {}))),
    now,
  );
  return rows.map(({ state, count, cards }) => ({
    state,
    count: count > COUNTED ? `${COUNTED}+` : String(count),
    cards: (cards ?? []).slice(0, shown).map((one) => cardOf(one, there)),
    next: (cards?.length ?? 0) > shown ? cursorOf(cards?.[shown - 1] as Row) : null,
  }));
}

/** Who of them still holds a function: asked once a person, not once a card. */
async function stillThere(db: Database, named: { id: string }[], now: Date): Promise<Set<string>> {
  const ids = [...new Set(named.map(({ id }) => id))];
  if (ids.length === 0) return new Set();
  const rows = await db.query<{ id: string }>(
    `select p.id from person p where p.id = any($1::uuid[]) and p.closed_at is null and exists (
       select 1 from tenure t where t.person_id = p.id and (t."until" is null or t."until" > $2::timestamptz))`,
    [ids, now.toISOString()],
  );
  return new Set(rows.map(({ id }) => id));
}

const cursorOf = ({ id, columns }: Row) => `${columns.dueAt} ${id}`;

function cardOf({ ref, title, state, place, columns, instructors }: Row, there: Set<string>): Card {
  const due = String(columns.dueAt ?? "9999");
  const order: Domain[] = ["security", "dataProtection", "pedagogy"];
  return {
    ref,
    name: title,
    state,
    place,
    filedAt: (columns.filedAt as string | null) ?? null,
    dueAt: due === "9999" ? null : due,
    late: Boolean(columns.late),
    stopped: state === "waiting",
    compromised: Boolean(columns.compromised),
    opinions: Number(columns.opinions ?? 0),
    instructors: order.flatMap((domain) => {
      const one = instructors?.[domain];
      return one
        ? [
            {
              domain,
              name: one.name,
              given: Boolean(columns[`${domain}Given`]),
              left: !there.has(one.id),
            },
          ]
        : [];
    }),
  };
}

export type Mine = {
  ref: string;
  name: string;
  state: string;
  place: string;
  changedAt: string;
  dueAt: string | null;
};

/** What a requester follows: the requests that concern their organisations, newest first. */
export async function myRequests(db: Database, caller: Caller): Promise<Mine[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(
    reachOf(caller.tenures, "whitelist.request"),
    (value) => `$${params.push(value)}`,
  );
  const rows = await db.query<Omit<Mine, "changedAt"> & { changedAt: Date }>(
    `select d.ref, d.title as name, d.state, o.name place, d.changed_at "changedAt", nullif(d.columns->>'dueAt', '9999') "dueAt"
       from dossier d join organisation o on o.id = d.organisation_id
      where d.kind = 'whitelist-request' and ${may} order by d.changed_at desc limit 60`,
    params,
  );
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}

/** Requests on which something waits for this person: an opinion as named instructor, a link as provider. */
export async function waitingFor(db: Database, caller: Caller, what: "opinions" | "links"): Promise<Mine[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const may = mayOnDossierSql(
    reachOf(caller.tenures, what === "links" ? "whitelist.integrate" : "whitelist.instruct"),
    add,
  );
  const me = what === "opinions" ? add(caller.person.id) : "";
  const condition =
    what === "links"
      ? `(d.state in ('approved', 'integrated', 'tested') or exists (select 1 from task t where t.dossier_id = d.id
           and t.state = 'open' and t.key in ('close-link', 'reopen-link')))`
      : `d.state in ('instruction', 'waiting') and (${["security", "dataProtection", "pedagogy"].map((domain) => `(d.columns->>'${domain}' = ${me} and d.columns->>'${domain}Given' = 'false')`).join(" or ")})`;
  const rows = await db.query<Omit<Mine, "changedAt"> & { changedAt: Date }>(
    `select d.ref, d.title as name, d.state, o.name place, d.changed_at "changedAt", nullif(d.columns->>'dueAt', '9999') "dueAt"
       from dossier d join organisation o on o.id = d.organisation_id
      where d.kind = 'whitelist-request' and ${condition} and ${may} order by d.columns->>'dueAt', d.id limit 200`,
    params,
  );
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
}
