import type { openPostgres } from "#app/platform/database/postgres.ts";
import { homologated, homologationStage } from "../../homologation/support.ts";
import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { manyBesideFew, REGISTERS } from "./many-beside-few.ts";

/** The register's page with ten thousand homologations against the same page with a hundred, in pairs. */
export const registerBench = (stage: Stage): Promise<Figure[]> =>
  manyBesideFew(stage, REGISTERS, async (db, count) => {
    const world = await homologationStage(db);
    const { id } = await homologated(db, world, undefined, undefined, new Date(Date.now() - 86_400_000));
    await fill(db, id, count);
    return { reader: world.people.rssi.person.id, pages: { register: "/homologation" } };
  });

/** So many systems, each with its homologation in force, in the shape of a real one: set-based. */
async function fill(db: ReturnType<typeof openPostgres>, model: string, count: number): Promise<void> {
  await db.query(
    `with made as (
       insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
         convention_id, organisation_id, title, columns, opened_at, changed_at, exercise, content_hash)
       select gen_random_uuid(), 'HOM-2020-' || lpad(n::text, 5, '0'), d.kind, d.machine, d.machine_version, d.state, d.context,
              d.revision, d.head, d.dispositif_id, d.convention_id, d.organisation_id, 'Système ' || n,
              d.columns || jsonb_build_object('system', gen_random_uuid(),
                'until', to_char((d.columns->>'until')::timestamptz + n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
              d.opened_at, d.changed_at, false, d.content_hash
         from dossier d cross join generate_series(2, $2::int) n where d.id = $1 returning id)
     insert into homologation_measure (dossier_id, key, catalogue, ref, title, state)
     select made.id, gen_random_uuid(), 'ent', 'ENT-1', 'Mesure', 'todo' from made`,
    [model, count],
  );
}
