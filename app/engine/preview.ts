import type { Sql } from "#app/platform/database/database.ts";
import type { Effect } from "#machines/effects.ts";
import type { Stepped } from "#machines/step.ts";
import { audienceSql } from "./audience/audience.sql.ts";
import { type DossierRow, readDossier } from "./dossier.ts";
import { addressesOfPlayers } from "./exercise/players.ts";
import {
  type Command,
  handedOver,
  type Opening,
  openingStep,
  type Planned,
  stepOf,
  type Told,
} from "./plan.ts";
import { calledSql } from "./write/calls.sql.ts";
import { type Of, only, Params } from "./write/rows.ts";

/** Someone who would be alerted, with the rule that says so. `address` null: nobody can be reached there. */
export type Recipient = {
  notice: string;
  alert: string;
  rule: string;
  article: string;
  organisation_id: string;
  organisation_key: string;
  organisation_name: string;
  departement: string | null;
  function: string;
  name: string;
  address: string | null;
  via: "holder" | "substitute" | "mailbox" | "above" | null;
};
export type Consequences = {
  state: string;
  recipients: Recipient[];
  effects: Effect[];
  stepped: Stepped;
  /** In an exercise, the addresses of its players: nobody else gets anything, the rest is simulated. Null: in earnest. */
  players: string[] | null;
  /** What other dossiers would make of it: the lock that closes, the incident that is told. */
  told: Told[];
  /** Whom those other dossiers would alert themselves. */
  alsoAlerted: Recipient[];
};

/** What a command would do, by the same step and the same audience query, writing nothing. */
export async function preview(db: Sql, command: Command): Promise<Consequences> {
  const row = await readDossier(db, command.dossier);
  const over = await handedOver(db, row, command);
  if (over) {
    const of = await ("open" in over ? previewOpening(db, over.open) : preview(db, over.on));
    // Asked of this dossier: what becomes of it is what the other one tells it.
    const here = of.told.find((one) => one.row.id === row.id);
    return here ? { ...of, state: here.stepped.state, stepped: here.stepped } : of;
  }
  return consequences(db, await stepOf(db, row, command), row, command.at, row.id);
}

/** What opening would do. */
export async function previewOpening(db: Sql, command: Opening): Promise<Consequences> {
  const id = command.id ?? "00000000-0000-0000-0000-000000000000";
  const exercise_id = command.exercise === true ? id : command.exercise || null;
  const planned = await openingStep(db, command, { id, ref: "—" });
  return consequences(db, planned, { dispositif_id: command.dispositif, exercise_id }, command.at);
}

async function consequences(
  db: Sql,
  { stepped, told }: Planned,
  { dispositif_id: dispositif, exercise_id }: Pick<DossierRow, "dispositif_id" | "exercise_id">,
  at: Date,
  dossier?: string,
): Promise<Consequences> {
  const recipients = await recipientsOf(db, stepped.effects, { dispositif, at, dossier });
  const alsoAlerted: Recipient[] = [];
  for (const { row, stepped: other } of told)
    alsoAlerted.push(...(await recipientsOf(db, other.effects, { dispositif, at, dossier: row.id })));
  const players = exercise_id ? await addressesOfPlayers(db, exercise_id) : null;
  return { state: stepped.state, recipients, effects: stepped.effects, stepped, told, players, alsoAlerted };
}

/** Whom the alerts of one dossier's step would reach. */
async function recipientsOf(
  db: Sql,
  effects: Effect[],
  { dispositif, at, dossier }: { dispositif: string; at: Date; dossier: string | undefined },
): Promise<Recipient[]> {
  const recipients: Recipient[] = [];
  for (const alert of only(effects, "alert")) {
    const p = new Params();
    const audience = audienceSql(p, alert, {
      dispositif: `${p.add(dispositif)}::uuid`,
      now: `${p.add(at.toISOString())}::timestamptz`,
    });
    const again = alert.template === "alert" || alert.template === "suspension";
    const fresh =
      dossier && again
        ? `where not exists (select 1 from delivery d join notice n on n.id = d.notice_id
             and n.template in ('alert', 'suspension') where d.dossier_id = ${p.add(dossier)}::uuid
             and d.organisation_id = a.organisation_id and d.address is not distinct from a.address)`
        : "";
    const found = await db.query<Omit<Recipient, "notice">>(
      `with ${audience} select * from audience a ${fresh} order by a.i, a.organisation_key`,
      p.values,
    );
    for (const one of found) recipients.push({ notice: alert.notice, ...one });
  }
  for (const call of only(effects, "call")) recipients.push(...(await called(db, call, at)));
  return recipients;
}

/** People called by name, as they would be reached: the very query that writes. */
async function called(db: Sql, call: Of<"call">, at: Date): Promise<Recipient[]> {
  const p = new Params();
  let now: string | undefined;
  const asked = calledSql(p, call, () => (now ??= p.add(at.toISOString())));
  const rows = await db.query<Omit<Recipient, "notice">>(
    `select c.alert, c.rule, c.article, o.id organisation_id, o.key organisation_key, o.name organisation_name,
            o.departement, c.function, c.name, c.address, c.via
       from (${asked}) c join organisation o on o.id = c.organisation_id`,
    p.values,
  );
  return rows.map((row) => ({ notice: call.notice, ...row }));
}
