import { NotFound } from "#app/engine/errors.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { paths } from "#app/ui/paths.ts";
import { type Pace, shownAt } from "#machines/exercise/clock.ts";
import type { LockCase } from "#machines/lock/v1/compute.ts";
import { channelName } from "#machines/lock/v1/refusals.ts";
import { channelStates, heldGroups, leavingGroups, letGoGroups } from "./lock-deliveries.ts";
import { lockHistory } from "./lock-history.ts";
import { type LockNow, lockNow } from "./lock-now.ts";

export type PlacedDispositif = { id: string; key: string; name: string; convention: string };
/** A channel as the picture shows it. */
export type ChannelPicture = {
  channel: string;
  name: string;
  open: boolean;
  until: string | null;
  /** Why a crisis opened it as a substitute. */
  opened: string | null;
  because: LockNow["closed"][number]["because"];
  /** null: this dispositif has not configured it. */
  configured: { enabled: boolean; failing: boolean } | null;
  queued: number;
  held: number;
};
export type LockPage = Awaited<ReturnType<typeof lockPage>>;

/**
 * The lock of a dispositif as its page shows it. Who the dispositif covers may see what is open and why; its journal
 * is for those who may read it.
 * @param before sequence number from which older entries are wanted.
 * @param exercise reference of the exercise whose own lock is asked; null: in earnest.
 * @throws NotFound for a dispositif that does not cover the caller.
 */
export async function lockPage(
  sql: Sql,
  caller: Caller,
  key: string,
  real: Date,
  { before = null, exercise: ref = null }: { before?: number | null; exercise?: string | null } = {},
) {
  const dispositif = await placed(sql, caller, key);
  const exercise = ref ? await exerciseHere(sql, caller, dispositif.id, ref) : null;
  const now = exercise?.pace ? shownAt(exercise.pace, real) : real;
  const lock = await lockNow(sql, dispositif.id, now, exercise?.id);
  const [states, held, leaving, letGo, may] = await Promise.all([
    channelStates(sql, dispositif.id, exercise?.id ?? null),
    heldGroups(sql, dispositif.id, exercise?.id ?? null),
    leavingGroups(sql, dispositif.id, exercise?.id ?? null),
    letGoGroups(sql, dispositif.id, exercise?.id ?? null, now),
    rightsHere(sql, caller, lock, exercise !== null),
  ]);
  const { cases = [], attestations = [] } = lock.context ?? {};
  return {
    dispositif,
    exercise: exercise && { ref: exercise.ref, title: exercise.title },
    pace: exercise?.pace ?? null,
    /** Where this lock is read, and the same address ready for one more word. */
    ...addressOf(dispositif.key, exercise?.ref),
    lock: { ...without(lock), exists: lock.dossier !== null },
    channels: picture(lock, states, cases),
    cases: cases.map((one) => ({ ...one, readable: may.cases.includes(one.dossier) })),
    held: held.map((one) => ({ ...one, name: channelName(one.channel) })),
    leaving: leaving
      .filter(({ channel }) => !lock.open.some((one) => one.channel === channel))
      .map((one) => ({ ...one, name: channelName(one.channel) })),
    letGo: letGo.map((one) => ({ ...one, name: channelName(one.channel) })),
    attestations: attestations.map((one) => ({
      ...one,
      name: channelName(one.channel),
      lapsed: one.validUntil <= now.toISOString(),
    })),
    may,
    history: lock.dossier && may.journal ? await lockHistory(sql, lock.dossier, before, channelName) : null,
  };
}

function addressOf(dispositif: string, exercise: string | undefined) {
  const here = paths.lock(dispositif, exercise);
  return { here, more: `${here}${exercise ? "&" : "?"}` };
}

/** @throws NotFound for an exercise that is not here, or that the caller may not read. */
async function exerciseHere(sql: Sql, caller: Caller, dispositif: string, ref: string) {
  const [row] = await sql.query<{ id: string; ref: string; title: string; pace: Pace | null }>(
    `select id, ref, title, case when kind = 'exercise' then context->'pace' end pace from dossier
      where ref = $1 and dispositif_id = $2 and exercise_id = id`,
    [ref.toUpperCase(), dispositif],
  );
  if (!row || !(await mayOnDossier(sql, caller.tenures, "dossier.read", row.id)))
    throw new NotFound("Cet exercice n’existe pas.");
  return row;
}

const without = ({ state, since, revision, dossier, ref }: LockNow) => ({
  state,
  since,
  revision,
  dossier,
  ref,
});

async function placed(sql: Sql, caller: Caller, key: string): Promise<PlacedDispositif> {
  const reach = reachOf(caller.tenures, "convention.read");
  const [row] = await sql.query<PlacedDispositif>(
    `select d.id, d.key, d.name, (select c.key from convention c where c.dispositif_id = d.id
              order by c.version desc, c.imported_at desc limit 1) convention
       from dispositif d where d.key = $1 and ($2 or exists (
         select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])))`,
    [key, reach.all, [...reach.own, ...reach.dispositif]],
  );
  if (!row) throw new NotFound("Ce dispositif n'existe pas.");
  return row;
}

/** What this person may do here; `decides` is the dossier in which a decision on held messages is written. */
async function rightsHere(
  sql: Sql,
  { tenures }: Caller,
  { dossier, ref, context }: LockNow,
  played: boolean,
) {
  const may = (right: Parameters<typeof mayOnDossier>[2], id: string | null) =>
    id ? mayOnDossier(sql, tenures, right, id) : Promise.resolve(false);
  const cases = context?.cases ?? [];
  const readable: string[] = [];
  let decides: { dossier: string; ref: string; crisis: boolean } | null = null;
  for (const one of cases) {
    if (await may("dossier.read", one.dossier)) readable.push(one.dossier);
    if (!decides && (await may("crisis.direct", one.dossier)))
      decides = { dossier: one.dossier, ref: one.ref, crisis: true };
  }
  if (cases.length === 0 && dossier && ref && (await may("crisis.direct", dossier)))
    decides = { dossier, ref, crisis: false };
  const [journal, attest, configure] = await Promise.all([
    may("journal.read", dossier),
    may("lock.attest", dossier),
    may("channel.configure", dossier),
  ]);
  // Attestations and channels are real, and those of the dispositif.
  return { cases: readable, decides, journal, attest: attest && !played, configure: configure && !played };
}

function picture(
  lock: LockNow,
  states: Awaited<ReturnType<typeof channelStates>>,
  cases: LockCase[],
): ChannelPicture[] {
  const of = (channel: string) => {
    const known = states.find((one) => one.channel === channel);
    const substitute = cases.flatMap(({ opened }) => opened).find((one) => one.channel === channel);
    return {
      channel,
      name: channelName(channel),
      opened: substitute?.reason ?? null,
      configured: known?.configured ? { enabled: known.enabled, failing: known.failing } : null,
      queued: known?.queued ?? 0,
      held: known?.held ?? 0,
    };
  };
  return [
    ...lock.open.map(({ channel, until }) => ({
      ...of(channel),
      ...{ open: true, until: until ?? null, because: [] },
    })),
    ...lock.closed.map(({ channel, because }) => ({ ...of(channel), open: false, until: null, because })),
  ];
}
