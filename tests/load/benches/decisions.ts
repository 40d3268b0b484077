import pg from "pg";
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Database } from "#app/platform/database/database.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { smallGrandEst } from "../../support/grand-est.ts";
import { byTurns, type Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";

const SCHOOLS = 5_500;
const START = new Date("2026-03-09T08:00:00Z");
const SILENCE = new Date("2026-03-11T23:00:01Z");

/**
 * 5,500 schools stay silent and their temps 2 ends in one sweep of the clock, tacit approvals hashed and journalled
 * (MBN-5.3-T2), against the same update of the same rows in raw SQL.
 */
export async function decisionsBench(stage: Stage): Promise<Figure[]> {
  const url = await stage.database();
  const db = openPostgres(url, 4);
  stage.after(() => db.close());
  const people = await smallGrandEst(db);
  await manySchools(db, stage.quick ? 500 : SCHOOLS);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  stage.after(() => client.end());
  const input = {
    ...{
      dispositif: "mbn",
      from: "academie-reims",
      process: "classique",
      topic: "other",
      profiles: ["families"],
    },
    ...{
      perimeter: "dispositif",
      channels: ["ent-messaging"],
      title: "t",
      short: "s",
      long: "l",
      objective: "o",
    },
    ...{ startsAt: "2026-04-30T08:00:00Z", endsAt: "2026-05-20T08:00:00Z" },
  };
  /** A message that every school is asked about: of an académie, so that temps 1 is none. */
  const asked = async () => {
    const { id } = await draftMessage(db, people.direction, input, START);
    await sendEvent(db, people.direction, id, { type: "communication.submitted" }, START);
    await db.query("delete from deadline where dossier_id = $1 and key like 'soon-%'", [id]);
    await db.script("vacuum analyze school_decision");
    return id;
  };
  const ours = async () => {
    const id = await asked();
    const start = performance.now();
    const rang = await ringDue(db, SILENCE, (error) => {
      throw error;
    });
    const ms = performance.now() - start;
    const [row] = await db.query<{ n: number }>(
      "select count(*)::int n from school_decision where dossier_id = $1 and state = 'tacit'",
      [id],
    );
    if (rang !== 1 || (row?.n ?? 0) < (stage.quick ? 500 : SCHOOLS))
      throw new Error(`${rang} clocks rang, ${row?.n} schools approved by silence`);
    return 1_000 / ms;
  };
  const bare = async () => {
    const id = await asked();
    await client.query("delete from deadline where dossier_id = $1", [id]);
    const start = performance.now();
    await client.query(
      "update school_decision set state = 'tacit', at = $2 where dossier_id = $1 and state = 'pending' and due_at <= $2",
      [id, SILENCE.toISOString()],
    );
    return 1_000 / (performance.now() - start);
  };
  await byTurns(1, ours, bare);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, ours, bare);
  return [{ name: "5,500 silences in one sweep", value, unit: "/s", beside, ratio, hold: { atLeast: 0.5 } }];
}

async function manySchools(db: Database, schools: number) {
  await db.query(
    `insert into organisation (key, kind, name, uai, school_type, sector, academie, departement, mail, parent_id, updated_at)
     select 'college-' || n, 'etablissement', 'Collège n° ' || n, '9' || lpad(n::text, 6, '0') || 'Z', 'college', 'public', 'Reims', '51',
            'ce.' || n || '@colleges.example.invalid', (select id from organisation where key = 'dsden-51'), now()
       from generate_series(1, $1::int) n`,
    [schools],
  );
  // Every school of one calendar: one clock, as for one département.
  await db.query("update organisation set departement = '51' where kind = 'etablissement'");
  await rebuildCoverage(db);
  await db.script("analyze");
}
