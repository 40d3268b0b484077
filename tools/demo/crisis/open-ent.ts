import { configureChannel } from "#app/channel/commands/configure-channel.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../entcore-server.ts";
import { someone } from "../people.ts";
import { schoolsOf } from "./queries.ts";
import { DISPOSITIF, type Stage } from "./stage.ts";

/** An ENT that answers as edificeio/entcore documents it, and the mailing lists of the schools. */
export async function openEnt({ db, secret }: Stage): Promise<EntcoreServer> {
  const rssi = await someone(db, DISPOSITIF, { function: "rssi", kind: "academie" });
  const schools = await schoolsOf(db, DISPOSITIF);
  const ent = await entcoreServer({ schools });
  const set = async (channel: string, fields: Record<string, string>) => {
    const where = { dispositif: DISPOSITIF, channel };
    const problems = await configureChannel(db, rssi.tenures, where, { fields, enabled: true }, secret);
    if (problems[0]) throw new Error(`Canal ${channel} : ${problems[0].path} ${problems[0].message}`);
  };
  await set("ent-messaging", {
    url: ent.url,
    login: entcoreAccount.login,
    password: entcoreAccount.password,
  });
  await set("mail", { pattern: "{profil}.{uai}@listes.example.invalid" });
  return ent;
}
