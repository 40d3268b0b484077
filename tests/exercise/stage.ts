import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { prepareExercise } from "#app/exercise/commands/prepare-exercise.ts";
import { startExercise } from "#app/exercise/commands/start-exercise.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { ExerciseContext } from "#machines/exercise/v1/context.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";

export const inject = (key: string, at: number, more: Record<string, unknown> = {}) => ({
  ...{ key, at, to: [], way: "telephone", from: "Une famille", title: `Stimulus ${key}` },
  ...{ content: "Ma fille a reçu un message de menace.", expected: "Noter l’appel.", ...more },
});

export const preparation = (people: GrandEst, more: Record<string, unknown> = {}) => ({
  ...{ dispositif: "mbn", runbook: "messagerie-ent-compromise", organisation: "academie-reims" },
  ...{ category: "threat-messages", perimeter: "dispositif", personalData: true },
  title: "Exercice de printemps",
  summary: "Des comptes d’élèves envoient des menaces.",
  objectives: ["Verrouiller en moins de trente minutes."],
  debex: "2026-03-24T01:10:00Z",
  players: [
    { id: people.direction.person.id, seat: "direction" },
    { id: people.rssi.person.id, seat: "rssi" },
    { id: people.exploitant.person.id, seat: "prestataire" },
  ],
  animators: [people.regionRssi.person.id],
  observers: [people.dpd.person.id],
  injects: [
    inject("appel", 15, { to: ["rssi"] }),
    inject("presse", 90, { to: ["direction"], way: "presse" }),
  ],
  grid: [{ key: "verrou", text: "Le verrou est expliqué aux familles." }],
  ...more,
});

/** A small Grand Est in which exercises are played: what left, when, and real time that the test moves. */
export async function exerciseStage(kind: Kind) {
  const db: Database = await freshDatabase(kind);
  const people = await smallGrandEst(db);
  const left: { address: string; subject: string; dossier: string }[] = [];
  const communityLeft: string[] = [];
  const errors: unknown[] = [];
  let now = NIGHT;
  const sender = outboxWorker(db, {
    channels: {
      mail: {
        concurrency: 4,
        send: async (delivery, notice) => {
          left.push({
            address: delivery.address,
            subject: notice.facts.title,
            dossier: delivery.dossier_id,
          });
          return { ok: true };
        },
      },
    },
    community: async () => ({
      concurrency: 2,
      prepare: async ({ address }) => {
        communityLeft.push(`prepared ${address}`);
        return {
          send: async () => {
            communityLeft.push(address);
            return { ok: true };
          },
        };
      },
    }),
    now: () => now,
    onError: (error) => errors.push(error),
  });
  const say = (who: Caller, dossier: string, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, who, dossier, { type, ...data }, now);
  return {
    ...{ db, people, left, communityLeft, errors, say },
    now: () => now,
    /** Real time goes on; the clock rings and the outbox turns as they do in a console. */
    async pass(minutes: number) {
      now = later(now, minutes);
      await ringDue(db, now, (error) => errors.push(error));
      await sender.run();
    },
    async turn() {
      await sender.run();
    },
    async prepare(more: Record<string, unknown> = {}, by: Caller = people.rssiNancy) {
      const { id, ref } = await prepareExercise(db, by, preparation(people, more), now);
      return { id, ref };
    },
    async start(ref: string, factor = 1, by: Caller = people.rssiNancy) {
      const { crisis } = await startExercise(db, by, ref, { factor }, now);
      return crisis;
    },
    async context(id: string) {
      const [row] = await db.query<{ context: ExerciseContext; state: string }>(
        "select context, state from dossier where id = $1",
        [id],
      );
      return { ...(row?.context as ExerciseContext), state: row?.state };
    },
    lock: async (exercise: string | null) => {
      const [row] = await db.query<{ state: string; revision: number; id: string }>(
        "select id, state, revision from dossier where kind = 'lock' and exercise_id is not distinct from $1::uuid and dispositif_id = (select id from dispositif where key = 'mbn')",
        [exercise],
      );
      return row;
    },
    states: async (dossier: string) => {
      const rows = await db.query<{ state: string; n: number }>(
        "select state, count(*)::int n from delivery where dossier_id = $1 group by 1",
        [dossier],
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, n])) as Record<string, number>;
    },
  };
}
export type Stage = Awaited<ReturnType<typeof exerciseStage>>;

/** The crisis of an exercise, qualified and activated by its direction. */
export async function activate({ say, people }: Stage, crisis: string) {
  await say(people.rssi, crisis, "crisis.qualified", {
    ...{
      severity: "major",
      perimeter: "dispositif",
      personalData: true,
      reason: "Trois académies touchées.",
    },
  });
  await say(people.direction, crisis, "crisis.activated", { criteria: ["menaces-recues"] });
  await say(people.rssi, crisis, "member.joined", { role: "rssi" });
}
