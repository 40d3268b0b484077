import { contentOf, conventionOf, type DossierRow, dossierColumns } from "#app/engine/dossier.ts";
import { NotFound } from "#app/engine/errors.ts";
import { nowIn } from "#app/engine/moment.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { communicationOf } from "#conventions/schema.ts";
import type { CrisisContext, CrisisLife } from "#machines/crisis/v1/context.ts";
import { crisisRights } from "#machines/crisis/v1/events.ts";
import { accepted } from "#machines/crisis/v1/machine.ts";
import { emptyRoom, foldAll, type Room, type RoomEntry, type Rules } from "#machines/crisis/v1/room.ts";
import { seatsOf } from "#machines/crisis/v1/seat-of.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { contactsOf } from "./contacts.ts";
import { presenceIn } from "./presence.ts";
import { mayOf } from "./rights-here.ts";

/** Lines of the main courante that a page starts with; older ones are read when wanted. */
export const LINES = 300;

/** The crisis of a reference, as its caller may read it. @throws NotFound also for what they may not know exists */
export async function crisisOf(
  db: Sql,
  caller: Caller,
  ref: string,
): Promise<DossierRow & { title: string; organisation_id: string; opened_at: Date }> {
  const params: unknown[] = [ref.trim().toUpperCase()];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  const [row] = await db.query<DossierRow & { title: string; organisation_id: string; opened_at: Date }>(
    `select ${dossierColumns}, d.title, d.organisation_id, d.opened_at
       from dossier d where d.ref = $1 and d.kind = 'crisis' and ${may}`,
    params,
  );
  if (!row) throw new NotFound("Cette crise n’existe pas, ou ne vous concerne pas.");
  return row;
}

/** What a crisis follows: its own runbook text and what its convention says of speaking. */
export async function rulesOfCrisis(
  db: Sql,
  row: Pick<DossierRow, "content_hash" | "convention_id">,
): Promise<Rules> {
  const convention = await conventionOf(db, row.convention_id);
  return {
    runbook: (await contentOf(db, row.content_hash ?? "")) as Runbook,
    communication: communicationOf(convention),
  };
}

/** Entries of the journal of a crisis, in order. `after` and `upTo` are numbers of entries. */
export async function entriesOf(
  db: Sql,
  dossier: string,
  after = 0,
  upTo = 2_147_483_647,
): Promise<RoomEntry[]> {
  const rows = await db.query<{ payload: string }>(
    "select payload from journal_entry where dossier_id = $1 and seq > $2 and seq <= $3 order by seq",
    [dossier, after, upTo],
    true,
  );
  return rows.map(({ payload }) => JSON.parse(payload) as RoomEntry);
}

/** The room as it was just after one of its entries: the same fold as the machine's own changes, replayed. */
export async function roomAt(
  db: Sql,
  row: Pick<DossierRow, "id" | "content_hash" | "convention_id">,
  seq: number,
): Promise<Room> {
  const rules = await rulesOfCrisis(db, row);
  return foldAll(emptyRoom(), await entriesOf(db, row.id, 0, seq), rules);
}

/** The room as it is: the context as stored, and the last lines of its journal. */
export async function roomNow(db: Sql, row: DossierRow): Promise<Room> {
  const entries = await entriesOf(db, row.id, Math.max(0, row.revision - LINES), row.revision);
  return {
    state: row.state as CrisisLife,
    context: row.context as unknown as CrisisContext,
    revision: row.revision,
    lines: entries.map(({ seq, at, actor, type, data }) => ({ seq, at, by: actor, type, data })),
  };
}

/** The lock that holds for a crisis, as pages show it: its dispositif's, or that of its exercise. */
export async function lockOf(
  db: Sql,
  { dispositif_id, exercise_id }: Pick<DossierRow, "dispositif_id" | "exercise_id">,
): Promise<LockContext | null> {
  const [row] = await db.query<{ context: LockContext }>(
    `select context from dossier
      where kind = 'lock' and dispositif_id = $1 and exercise_id is not distinct from $2::uuid`,
    [dispositif_id, exercise_id],
  );
  return row?.context ?? null;
}

/** All that the room shows when it is opened; from then on its entries come live. */
export async function roomPage(db: Sql, caller: Caller, ref: string, now: Date) {
  const row = await crisisOf(db, caller, ref);
  const [rules, room, lock, may, contacts, presence, dispositif] = await Promise.all([
    rulesOfCrisis(db, row),
    roomNow(db, row),
    lockOf(db, row),
    mayOf(db, caller, row.id),
    contactsOf(db, row),
    presenceIn(db, row.id, now),
    dispositifOf(db, row.dispositif_id),
  ]);
  const { convention_id } = row;
  const seats = seatsOf(room.context as CrisisContext, caller.person.id);
  // Whoever may read the dossier sees where it is; its journal is for who may read it, and for the cell.
  const reads = may.has("journal.read") || seats.length > 0;
  const takes = new Set(accepted(row.state));
  return {
    id: row.id,
    ref: row.ref,
    title: row.title,
    dispositif,
    convention: (await conventionOf(db, convention_id)).key,
    timezone: (room.context as CrisisContext).facts.place.timezone,
    rules,
    runbook: rules.runbook,
    runbookHash: row.content_hash ?? "",
    room: reads ? room : { ...room, lines: [] },
    /** How many lines came before those shown. */
    earlier: reads ? Math.max(0, row.revision - LINES) : 0,
    lock,
    me: {
      id: caller.person.id,
      name: [caller.person.givenName, caller.person.name].filter(Boolean).join(" "),
      seats,
      functions: caller.tenures.map((tenure) => tenure.function),
      organisations: caller.tenures.flatMap(({ organisation }) => (organisation ? [organisation] : [])),
    },
    can: Object.keys(crisisRights).filter((type) => takes.has(type) && may.has(crisisRights[type] as string)),
    contacts,
    presence,
    /** How time runs here, in an exercise; `now` is already told by it. */
    pace: row.pace,
    /** Whose lock it is that « Voir le verrou » leads to; null: that of the dispositif. */
    exerciseRef: await exerciseRefOf(db, row.exercise_id),
    now: nowIn(row, now).toISOString(),
  };
}
export type RoomPage = Awaited<ReturnType<typeof roomPage>>;

async function exerciseRefOf(db: Sql, id: string | null): Promise<string | null> {
  if (!id) return null;
  const [row] = await db.query<{ ref: string }>("select ref from dossier where id = $1", [id]);
  return row?.ref ?? null;
}

async function dispositifOf(db: Sql, id: string) {
  const [row] = await db.query<{ id: string; key: string; name: string }>(
    "select id, key, name from dispositif where id = $1",
    [id],
  );
  return row as { id: string; key: string; name: string };
}
