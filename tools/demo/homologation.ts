import { randomUUID } from "node:crypto";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { keepFile } from "#app/engine/pieces/keep-file.ts";
import { ensureHomologationContent } from "#app/homologation/commands/ensure-content.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { openReviews } from "#app/homologation/commands/open-reviews.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Caller } from "#app/platform/caller.ts";
import { printed } from "#app/platform/pdf/print.ts";
import type { Stage } from "./crisis/stage.ts";
import { documents, links, measuresDone, risks, systems } from "./homologation/facts.ts";
import { someone } from "./people.ts";

const DISPOSITIF = "mbn";
const DAY = 86_400_000;
type Cast = { rssi: Caller; authority: Caller };

/**
 * The register of Grand Est: its ENT homologated with réserves seven months ago, one of them late, its articulations,
 * a third party attested for safety, an application that expired, one to renew, one being prepared; then the crisis
 * opens the review of the ENT.
 */
export async function playHomologation({ db, say, send }: Stage, now: Date): Promise<void> {
  const [known] = await db.query("select 1 from dossier where kind = 'system' limit 1");
  if (known) return;
  await ensureHomologationContent(db, now);
  const at = (fn: string) =>
    someone(db, DISPOSITIF, { function: fn, kind: "academie", at: "academie-reims" });
  const cast: Cast = { rssi: await at("rssi"), authority: await at("autoriteHomologation") };
  say("\n━━ Grand Est : le registre des homologations ━━");
  const stage: Staged = { db, cast, ids: new Map(), clock: new Date(now.getTime() - 330 * DAY) };
  for (const { need, ...one } of systems) await register(stage, one, need);
  for (const { from, to, ...link } of links)
    await tell(stage, from, cast.rssi, "articulation.added", {
      key: randomUUID(),
      ...(stage.ids.has(to ?? "") && { to: stage.ids.get(to ?? "") }),
      ...link,
    });
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  await tell(
    stage,
    "sms-rectorat",
    cast.rssi,
    "system.attested",
    { checkedAt: ago(120).toISOString(), proof: "Attestation RGS du prestataire, lue le jour même" },
    ago(119),
  );
  const day = (days: number) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  const ent = await homologate(stage, "ent", ago(215), 12, [
    { text: "Deux facteurs pour tous les comptes de direction", owner: "DSI de l’académie", dueAt: day(-20) },
    { text: "Restaurer une sauvegarde et le consigner", owner: "Exploitant de l’ENT", dueAt: day(60) },
  ]);
  say(`${ent}  ENT homologué avec deux réserves, l’une en retard`);
  say(`${await homologate(stage, "vie-scolaire", ago(215), 6)}  application expirée`);
  say(`${await homologate(stage, "cahier-multimedia", ago(320), 12)}  module à renouveler`);
  say(
    `${await homologate(stage, "sms-rectorat", ago(119), 36)}  communication d’un tiers, attestée depuis moins d’un an`,
  );
  await ringAll(stage, now);
  await prepare(stage, "orientation", ago(6));
  const told = await openReviews(db, now);
  const [review] = await db.query<{ n: number }>(
    "select jsonb_array_length(context->'reviews') n from dossier where ref = $1",
    [ent],
  );
  say(`  ${told} homologation à réexaminer : ${review?.n} causes, dont la crise, chacune inscrite`);
  await send(now);
}

export type Staged = { db: Stage["db"]; cast: Cast; ids: Map<string, string>; clock: Date };

export async function register(stage: Staged, given: Record<string, unknown>, need: Record<string, unknown>) {
  const { id } = await registerSystem(
    stage.db,
    stage.cast.rssi,
    { dispositif: DISPOSITIF, ...given },
    stage.clock,
  );
  stage.ids.set(String(given.key), id);
  await sendEvent(stage.db, stage.cast.rssi, id, { type: "system.assessed", ...need }, stage.clock);
}

const tell = ({ db, ids, clock }: Staged, key: string, by: Caller, type: string, data: object, at = clock) =>
  sendEvent(db, by, ids.get(key) ?? "", { type, ...data }, at);

export const named = ({ person, tenures: [held] }: Caller) => ({
  person: person.id,
  name: [person.givenName, person.name].filter(Boolean).join(" "),
  function: held?.function ?? "",
  organisation: {
    id: held?.organisation?.id ?? "",
    key: held?.organisation?.key ?? "",
    name: held?.organisation?.name ?? "",
  },
});

/** Opens a dossier and fills it, whole or half. */
export async function fill({ db, cast, ids }: Staged, key: string, from: Date, whole: boolean) {
  const opened = await openHomologation(db, cast.rssi, ids.get(key) ?? "", from);
  let minutes = 0;
  const act = (by: Caller, type: string, data: object = {}) => {
    minutes += 30;
    return sendEvent(db, by, opened.id, { type, ...data }, new Date(from.getTime() + minutes * 60_000));
  };
  const demarche = key === "ent" ? "intermediaire" : "simplifiee";
  await act(cast.rssi, "strategy.set", { demarche, perimeter: "Le service et ses articulations avec d’autres produits.", authority: named(cast.authority), lead: named(cast.rssi) });
  for (const { kind, title, version } of documents.filter((one) => one.demarches.includes(demarche)).slice(0, whole ? 99 : 2)) {
    const bytes = await printed({ title, header: [title, "Démonstration"], footer: "Pièce de démonstration", page: (n, of) => `${n}/${of}`, at: from, content: [{ text: title }] });
    const file = await keepFile(db, { name: `${kind}.pdf`, bytes });
    await act(cast.rssi, "piece.added", { key: randomUUID(), kind, title, version, owner: "RSSI de l’académie", reviewAt: new Date(from.getTime() + 365 * DAY).toISOString().slice(0, 10), file });
  }
  const described = risks.map((risk) => ({ ...risk, key: randomUUID() }));
  for (const risk of described.slice(0, whole ? 9 : 1)) await act(cast.rssi, "risk.set", risk);
  if (!whole) return { ...opened, act, described };
  const measures = await db.query<{ ref: string; title: string }>("select ref, title from catalogue_measure where catalogue = 'ent' order by position limit 12");
  const taken = measures.map((one) => ({ ...one, key: randomUUID(), catalogue: "ent" }));
  await act(cast.rssi, "measures.added", { measures: taken });
  await act(cast.rssi, "measures.updated", { changes: taken.map(({ key }, n) => ({ key, ...measuresDone(n, from) })) });
  return { ...opened, act, described };
} // biome-ignore format: one act a line

export async function homologate(stage: Staged, key: string, from: Date, months: number, reserves: { text: string; owner: string; dueAt: string }[] = []) {
  const { cast, db } = stage;
  const { id, ref, act, described } = await fill(stage, key, from, true);
  await act(cast.rssi, "homologation.readied");
  await act(cast.rssi, "homologation.submitted", { instance: "commission-homologation" });
  await act(cast.rssi, "opinion.given", { opinion: reserves.length > 0 ? "reserved" : "favourable", text: "Dossier complet, plan d’action crédible." });
  await act(cast.authority, "decision.taken", {
    decision: reserves.length > 0 ? "reserved" : "firm",
    months,
    authority: { name: named(cast.authority).name, function: "Autorité d’homologation" },
    reserves: reserves.map((one) => ({ ...one, key: randomUUID() })),
    accepted: described.map(({ key: risk }) => risk),
  });
  await ringDue(db, new Date(from.getTime() + DAY), undefined, id);
  if (key === "ent") await act(cast.authority, "publication.set", { shown: true });
  return ref;
} // biome-ignore format: same

async function prepare(stage: Staged, key: string, from: Date) {
  await fill(stage, key, from, false);
}

/** The clocks of months gone by ring, each in its turn. */
async function ringAll({ db }: Staged, now: Date) {
  for (let turns = 0; turns < 40; turns += 1) if ((await ringDue(db, now)) === 0) return;
}
