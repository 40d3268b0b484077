import pg from "pg";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { crisisOpening } from "../../support/grand-est.ts";
import { later, NIGHT, withConvention, withPerson } from "../../support/world.ts";
import { byTurns, type Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";

const TABLES = ["dossier", "journal_entry", "notice", "delivery", "deadline", "task", "dossier_access"];
/** Tables whose ids nothing else of the run points at are written again under new ones. */
type Rows = { table: string; rows: Record<string, unknown>[] };

/**
 * Opening and activating a crisis for a dispositif of 1,081 schools (the cell is called, each head of school is told,
 * the lock closes) against the raw inserts of the very rows that it leaves, in as many transactions.
 */
export async function crisisBench(stage: Stage): Promise<Figure[]> {
  const schools = stage.quick ? 200 : 1_081;
  const url = await stage.database();
  const db = openPostgres(url, 4);
  stage.after(() => db.close());
  await withConvention(db, "mbn-grand-est");
  await db.query(
    `insert into organisation (key, kind, name, uai, school_type, sector, academie, departement, mail, parent_id, updated_at)
     select '051' || lpad(n::text, 4, '0') || 'Z', 'etablissement', 'Collège n° ' || n, '051' || lpad(n::text, 4, '0') || 'Z',
            'college', 'public', 'Reims', '51', 'ce.' || n || '@ecoles.example.invalid',
            (select id from organisation where key = 'dsden-51'), now() from generate_series(1, $1::int) n`,
    [schools],
  );
  await rebuildCoverage(db);
  await ensureRunbooks(db, NIGHT);
  const rssi = await withPerson(db, { function: "rssi", at: "academie-reims" });
  const direction = await withPerson(db, { function: "recteur", at: "academie-reims" });
  await db.script("analyze");

  const opened = async () => {
    const { id } = await openCrisis(db, rssi, crisisOpening(), NIGHT);
    const say = (who: typeof rssi, type: string, data: object) =>
      sendEvent(db, who, id, { type, ...data }, later(NIGHT, 1));
    await say(rssi, "crisis.qualified", {
      ...{ severity: "major", perimeter: "dispositif", personalData: true, reason: "Trois académies." },
    });
    await say(direction, "crisis.activated", {
      criteria: ["menaces-recues"],
      unapproved: "Pas encore approuvée.",
    });
    return id;
  };
  const model = await rowsOf(db, await opened());
  const told = model.find(({ table }) => table === "delivery")?.rows.length ?? 0;
  if (told < schools) throw new Error(`crisis: ${told} messages for ${schools} schools`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  stage.after(() => client.end());
  const timed = (work: () => Promise<unknown>) => async () => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const ours = timed(opened);
  const bare = timed(() => insertAgain(client, model));
  await byTurns(1, ours, bare);
  const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds * 2, ours, bare);
  const name = `crisis opened, ${schools} schools`;
  // Rates, so that the ratio is ours over the raw inserts' own.
  return [
    {
      name,
      value: 1_000 / value,
      unit: "/s",
      beside: 1_000 / beside,
      ratio: 1 / ratio,
      hold: { atLeast: 0.5 },
    },
  ];
}

async function rowsOf(db: ReturnType<typeof openPostgres>, dossier: string): Promise<Rows[]> {
  const all: Rows[] = [];
  for (const table of TABLES) {
    const column = table === "dossier" ? "id" : "dossier_id";
    const found = await db.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where ${column} = $1`,
      [dossier],
    );
    all.push({ table, rows: found.map(({ row }) => row) });
  }
  return all;
}

let number = 0;
/** The plain way: one multi-row insert a table, new ids, in three transactions as the three events were. */
async function insertAgain(client: pg.Client, model: Rows[]): Promise<void> {
  number += 1;
  const ids = new Map<string, string>();
  const fresh = (id: string) => {
    if (!ids.has(id)) ids.set(id, crypto.randomUUID());
    return ids.get(id) as string;
  };
  for (const part of [
    ["dossier", "dossier_access"],
    ["journal_entry"],
    ["notice", "delivery", "deadline", "task"],
  ]) {
    await client.query("begin");
    for (const { table, rows } of model.filter((one) => part.includes(one.table))) {
      if (rows.length === 0) continue;
      const renewed = rows.map((row) => ({
        ...row,
        ...(table !== "journal_entry" && typeof row.id === "string" && { id: fresh(row.id) }),
        ...(typeof row.dossier_id === "string" && { dossier_id: fresh(row.dossier_id) }),
        ...(typeof row.notice_id === "string" && { notice_id: fresh(row.notice_id) }),
        ...(table === "dossier" && { ref: `RAW-${number}` }),
      }));
      const columns = Object.keys(rows[0] ?? {}).filter(
        (one) => !(table === "journal_entry" && one === "position"),
      );
      await client.query(
        `insert into ${table} (${columns.join(", ")}) select ${columns.join(", ")}
           from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(renewed)],
      );
    }
    await client.query("commit");
  }
}
