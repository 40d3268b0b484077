import { contentOf, conventionOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import type { Convention } from "#conventions/schema.ts";
import type { CrisisContext, CrisisLife } from "#machines/crisis/v1/context.ts";
import type { Pace } from "#machines/exercise/clock.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import type { Runbook } from "#runbooks/schema.ts";

/** All that the forms of a crisis are made from; stays on the server. */
export type ActPage = {
  id: string;
  ref: string;
  title: string;
  state: CrisisLife;
  machineVersion: number;
  revision: number;
  exercise: boolean;
  /** The exercise that it belongs to; null: in earnest. */
  exerciseId: string | null;
  kind: string;
  /** How time runs there, in an exercise. */
  pace: Pace | null;
  context: CrisisContext;
  dispositif: { id: string; key: string; name: string };
  convention: Convention;
  runbook: Runbook;
  /** As last stepped; null where the dispositif has none. */
  lock: LockContext | null;
  may: { direct: boolean; act: boolean; approve: boolean; journal: boolean };
};

type Row = Omit<ActPage, "dispositif" | "convention" | "runbook" | "may"> & {
  dispositifId: string;
  dispositifKey: string;
  dispositifName: string;
  conventionId: string;
  contentHash: string;
  direct: boolean;
  act: boolean;
  approve: boolean;
  journal: boolean;
};

/** The crisis of a form's page; null when there is none of that reference that the caller may read. */
export async function actPage(db: Database, caller: Caller, ref: string): Promise<ActPage | null> {
  const params: unknown[] = [ref];
  const may = (right: Right) =>
    mayOnDossierSql(reachOf(caller.tenures, right), (value) => `$${params.push(value)}`);
  const [row] = await db.query<Row>(
    `select d.id, d.ref, d.title, d.state, d.machine_version "machineVersion", d.revision, d.exercise, d.exercise_id "exerciseId", d.context, d.kind,
            (select e.context->'pace' from dossier e where e.id = d.exercise_id and e.kind = 'exercise') pace,
            s.id "dispositifId", s.key "dispositifKey", s.name "dispositifName", d.convention_id "conventionId",
            d.content_hash "contentHash", l.context lock, ${may("crisis.direct")} direct, ${may("crisis.act")} act,
            ${may("crisis.approve")} approve, ${may("journal.read")} journal
       from dossier d join dispositif s on s.id = d.dispositif_id
       left join dossier l on l.kind = 'lock' and l.dispositif_id = d.dispositif_id
              and l.exercise_id is not distinct from d.exercise_id
      where d.ref = $1 and d.kind = 'crisis' and ${may("dossier.read")}`,
    params,
  );
  if (!row) return null;
  const { dispositifId, dispositifKey, dispositifName, conventionId, contentHash, ...rest } = row;
  const { direct, act, approve, journal, ...crisis } = rest;
  return {
    ...crisis,
    dispositif: { id: dispositifId, key: dispositifKey, name: dispositifName },
    convention: await conventionOf(db, conventionId),
    runbook: (await contentOf(db, contentHash)) as Runbook,
    may: { direct, act, approve, journal },
  };
}

/** Instants of forms are read and said in the zone of where the case is. */
export const zoneOf = (page: ActPage) => page.context.facts.place.timezone;
