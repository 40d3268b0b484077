import { cellOf } from "./crisis/cell.ts";
import { gather, open } from "./crisis/gather.ts";
import { findCompromised, speakTooSoon } from "./crisis/lock.ts";
import { openCrises } from "./crisis/queries.ts";
import { cast, DISPOSITIF, type Stage } from "./crisis/stage.ts";
import { informAndLeave, learn, work } from "./crisis/work.ts";
import type { EntcoreServer } from "./entcore-server.ts";

/**
 * March 2024 in Grand Est, from the first threat to the RETEX, through the real spine (domain.md, Crisis).
 * @param ent the messaging of that ENT, already set as a channel.
 */
export async function playCrisis(stage: Stage, ent: EntcoreServer, t0: Date): Promise<void> {
  const { db, say } = stage;
  const going = await openCrises(db, DISPOSITIF);
  if (going) {
    say(`\nUne crise est déjà ouverte (${going}) : le scénario de crise n’est pas rejoué.`);
    return;
  }
  const people = await cast(db);
  say("\n━━ Mars 2024, Grand Est : la messagerie de l’ENT envoie des menaces ━━");
  const crisis = await open(stage, people, t0);
  const cell = cellOf(db, crisis.id, t0, say);
  await gather(stage, cell, people, crisis.id);
  await speakTooSoon(stage, cell, people);
  await findCompromised(stage, cell, people, ent);
  await work(cell, people);
  await informAndLeave(stage, cell, people, ent);
  await learn(cell, people);
}
