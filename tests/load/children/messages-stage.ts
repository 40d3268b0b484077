import { randomUUID } from "node:crypto";
import { communityChannels } from "#app/channel/community-channels.ts";
import { ownerOf } from "#app/channel/connectors/open.ts";
import { ensureLocks } from "#app/engine/gate/ensure-lock.ts";
import { lockAway } from "#app/platform/channels/vault.ts";
import type { Database } from "#app/platform/database/database.ts";

const SECRET = "a secret of the bench, long enough to be one";
type Servers = { smtp: string; http: string };
export const WAYS = ["ent-messaging", "sms", "mail"];

/** The three ways out as the console opens them, from their rows. */
export function openWays(db: Database, { smtp }: Pick<Servers, "smtp">) {
  const env = {
    ...{
      SMTP_URL: smtp,
      MAIL_FROM: "tocsin@tocsin.example.invalid",
      publicUrl: "https://tocsin.example.invalid",
    },
    TOCSIN_INSIDE_ALLOWED: ["127.0.0.1/32"],
  };
  return communityChannels(db, { env, serverSecret: SECRET });
}

/** Channels, an open lock, and so many schools: one delivery each a way. */
export async function messagesStage(
  db: Database,
  schools: number,
  { http }: Pick<Servers, "http">,
): Promise<void> {
  await ensureLocks(db, new Date());
  const [row] = await db.query<{ id: string }>("select id from dispositif");
  const dispositif = row?.id ?? "";
  const sms = {
    ...{ url: `${http}/sms`, method: "POST", headers: "Authorization: Bearer {secret}", bodyType: "json" },
    body: '{"to": "{destinataire}", "text": "{texte}", "key": "{cle}"}',
    ...{ idPath: "id", okPath: "status", okValues: "ok", again: "safe", to: "{profil}-{uai}", price: "0" },
  };
  const settings: Record<string, [string, object, object | null]> = {
    "ent-messaging": ["entcore", { url: http, login: "tocsin" }, { password: "x" }],
    sms: ["sms-http", sms, { secret: "x" }],
    mail: ["mail", { pattern: "{profil}.{uai}@listes.example.invalid" }, null],
  };
  // A rate is kept, one that is never reached: an SMS gateway has 600 a minute by default.
  for (const [key, [connector, values, secret]] of Object.entries(settings))
    await db.query(
      "insert into channel (dispositif_id, key, connector, settings, secret, rate_per_minute) values ($1, $2, $3, $4::jsonb, $5, 10000000)",
      [
        ...[dispositif, key, connector, JSON.stringify(values)],
        secret && lockAway(SECRET, ownerOf({ dispositif_id: dispositif, key }), JSON.stringify(secret)),
      ],
    );
  await db.query(
    `insert into organisation (key, kind, name, uai, academie, departement, commune_name, updated_at)
     select 'b' || n, 'ecole', 'École n° ' || n, lpad(n::text, 7, '0') || 'B', 'Versailles', '78', 'Ville ' || n, now()
       from generate_series(1, $1::int) n`,
    [schools],
  );
  await db.script("analyze");
}

/** What both sides send. */
export const facts = {
  ...{ subject: "Portes ouvertes", ref: "COM-2026-001", dispositif: "ENT" },
  ...{ timezone: "Europe/Paris", exercise: false },
  body: "Bonjour,\n\nLe collège organise ses portes ouvertes samedi matin.",
  sms: "Portes ouvertes samedi matin.",
};

/** One message to the families of so many schools, on each way. @returns how many deliveries. */
export async function queueMessages(db: Database, schools: number): Promise<number> {
  const notice = randomUUID();
  await db.query(
    `insert into notice (id, dossier_id, key, seq, template, facts, state, created_at)
     select $1::uuid, id, $2, 1, 'community', $3::jsonb, 'sent', now() from dossier where kind = 'incident' limit 1`,
    [notice, `bench-${notice}`, JSON.stringify(facts)],
  );
  const rows = await db.query(
    `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article, alert,
       via, next_at, audience, dispositif_id)
     select n.id, n.dossier_id, o.id, 'families', o.name, o.uai || '/families', way, 'MBN-5.2', '5.2', 'community',
            'community', now(), 'community', l.dispositif_id
       from notice n join dossier l on l.id = n.dossier_id cross join unnest($3::text[]) way
       cross join lateral (select * from organisation where key like 'b%' and uai like '%B' order by key limit $2::int) o
      where n.id = $1::uuid returning 1`,
    [notice, schools, WAYS],
  );
  await db.script("analyze delivery");
  return rows.length;
}
