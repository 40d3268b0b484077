import { rebuildCoverage } from "#app/directory/coverage.ts";
import { applyMember } from "#app/homologation/federation/apply-member.ts";
import type { openPostgres } from "#app/platform/database/postgres.ts";
import { agreement } from "../../federation/cast.ts";
import { withConvention, withPerson } from "../../support/world.ts";
import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { manyBesideFew } from "./many-beside-few.ts";

const name = (n: number) => `Service ${String(n).padStart(4, "0")}`;

/**
 * The register of a federation with a thousand members against the same with thirty, in pairs: fewer would not fill the
 * first page. And the page of one member.
 */
export const federationBench = (stage: Stage): Promise<Figure[]> =>
  manyBesideFew(stage, { many: 1_000, few: 30 }, async (db, count) => {
    await withConvention(db, "ene-atrium");
    await rebuildCoverage(db);
    const rssi = await withPerson(db, { function: "rssi", at: "region-paca" });
    const given = {
      dispositif: "atrium",
      name: name(1),
      contact: "Exploitation",
      roles: ["service"],
      agreement,
    };
    const { id, ref } = await applyMember(db, rssi, given, new Date(Date.now() - 86_400_000));
    await fill(db, id, count);
    return {
      reader: rssi.person.id,
      pages: { federation: "/homologation/federation", "member page": `/homologation/federation/${ref}` },
    };
  });

/** So many candidates in the shape of a real one: set-based. */
async function fill(db: ReturnType<typeof openPostgres>, model: string, count: number): Promise<void> {
  await db.query(
    `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
         convention_id, organisation_id, title, columns, opened_at, changed_at, exercise)
       select gen_random_uuid(), 'FED-2020-' || lpad(n::text, 5, '0'), d.kind, d.machine, d.machine_version, d.state, d.context,
              d.revision, d.head, d.dispositif_id, d.convention_id, d.organisation_id, 'Service ' || lpad(n::text, 4, '0'),
              d.columns, d.opened_at, d.changed_at, false
         from dossier d cross join generate_series(2, $2::int) n where d.id = $1`,
    [model, count],
  );
}
