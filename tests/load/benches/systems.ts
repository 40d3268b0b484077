import type { openPostgres } from "#app/platform/database/postgres.ts";
import { homologated, homologationStage } from "../../homologation/support.ts";
import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { manyBesideFew, REGISTERS } from "./many-beside-few.ts";

/** The systems of the register, ten thousand with their homologations against a hundred, and the page of one dossier, in pairs. */
export const systemsBench = (stage: Stage): Promise<Figure[]> =>
  manyBesideFew(stage, REGISTERS, async (db, count) => {
    const world = await homologationStage(db);
    const { id, ref } = await homologated(db, world, undefined, undefined, new Date(Date.now() - 86_400_000));
    await fill(db, world.ent.id, id, count);
    return {
      reader: world.people.rssi.person.id,
      pages: {
        systems: "/homologation/systemes",
        "dossier page": `/homologation/${ref}`,
      },
    };
  });

/** So many applications, each with its homologation in force, in the shape of real ones: set-based. */
async function fill(
  db: ReturnType<typeof openPostgres>,
  system: string,
  homologation: string,
  count: number,
) {
  await db.query(
    `with made as (
       insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
           convention_id, organisation_id, title, columns, opened_at, changed_at, exercise)
         select gen_random_uuid(), 'SYS-2020-' || lpad(n::text, 5, '0'), d.kind, d.machine, d.machine_version, d.state, d.context,
                d.revision, d.head, d.dispositif_id, d.convention_id, d.organisation_id, 'Application ' || lpad(n::text, 5, '0'),
                d.columns || jsonb_build_object('nature', 'application', 'key', 'application-' || n), d.opened_at, d.changed_at, false
           from dossier d cross join generate_series(2, $3::int) n where d.id = $1 returning id, ref)
     insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
         convention_id, organisation_id, title, columns, opened_at, changed_at, exercise, content_hash)
       select gen_random_uuid(), replace(made.ref, 'SYS', 'HOM'), h.kind, h.machine, h.machine_version, h.state, h.context,
              h.revision, h.head, h.dispositif_id, h.convention_id, h.organisation_id, h.title,
              h.columns || jsonb_build_object('system', made.id), h.opened_at, h.changed_at, false, h.content_hash
         from made cross join dossier h where h.id = $2`,
    [system, homologation, count],
  );
}
