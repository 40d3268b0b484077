import { randomUUID } from "node:crypto";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { someone } from "../people.ts";
import { cellOf } from "./cell.ts";
import { lockLine, openCrises } from "./queries.ts";
import type { Stage } from "./stage.ts";

const DISPOSITIF = "atrium";

/** A crisis of ATRIUM left open: its room is there to be entered, and what is said to the press waits (ATR-11). */
export async function leaveOpen({ db, say, send }: Stage, t0: Date): Promise<void> {
  if (await openCrises(db, DISPOSITIF)) return;
  const region = await someone(db, DISPOSITIF, { function: "elu", kind: "region" });
  const rssi = await someone(db, DISPOSITIF, { function: "rssi", kind: "region" });
  const dane = await someone(db, DISPOSITIF, { function: "dane", kind: "academie" });
  say("\n━━ ENE ATRIUM : une crise laissée ouverte ━━");
  const crisis = await openCrisis(
    db,
    rssi,
    {
      dispositif: DISPOSITIF,
      runbook: "ent-indisponible",
      organisation: "region-paca",
      title: "ATRIUM ne répond plus",
      summary: "Depuis 7 h 40, les connexions échouent : déni de service sur le frontal.",
      category: "denial-of-service",
      personalData: false,
      awareAt: t0.toISOString(),
    },
    t0,
  );
  say(`${crisis.ref}  ouverte par le RSSI de la Région`);
  const cell = cellOf(db, crisis.id, t0, say);
  await cell.act(
    rssi,
    "crisis.qualified",
    {
      severity: "major",
      perimeter: "dispositif",
      personalData: false,
      reason: "Toute la région est touchée.",
    },
    "crise qualifiée",
  );
  const [runbook] = await db.query<{ criterion: string }>(
    "select body->'activation'->0->>'key' criterion from content where kind = 'runbook' and body->>'key' = 'ent-indisponible'",
  );
  const criteria = [runbook?.criterion ?? ""];
  await cell.act(
    rssi,
    "crisis.activated",
    { criteria, unapproved: "Le comité de pilotage ne s’est pas encore réuni." },
    "crise activée",
  );
  say(`           ${await lockLine(db, DISPOSITIF)}`);
  await cell.act(dane, "member.joined", { role: "communication" }, "siège communication pris");
  const key = randomUUID();
  await cell.act(
    dane,
    "press.proposed",
    {
      key,
      title: "ATRIUM est indisponible",
      body: "Un déni de service touche ATRIUM. Aucune donnée n’est en cause.",
    },
    "réponse à la presse proposée",
  );
  const other = await someone(db, DISPOSITIF, { function: "recteur", kind: "academie" });
  await cell.refused(other, "press.approved", { key }, "approuver à la place de la Région");
  await cell.act(region, "press.approved", { key }, "réponse à la presse approuvée par la Région");
  await cell.act(
    rssi,
    "log.entered",
    {
      kind: "fait",
      content: "Le filtrage est en place chez l’opérateur, les connexions reprennent à 20 %.",
      reliability: "confirmed",
    },
    "main courante : le filtrage est en place",
  );
  await send(cell.now());
  say("           sa salle est ouverte : entrez-y avec une personne de démonstration");
}
