import type { openPostgres } from "#app/platform/database/postgres.ts";
import { committeeStage } from "../../committee/stage.ts";
import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { manyBesideFew } from "./many-beside-few.ts";

/** The list of instances and the page of a meeting, with a thousand meetings against the same with ten, in pairs. */
export const instancesBench = (stage: Stage): Promise<Figure[]> =>
  manyBesideFew(stage, { many: 1_000, few: 10 }, async (db, count) => {
    const committee = await committeeStage(db);
    const { id, seats } = await committee.fill("comite-suivi-securite");
    committee.clock.at = new Date(Date.now() - 20 * 86_400_000);
    const meeting = await committee.meet("comite-suivi-securite", [
      { title: "Bilan de l’année", kind: "other" },
    ]);
    await meeting.arrive([seats.region, committee.seated.president], [seats.reims, committee.seated.reims]);
    await fill(db, meeting.id, id, count);
    const [row] = await db.query<{ ref: string }>("select ref from dossier where id = $1", [meeting.id]);
    return {
      reader: committee.people.rssi.person.id,
      pages: { instances: "/instances", "meeting page": `/instances/seances/${row?.ref}` },
    };
  });

/** So many meetings of years past, in the shape of a real one, minutes sent; their instance knows its last two hundred. */
async function fill(db: ReturnType<typeof openPostgres>, model: string, instance: string, count: number) {
  await db.query(
    `with made as (
       insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
           convention_id, organisation_id, title, columns, opened_at, changed_at, exercise)
         select gen_random_uuid(), 'SEA-2020-' || lpad(n::text, 5, '0'), d.kind, d.machine, d.machine_version, 'sent',
                d.context || jsonb_build_object('at', past.at), d.revision, d.head, d.dispositif_id, d.convention_id,
                d.organisation_id, d.title, d.columns || jsonb_build_object('at', past.at), d.opened_at, d.changed_at, false
           from dossier d cross join generate_series(2, $2::int) n cross join lateral (select
             to_char(timestamptz '2024-12-01' - n * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "at") past
          where d.id = $1 returning id, ref, columns->>'at' "at")
     update dossier i set context = jsonb_set(i.context, '{meetings}', i.context->'meetings' || (
         select coalesce(jsonb_agg(jsonb_build_object('meeting', id, 'ref', ref, 'at', at, 'state', 'held') order by at), '[]')
           from (select * from made order by at desc limit 199) last))
      where i.id = $3`,
    [model, count, instance],
  );
}
