import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChannels } from "#app/boot/channels.ts";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { mailServer } from "../mocks/smtp-server.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT, withConvention, withPerson } from "../support/world.ts";

const folder = "../shared/data/annuaire";
const there = existsSync(folder);
if (!there) console.info("Real directories: skipped, ../shared/data is not here.");

describe.skipIf(!there)("real directories, through a real mail server on loopback", () => {
  let db: Database;
  let mail: Awaited<ReturnType<typeof mailServer>>;
  let out: ReturnType<typeof openChannels>;
  const send = (now: Date) =>
    outboxWorker(db, {
      channels: out.channels,
      now: () => now,
      onError: (error) => {
        throw error;
      },
    }).run();

  beforeAll(async () => {
    db = await freshDatabase("postgres");
    mail = await mailServer();
    const env = readEnv({ NODE_ENV: "test", SMTP_URL: mail.url, LOG_LEVEL: "silent" });
    out = openChannels(env, "a secret of at least thirty-two characters", createLog(env));
    for (const file of ["mbn-grand-est", "ent-ecoles-versailles"]) await withConvention(db, file);
    await importAnnuaire(db, { file: `${folder}/etablissements-consolide.csv`, now: NIGHT });
    await importAnnuaire(db, { file: `${folder}/circonscriptions-ien-consolide.csv`, now: NIGHT });
    await importAnnuaire(db, { file: `${folder}/yvelines78-annuaire-2020-10.csv`, now: NIGHT });
  });
  afterAll(async () => {
    await out?.smtp.close();
    await mail?.kill();
    await db?.close();
  });

  test("an incident on the whole of Grand Est reaches its 1,081 heads of collège and lycée", async () => {
    const rssi = await withPerson(db, { function: "rssi", at: "academie-nancy-metz" });
    const { id } = await declareIncident(
      db,
      rssi,
      {
        dispositif: "mbn",
        organisation: "academie-nancy-metz",
        title: "Compromission de la messagerie ENT",
        description: "Des comptes volés envoient des menaces.",
        category: "threat-messages",
        certainty: "proven",
        noticedAt: NIGHT.toISOString(),
        perimeter: "dispositif",
        compromises: ["messaging"],
      },
      NIGHT,
    );
    await send(NIGHT);
    const heads = await db.query<{ address: string; state: string; school_type: string; id: string }>(
      `select d.id, d.address, d.state, o.school_type from delivery d join organisation o on o.id = d.organisation_id
        where d.dossier_id = $1 and d.function = 'chefEtablissement'`,
      [id],
    );
    expect(heads).toHaveLength(1081);
    expect(heads.filter((one) => one.school_type === "college")).toHaveLength(616);
    expect(heads.every((one) => one.state === "sent")).toBe(true);
    const got = new Set(mail.received.map((one) => one.to.toLowerCase()));
    expect(heads.filter((one) => !got.has(one.address.toLowerCase()))).toEqual([]);
    // One head answers: the reminder that comes later is not for that school.
    await acknowledgeAlert(db, heads[0]?.id ?? "", "taken", later(NIGHT, 5));
    const { ringDue } = await import("#app/engine/clock.ts");
    await ringDue(db, later(NIGHT, 16));
    const [reminded] = await db.query<{ n: number; again: number }>(
      `select count(*) n, count(*) filter (where d.about_id = $2) again from delivery d join notice n on n.id = d.notice_id
        where d.dossier_id = $1 and n.template = 'reminder' and d.function = 'chefEtablissement'`,
      [id, heads[0]?.id],
    );
    expect(reminded).toEqual({ n: 1080, again: 0 });
  });

  test("an incident in a school of the Yvelines reaches its real circonscription and the alerte-ssi mailbox", async () => {
    const [school] = await db.query<{ key: string; circonscription: string; mail: string }>(
      `select o.key, p.name circonscription, p.mail from organisation o join organisation p on p.id = o.parent_id
        where o.departement = '78' and o.kind = 'ecole' and o.sector = 'public' and p.kind = 'circonscription'
          and p.mail is not null order by o.key limit 1`,
    );
    const rssi = await withPerson(db, { function: "rssi", at: "academie-versailles" });
    const { id } = await declareIncident(
      db,
      rssi,
      {
        dispositif: "versailles",
        organisation: school?.key,
        title: "Hameçonnage",
        description: "Un faux message de l'ENT.",
        category: "phishing",
        certainty: "suspected",
        noticedAt: NIGHT.toISOString(),
      },
      NIGHT,
    );
    await send(NIGHT);
    const rows = await db.query<{ address: string; rule: string; state: string }>(
      "select address, rule, state from delivery where dossier_id = $1 and rule = 'VER-7' order by address",
      [id],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { address: "alerte-ssi@ac-versailles.fr", rule: "VER-7", state: "sent" },
        { address: school?.mail, rule: "VER-7", state: "sent" },
      ]),
    );
    expect(mail.received.map((one) => one.to)).toEqual(
      expect.arrayContaining(["alerte-ssi@ac-versailles.fr", school?.mail]),
    );
  });
});
