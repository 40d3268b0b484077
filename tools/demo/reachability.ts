import type { Database } from "#app/platform/database/database.ts";
import { answerTest } from "#app/reachability/commands/answer-test.ts";
import { openTest } from "#app/reachability/commands/open-test.ts";
import { someone } from "./people.ts";
import { sendDue } from "./play.ts";

type Ways = Parameters<typeof sendDue>[1];
const DEPARTEMENT = "51";
/** The demonstration's mail server knows nobody there. */
export const REFUSED = "@refus.example.invalid";
const HOUR = 3_600_000;

/**
 * « Êtes-vous joignable ? » to the heads of one département: some answer, one is not there any more, one address was
 * refused. Played once; a later start finds it.
 */
export async function playReachability(
  db: Database,
  ways: Ways,
  t0: Date,
  say: (line: string) => void,
): Promise<void> {
  const [known] = await db.query<{ ref: string }>(
    "select ref from dossier where kind = 'reachability' limit 1",
  );
  if (known) return say(`\nUn test de joignabilité est déjà là (${known.ref}).`);
  const rssi = await someone(db, "mbn", { function: "rssi", kind: "academie", at: "academie-reims" });
  await closeABox(db);
  const input = {
    dispositif: "mbn",
    title: "Êtes-vous joignable ? Rentrée",
    functions: ["chefEtablissement"],
    territory: `departement:${DEPARTEMENT}`,
    endsAt: new Date(t0.getTime() + 10 * 24 * HOUR).toISOString(),
  };
  const { id, ref } = await openTest(db, rssi, input, t0);
  const sent = await db.query<{ id: string; address: string }>(
    "select id, address from delivery where dossier_id = $1 order by id",
    [id],
  );
  const [gone, ...others] = sent.filter(({ address }) => !address.endsWith(REFUSED));
  await sendDue(db, ways, t0);
  for (const [n, one] of others.slice(0, Math.ceil(others.length * 0.7)).entries())
    await answerTest(db, one.id, "taken", new Date(t0.getTime() + (n + 1) * 60_000));
  if (gone && others.length > 0)
    await answerTest(
      db,
      gone.id,
      "not-me",
      new Date(t0.getTime() + 30 * 60_000),
      "Mme Martin, depuis septembre",
    );
  say(`\n━━ Êtes-vous joignable ? ━━\n${ref} : ${sent.length} chefs d’établissement de la Marne interrogés.`);
}

/** One head of school has left: the address in the directory is closed. */
const closeABox = (db: Database) =>
  db.query(
    `update person set email = 'ancien.chef' || $1 where id = (
       select p.id from person p join tenure t on t.person_id = p.id and t.function = 'chefEtablissement' and t.rank = 0
         join organisation o on o.id = t.organisation_id
        where p.demo and o.departement = $2 and o.kind = 'etablissement' order by o.key desc limit 1)`,
    [REFUSED, DEPARTEMENT],
  );
