import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { tacitRoot } from "#app/engine/asked/decisions.ts";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { type processLabels, stateLabels } from "#machines/communication/v1/labels.ts";
import { DISPOSITIF, type Stage } from "./crisis/stage.ts";
import { someone } from "./people.ts";

const DAY = 86_400_000;
const THIRD_PARTY = "third-party:alerte-familles";

/**
 * Four weeks of messages in Grand Est, through the real spine: a classique one of a département through both temps, an
 * urgent one and its review, a safety one that its third party's attestation does not let out (MBN-5.3, MBN-7).
 */
export async function playCommunication(stage: Stage, now: Date): Promise<void> {
  const { db, say } = stage;
  const [known] = await db.query<{ ref: string }>(
    "select ref from dossier where kind = 'communication' and columns->>'process' = 'classique' limit 1",
  );
  if (known)
    return say(`\nLes messages de démonstration sont déjà là (${known.ref}) : ils ne sont pas rejoués.`);
  say("\n━━ Mon Bureau Numérique : trois messages à la communauté ━━");
  await playClassique(stage, new Date(now.getTime() - 40 * DAY));
  await playUrgent(stage, new Date(now.getTime() - 6 * DAY));
  await playSafety(stage, new Date(now.getTime() - 5 * DAY));
}

async function playClassique(stage: Stage, t0: Date) {
  const { db, say, send } = stage;
  const at = (days: number) => new Date(t0.getTime() + days * DAY);
  const departement = await someone(db, DISPOSITIF, {
    function: "elu",
    kind: "departement",
    at: "departement-54",
  });
  const dasen = await someone(db, DISPOSITIF, { function: "dasen", kind: "dsden", at: "dsden-54" });
  const heads = await headsOf(stage, "54");
  const draft = {
    ...{ dispositif: DISPOSITIF, from: "departement-54", process: "classique", topic: "other" },
    ...{ profiles: ["families"], perimeter: "departement", departement: "54", channels: ["mail"] },
    title: "Carte de transport scolaire : inscriptions ouvertes",
    short: "Inscrivez votre enfant avant le 30 juin.",
    long: "Bonjour,\n\nLes inscriptions à la carte de transport sont ouvertes sur le site du Département.",
    objective: "Que chaque famille inscrive son enfant à temps.",
    startsAt: at(7).toISOString(),
    endsAt: at(37).toISOString(),
  };
  const message = await draftMessage(db, departement, draft, t0);
  const act = acting(stage, message.id);
  say(`${message.ref}  message classique du Département de Meurthe-et-Moselle`);
  await act.refused(departement, t0, "communication.submitted", {}, "le soumettre pour dans sept jours");
  const [row] = await db.query<{ context: CommunicationContext }>(
    "select context from dossier where id = $1",
    [message.id],
  );
  const whole = { ...row?.context.facts, startsAt: at(16).toISOString() };
  await act.done(
    departement,
    t0,
    "communication.edited",
    { draft: whole },
    "date repoussée, brouillon réécrit",
  );
  await act.done(
    departement,
    t0,
    "communication.submitted",
    {},
    "soumis aux autorités académiques (temps 1)",
  );
  for (const one of (await contextOf(stage, message.id)).approvals)
    say(
      `           ${one.organisation.name} (${one.rule}, art. ${one.article}${one.choice ? ", choix" : ""}) : avant le ${one.dueAt?.slice(0, 10)}, ${one.silence === "approves" ? "le silence approuve" : "le silence n’approuve pas"}`,
    );
  await act.refused(heads[0] as Caller, at(1), "t2.accepted", {}, "décider avant le temps 2");
  const changes = { short: "Inscrivez votre enfant avant le 30 juin, même s’il a déjà une carte." };
  await act.done(
    dasen,
    at(1),
    "t1.adapted",
    { changes, reason: "Les familles croient que la carte se renouvelle seule." },
    "la DSDEN propose une adaptation, justifiée",
  );
  await act.done(departement, at(2), "adaptation.accepted", {}, "le Département l’accepte");
  // Whoever has not answered in five working days has approved (MBN-5.3-T1).
  await ringAll(stage, at(10));
  await act.state("fin du temps 1, les établissements sont consultés (temps 2)");
  const [refuses] = heads;
  await act.refused(refuses as Caller, at(10), "t2.refused", {}, "refuser sans raison");
  await act.done(
    refuses as Caller,
    at(10),
    "t2.refused",
    { reason: "Nos élèves n’empruntent pas ce réseau." },
    "un collège refuse, pour lui seul",
  );
  for (const head of heads.slice(2)) await sendEvent(db, head, message.id, { type: "t2.accepted" }, at(10));
  say(`           ${heads.length - 2} établissements acceptent, un reste silencieux`);
  await ringAll(stage, at(16));
  const { decisions } = await contextOf(stage, message.id);
  for (const { ended } of decisions?.clocks ?? [])
    if (ended?.tacit) {
      const again = await tacitRoot(db, message.id, ended.at);
      say(
        `           ${ended.tacit} accord tacite (MBN-5.3-T2, art. 5.3), empreinte ${ended.root.slice(0, 12)}, ${again.root === ended.root ? "refaite à l’identique" : "FAUSSE"}`,
      );
    }
  await send(at(16));
  await act.refused(refuses as Caller, at(17), "t2.accepted", {}, "changer d’avis après coup");
  await said(stage, message.id);
  await ringAll(stage, at(38));
  await act.state("fin de la diffusion");
}

async function playUrgent(stage: Stage, t0: Date) {
  const { db, say, send } = stage;
  const region = await someone(db, DISPOSITIF, { function: "elu", kind: "region" });
  const draft = {
    ...{ dispositif: DISPOSITIF, process: "urgent", topic: "other", profiles: ["families", "pupils"] },
    ...{
      perimeter: "departement",
      departement: "88",
      organisation: "departement-88",
      channels: ["mail"],
    },
    title: "Neige : pas de transport scolaire demain dans les Vosges",
    long: "Bonjour,\n\nLes cars ne circulent pas demain. Les établissements restent ouverts.",
  };
  const message = await draftMessage(db, region, draft, t0);
  const act = acting(stage, message.id);
  say(`${message.ref}  message urgent de la Région`);
  await act.refused(region, t0, "communication.submitted", {}, "le faire partir sans justification");
  const { facts } = await contextOf(stage, message.id);
  const justified = { ...facts, justification: "La préfecture suspend les transports à 20 h." };
  await act.done(region, t0, "communication.edited", { draft: justified }, "justification écrite");
  await act.done(region, t0, "communication.submitted", {}, "parti aussitôt, sans validation");
  await send(new Date(t0.getTime() + 60_000));
  await said(stage, message.id);
  await act.done(
    region,
    new Date(t0.getTime() + DAY),
    "review.recorded",
    { instance: "cosui", opinion: "conforme", text: "L’urgence est établie, le texte est resté factuel." },
    "examiné après coup par le COSUI : conforme au cadre",
  );
}

async function playSafety(stage: Stage, t0: Date) {
  const { db, say } = stage;
  const rssi = await someone(db, DISPOSITIF, { function: "rssi", kind: "academie" });
  const recteur = await someone(db, DISPOSITIF, { function: "recteur", kind: "academie" });
  const checkedAt = new Date(t0);
  checkedAt.setUTCMonth(checkedAt.getUTCMonth() - 13);
  const [lock] = await db.query<{ id: string }>(
    "select l.id from dossier l join dispositif d on d.id = l.dispositif_id where l.kind = 'lock' and d.key = $1 and l.exercise_id is null",
    [DISPOSITIF],
  );
  const attested = { type: "attestation.checked", channel: THIRD_PARTY, proof: "PV de vérification RGS" };
  await sendEvent(db, rssi, lock?.id ?? "", { ...attested, checkedAt: checkedAt.toISOString() }, t0);
  const draft = {
    ...{ dispositif: DISPOSITIF, process: "surete", topic: "other", profiles: ["families"] },
    ...{ perimeter: "academie", channels: [THIRD_PARTY] },
    title: "Confinement levé",
    long: "Bonjour,\n\nLe confinement est levé. Tous les élèves sont en sécurité.",
    justification: "Alerte attentat levée par la préfecture.",
  };
  const message = await draftMessage(db, recteur, draft, t0);
  const act = acting(stage, message.id);
  say(`${message.ref}  message de sûreté de l’académie, par un tiers attesté il y a treize mois`);
  await act.refused(recteur, t0, "communication.submitted", {}, "passer par ce tiers");
  await act.done(
    recteur,
    t0,
    "communication.withdrawn",
    { reason: "L’attestation du tiers est à refaire : le message passe par la messagerie de l’ENT." },
    "retiré, en attendant une attestation fraîche",
  );
}

/** Acts on one message and says what happened, with the article of what is refused. */
function acting({ db, say }: Stage, id: string) {
  const send = (by: Caller, at: Date, type: string, data: Record<string, unknown>) =>
    sendEvent(db, by, id, { type, ...data }, at);
  return {
    async done(by: Caller, at: Date, type: string, data: Record<string, unknown>, what: string) {
      await send(by, at, type, data);
      say(`  ${what}`);
    },
    async refused(by: Caller, at: Date, type: string, data: Record<string, unknown>, what: string) {
      const error = await send(by, at, type, data).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) throw new Error(`La console a laissé ${what}.`);
      if (error instanceof RuleRefused) {
        const { rule, article, because } = error.refusal;
        return say(`  refusé, ${what} : ${because} [${rule}, art. ${article}]`);
      }
      if (!(error instanceof Error)) throw error;
      say(`  refusé, ${what} : ${error.message}`);
    },
    async state(what: string) {
      const [row] = await db.query<{ state: keyof typeof stateLabels }>(
        "select state from dossier where id = $1",
        [id],
      );
      say(`  ${what} : « ${row ? stateLabels[row.state] : "?"} »`);
    },
  };
}

async function ringAll({ db }: Stage, at: Date) {
  const onError = (error: unknown) => {
    throw error;
  };
  while ((await ringDue(db, at, onError)) > 0);
}

async function contextOf({ db }: Stage, id: string): Promise<CommunicationContext> {
  const [row] = await db.query<{ context: CommunicationContext }>(
    "select context from dossier where id = $1",
    [id],
  );
  if (!row) throw new Error("Ce message n’existe pas.");
  return row.context;
}

/** Heads of the schools of a département, by UAI. */
async function headsOf({ db }: Stage, departement: string): Promise<Caller[]> {
  const rows = await db.query<{ key: string }>(
    `select o.key from organisation o join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
      where d.key = $1 and o.departement = $2 and o.kind = 'etablissement' and o.closed_at is null
        and exists (select 1 from tenure t join person p on p.id = t.person_id and p.demo
                     where t.organisation_id = o.id and t.function = 'chefEtablissement' and t.rank = 0)
      order by o.key`,
    [DISPOSITIF, departement],
  );
  return Promise.all(
    rows.map(({ key }) =>
      someone(db, DISPOSITIF, { function: "chefEtablissement", kind: "etablissement", at: key }),
    ),
  );
}

/** What left, by channel and profile. */
async function said({ db, say }: Stage, id: string) {
  const rows = await db.query<{
    process: keyof typeof processLabels;
    channel: string;
    state: string;
    n: number;
  }>(
    `select d.columns->>'process' process, l.channel, l.state, count(*)::int n from delivery l join dossier d on d.id = l.dossier_id
      where l.dossier_id = $1 and l.audience = 'community' group by 1, 2, 3 order by 2, 3`,
    [id],
  );
  for (const { channel, state, n } of rows)
    say(`           ${n} messages par ${channel} : ${state === "sent" ? "partis" : state}`);
}
