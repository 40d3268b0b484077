import { configureChannel } from "#app/channel/commands/configure-channel.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { serverSecret } from "#app/platform/secret.ts";
import { someone } from "#tools/demo/people.ts";
import type { RunningServer } from "./server.ts";

/** Who plays the crisis of Grand Est, as the demo's directory knows them, and the Région that approves. */
export async function castOf({ db }: RunningServer) {
  const at = (fn: string, kind: string, key?: string) =>
    someone(db, "mbn", { function: fn, kind, ...(key && { at: key }) });
  return {
    rssi: await at("rssi", "academie", "academie-reims"),
    direction: await at("recteur", "academie", "academie-reims"),
    exploitant: await at("exploitant", "prestataire"),
    dane: await at("dane", "academie", "academie-reims"),
    dpd: await at("dpd", "academie", "academie-reims"),
    region: await at("elu", "region"),
  };
}
export type Cast = Awaited<ReturnType<typeof castOf>>;

/** The incident from which the crisis is opened, and e-mail set as a way to reach families. @returns its reference. */
export async function stage(server: RunningServer, { rssi }: Cast): Promise<string> {
  const fields = { pattern: "{profil}.{uai}@listes.example.invalid" };
  const secret = await serverSecret(server.db, {});
  const where = { dispositif: "mbn", channel: "mail" };
  const problems = await configureChannel(server.db, rssi.tenures, where, { fields, enabled: true }, secret);
  if (problems[0]) throw new Error(`${problems[0].path} ${problems[0].message}`);
  const now = new Date();
  const declared = await declareIncident(
    server.db,
    rssi,
    {
      dispositif: "mbn",
      organisation: "academie-reims",
      title: "Menaces envoyées depuis des comptes d’élèves volés",
      description:
        "Depuis 2 h 10, des comptes d’élèves envoient des menaces à toute leur école par la messagerie de l’ENT.",
      category: "threat-messages",
      certainty: "proven",
      perimeter: "dispositif",
      noticedAt: new Date(now.getTime() - 20 * 60_000).toISOString(),
      personalData: true,
      compromises: ["messaging"],
    },
    now,
  );
  return declared.ref;
}
