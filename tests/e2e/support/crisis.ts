import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Caller } from "#app/platform/caller.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { someone } from "#tools/demo/people.ts";
import { crisisOpening } from "../../support/grand-est.ts";
import type { RunningServer } from "./server.ts";

/** An active crisis of Grand Est on a running server, led by demo people; the time is the real one. */
export async function runningCrisis({ db }: RunningServer) {
  await ensureRunbooks(db, new Date());
  const at = (fn: string) => someone(db, "mbn", { function: fn, kind: "academie", at: "academie-reims" });
  const people = { rssi: await at("rssi"), direction: await at("recteur") };
  const awareAt = new Date(Date.now() - 60_000).toISOString();
  const { id, ref } = await openCrisis(db, people.rssi, crisisOpening({ awareAt }), new Date());
  const act = (caller: Caller, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, caller, id, { type, ...data }, new Date());
  await act(people.rssi, "crisis.qualified", {
    severity: "major",
    perimeter: "dispositif",
    personalData: true,
    reason: "Trois académies touchées.",
  });
  await act(people.direction, "crisis.activated", {
    criteria: ["menaces-recues"],
    unapproved: "Aucune commission ne s’est encore tenue.",
  });
  await act(people.rssi, "member.joined", { role: "rssi" });
  return { id, ref, people, act };
}
