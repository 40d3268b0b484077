import { configureChannel } from "#app/channel/commands/configure-channel.ts";
import type { Caller } from "#app/platform/caller.ts";
import { serverSecret } from "#app/platform/secret.ts";
import { someone } from "#tools/demo/people.ts";
import type { RunningServer } from "../support/server.ts";

/** Who writes, approves, decides and looks afterwards, as the demo's directory knows them. */
export async function castOf({ db }: RunningServer) {
  const at = (fn: string, kind: string, key?: string) =>
    someone(db, "mbn", { function: fn, kind, ...(key && { at: key }) });
  const schools = await db.query<{ key: string; name: string; uai: string }>(
    `select key, name, uai from organisation where kind = 'etablissement' and school_type = 'college'
      and departement = '51' order by key limit 2`,
  );
  const [first, second] = schools;
  if (!first || !second) throw new Error("Il faut deux collèges dans la Marne.");
  return {
    schools: [first, second] as const,
    departement: await at("elu", "departement", "departement-51"),
    dsden: await at("dasen", "dsden", "dsden-51"),
    heads: [
      await at("chefEtablissement", "etablissement", first.key),
      await at("chefEtablissement", "etablissement", second.key),
    ] as const,
    recteur: await at("recteur", "academie", "academie-reims"),
    rssi: await at("rssi", "academie", "academie-reims"),
    region: await at("rssi", "region"),
  };
}
export type Cast = Awaited<ReturnType<typeof castOf>>;

/** Ways out to the community: lists of the schools by e-mail, and an ENT that answers nobody. */
export async function openChannels(server: RunningServer, rssi: Caller) {
  const fields = { pattern: "{profil}.{uai}@listes.example.invalid" };
  const secret = await serverSecret(server.db, {});
  const where = { dispositif: "mbn", channel: "mail" };
  const problems = await configureChannel(server.db, rssi.tenures, where, { fields, enabled: true }, secret);
  if (problems[0]) throw new Error(`${problems[0].path} ${problems[0].message}`);
  await server.db.query(
    `insert into channel (dispositif_id, key, connector, settings, enabled, updated_at)
     select id, 'ent-messaging', 'entcore', '{"url": "https://ent.example.invalid", "login": "tocsin"}', true, now()
       from dispositif where key = 'mbn' on conflict do nothing`,
  );
  // As the imports of the directory count them.
  await server.db.query(
    `insert into headcount (organisation_id, profile, people, source, at)
     select o.id, p.profile, p.people, 'annuaire', now() from organisation o
       cross join (values ('pupils', 412), ('families', 655)) p(profile, people)
      where o.kind = 'etablissement' and o.departement = '51' on conflict do nothing`,
  );
}
