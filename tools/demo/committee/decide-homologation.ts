import { randomUUID } from "node:crypto";
import type { Caller } from "#app/platform/caller.ts";
import type { Scene } from "../committee.ts";
import { fill, named, type Staged } from "../homologation.ts";
import { type Seated, sitting } from "./sitting.ts";

const DAY = 86_400_000;

/** The messaging put to the commission, five opinions, then the authority decides there; the bilan is noted. */
export async function decideHomologation(scene: Scene, seated: Seated): Promise<string> {
  const { db, people, now } = scene;
  const [system] = await db.query<{ id: string }>(
    "select id from dossier where kind = 'system' and columns->>'key' = 'messagerie'",
  );
  const cast = { rssi: people.reims as Caller, authority: people.authority as Caller };
  const from = new Date(now.getTime() - 40 * DAY);
  const staged: Staged = { db, cast, ids: new Map([["messagerie", system?.id ?? ""]]), clock: from };
  const { id, ref, act, described } = await fill(staged, "messagerie", from, true);
  await act(cast.rssi, "homologation.readied");
  await act(cast.rssi, "homologation.submitted", { instance: seated.key });
  const held = await sitting(scene, seated, {
    daysAgo: 18,
    items: [
      { key: randomUUID(), kind: "other", title: "Bilan de l’année et plan d’action", papers: [{ title: "Plan d’action", link: "/homologation/plan" }] },
      {
        ...{ key: randomUUID(), kind: "homologation-decision", title: "Messagerie de l’ENT", dossier: id },
        cause: { text: "Le dossier d’homologation est complet et attend une décision.", rule: "MBN-6", article: "6" },
        papers: [{ title: ref, link: `/homologation/${ref}` }],
      },
    ],
  });
  const [report, decision] = held.keys;
  if (report) await held.note(report, "La commission prend acte du bilan : huit mesures sur douze sont en place.");
  if (decision) {
    await held.take(decision, "Le RSSI présente l’analyse de risques et les mesures prises depuis l’an dernier.", "Le Département demande que la restauration soit essayée chaque année.");
    await held.opine(decision, {
      region: ["favourable", "Le dossier est complet."],
      reims: ["favourable", "Les mesures prises répondent aux risques majeurs."],
      nancy: ["reserved", "La restauration n’a pas été essayée depuis un an."],
      strasbourg: ["favourable", "Rien à ajouter."],
      departement: ["favourable", "Sous réserve de l’essai de restauration."],
    });
    await held.decide(decision, {
      kind: "homologation-decision",
      verdict: "reserved",
      months: 12,
      authority: { name: named(cast.authority).name, function: "Autorité d’homologation", person: cast.authority.person.id },
      reserves: [{ key: randomUUID(), text: "Essayer une restauration complète", owner: "Exploitant de l’ENT", dueAt: new Date(now.getTime() + 90 * DAY).toISOString().slice(0, 10) }],
      accepted: described.map(({ key }) => key),
    });
  }
  return held.end("La commission se réunira de nouveau au printemps.");
} // biome-ignore format: one act a line
