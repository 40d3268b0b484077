import { randomUUID } from "node:crypto";
import { acknowledgeCall } from "#app/crisis/commands/acknowledge-call.ts";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { prepareExercise } from "#app/exercise/commands/prepare-exercise.ts";
import { startExercise } from "#app/exercise/commands/start-exercise.ts";
import { readyExercises } from "#app/exercise/content/read-ready.ts";
import type { ReadyExercise } from "#app/exercise/content/schema.ts";
import { preparationOf, startFrom } from "#app/exercise/queries/prepare-page.ts";
import { dispositifsFor } from "#app/exercise/queries/where.ts";
import type { Caller } from "#app/platform/caller.ts";
import { cast, DISPOSITIF, type Stage } from "./crisis/stage.ts";
import { someone } from "./people.ts";

/** The press on the link of the call to the cell, as the player's mail has it. */
async function answerCall(db: Stage["db"], crisis: string, person: string, now: Date): Promise<void> {
  const [call] = await db.query<{ id: string }>(
    `select l.id from delivery l join notice n on n.id = l.notice_id and n.template = 'cell-call'
      where l.dossier_id = $1 and l.person_id = $2 limit 1`,
    [crisis, person],
  );
  if (!call) throw new Error("Le joueur n’a pas été appelé.");
  await acknowledgeCall(db, call.id, "taken", now);
}

/**
 * An exercise played to its debrief, three days in two minutes of its own, and another one ready to start. Nothing of
 * it reaches anyone but its players: the sink of the demo counts their mails only.
 */
export async function playExercises(stage: Stage, t0: Date): Promise<void> {
  const { db, say } = stage;
  const [known] = await db.query<{ ref: string }>("select ref from dossier where kind = 'exercise' limit 1");
  if (known) {
    say(`\nUn exercice existe déjà (${known.ref}) : il n’est pas rejoué.`);
    return;
  }
  const people = await cast(db);
  const animator = await someone(db, DISPOSITIF, {
    function: "rssi",
    kind: "academie",
    at: "academie-nancy-metz",
  });
  const { exercises } = await readyExercises();
  const ready = (key: string) => exercises.find(({ cle }) => cle === key) as ReadyExercise;
  say("\n━━ Un exercice : trois jours de crise en quelques minutes, pour ses seuls joueurs ━━");
  const parts = {
    [people.direction.person.id]: "player:direction",
    [people.rssi.person.id]: "player:rssi",
    [people.dane.person.id]: "player:communication",
    [people.exploitant.person.id]: "player:prestataire",
    [people.region.person.id]: "player",
    [people.dpd.person.id]: "observer",
  };
  const prepare = async (key: string, plannedAt: string) => {
    const where = (await dispositifsFor(db, animator)).find((one) => one.key === DISPOSITIF);
    if (!where) throw new Error("L’animatrice n’a pas de dispositif.");
    const values = startFrom(ready(key), DISPOSITIF, "", animator.person.id);
    const { input, errors } = preparationOf(
      { ...values, plannedAt, parts: { ...values.parts, ...parts } },
      ready(key),
      where,
      t0,
    );
    if (!input) throw new Error(errors[0]?.message);
    return prepareExercise(db, animator, input, t0);
  };
  const exercise = await prepare("compromission-messagerie", "");
  const { crisis } = await startExercise(db, animator, exercise.ref, { factor: 216 }, t0);
  say(`${exercise.ref}  DEBEX, crise d’exercice ${crisis.ref}, horloge 216 fois plus rapide`);
  let now = t0;
  const on = async (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
    for (const dossier of [exercise.id, crisis.id]) await ringDue(db, now, undefined, dossier);
    await stage.send(now);
  };
  const inCrisis = (who: Caller, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, who, crisis.id, { type, ...data }, now);
  const inExercise = (who: Caller, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, who, exercise.id, { type, ...data }, now);
  await on(3);
  await inExercise(people.rssi, "inject.answered", {
    key: "premier-appel",
    text: "Appel noté, la principale compose le 17.",
  });
  await inCrisis(people.rssi, "crisis.qualified", {
    ...{
      severity: "major",
      perimeter: "dispositif",
      personalData: true,
      reason: "Deux établissements touchés.",
    },
  });
  await inCrisis(people.direction, "crisis.activated", { criteria: ["menaces-recues"] });
  await on(4);
  await answerCall(db, crisis.id, people.exploitant.person.id, now);
  await inCrisis(people.rssi, "member.joined", { role: "rssi" });
  await inExercise(people.exploitant, "inject.answered", {
    key: "journal-prestataire",
    text: "Liste des 41 comptes livrée.",
  });
  // Approved by the Région, as in earnest (MBN-5.3-K2); it passes the exercise's own lock, and leaves for nobody.
  const message = randomUUID();
  await inCrisis(people.dane, "member.joined", { role: "communication" });
  await inCrisis(people.dane, "message.proposed", {
    ...{ key: message, channel: "ent-messaging", profiles: ["families"] },
    subject: "Messages de menace reçus par l’ENT",
    body: "Des messages de menace ont été envoyés depuis des comptes volés. Ne leur répondez pas ; les cours ont lieu.",
    justification: "Les familles ont reçu les menaces.",
  });
  await on(5);
  await inCrisis(people.region, "message.approved", { key: message });
  await on(9);
  await inCrisis(people.rssi, "compromise.declared", {
    what: "messaging",
    reason: "Comptes d’enseignants touchés.",
  });
  await inCrisis(people.direction, "compromise.confirmed", { what: "messaging" });
  await inExercise(people.direction, "inject.answered", {
    key: "doute-rssi",
    text: "Compromission confirmée à deux.",
  });
  await on(80);
  await inExercise(people.dane, "inject.answered", {
    key: "presse",
    text: "Un seul porte-parole, communiqué en cours.",
  });
  for (const [key, reaction] of [
    ["premier-appel", "expected"],
    ["journal-prestataire", "expected"],
    ["doute-rssi", "expected"],
    ["presse", "partly"],
  ])
    await inExercise(people.dpd, "inject.judged", { key, reaction });
  for (const [criterion, observed, note] of [
    ["cellule-vite", "yes", "Onze minutes."],
    ["a-deux", "yes", ""],
    ["main-courante", "partly", "Deux appels sans heure."],
    ["canal-sur", "no", "Le message aux familles n’est pas parti à temps."],
  ])
    await inExercise(people.dpd, "observation.noted", { criterion, observed, ...(note && { note }) });
  await inExercise(animator, "exercise.ended");
  await inExercise(animator, "exercise.debriefed", {
    summary: "La cellule s’est trouvée vite et a fermé la messagerie à deux. Elle a parlé tard aux familles.",
    strengths: "Sièges tenus, décisions motivées.",
    improvements: "Préparer le message de substitution dès la confirmation.",
  });
  const [simulated] = await db.query<{ n: number }>(
    "select count(*)::int n from delivery l join dossier d on d.id = l.dossier_id where d.exercise_id = $1 and l.state = 'simulated'",
    [exercise.id],
  );
  say(`${exercise.ref}  FINEX et débriefing ; ${simulated?.n ?? 0} messages simulés, aucun hors des joueurs`);
  const next = await prepare("fuite-donnees", "jeudi prochain 14h");
  say(`${next.ref}  prêt à jouer`);
}
