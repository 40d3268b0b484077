import type { openPostgres } from "#app/platform/database/postgres.ts";
import { asking, whitelistWorld } from "../../whitelist/real.ts";
import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { manyBesideFew, REGISTERS } from "./many-beside-few.ts";

/** The whitelist's board with ten thousand requests against the same with a hundred, in pairs. */
export const boardBench = (stage: Stage): Promise<Figure[]> =>
  manyBesideFew(stage, REGISTERS, async (db, count) => {
    const people = await whitelistWorld(db);
    const { id } = await asking(db, people, new Date(Date.now() - 20 * 86_400_000)).toActive("Application 1");
    await fill(db, id, count);
    return {
      reader: people.rssi.person.id,
      pages: { board: "/liste-blanche" },
    };
  });

/**
 * So many requests in the shape of a real one, spread over the schools and over nine columns: eleven a column among a
 * hundred, so that both boards show the same ten cards and the same link to the rest. Set-based.
 */
async function fill(db: ReturnType<typeof openPostgres>, model: string, count: number): Promise<void> {
  await db.query(
    `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
         convention_id, organisation_id, title, columns, opened_at, changed_at, exercise)
       select gen_random_uuid(), 'APP-2020-' || lpad(n::text, 5, '0'), d.kind, d.machine, d.machine_version,
              states.list[1 + n % 9], d.context, d.revision, d.head, d.dispositif_id, d.convention_id,
              schools.list[1 + n % cardinality(schools.list)], 'Application ' || n,
              d.columns || jsonb_build_object('application', 'application-' || n, 'subject', 'sso-application:application-' || n,
                'checksWanted', false, 'dueAt', to_char(now() + n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
              d.opened_at, d.changed_at, false
         from dossier d cross join generate_series(2, $2::int) n
         cross join (select array['filed','admissible','instruction','waiting','committee','approved','integrated','tested','active'] list) states
         cross join (select array_agg(id order by key) list from organisation where kind = 'etablissement') schools
        where d.id = $1`,
    [model, count],
  );
}
