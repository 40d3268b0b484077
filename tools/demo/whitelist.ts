import { sendEvent } from "#app/engine/command/send-event.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { draftRequest } from "#app/whitelist/commands/draft-request.ts";
import { someone } from "./people.ts";

type Stage =
  | "draft"
  | "filed"
  | "admissible"
  | "instruction"
  | "waiting"
  | "committee"
  | "refused"
  | "approved"
  | "tested"
  | "active"
  | "withdrawn"
  | "suspended"
  | "review";
/** Applications in every state. Names are invented; hosts end in .invalid, which never resolves. */
const applications: [
  name: string,
  stage: Stage,
  protocol: "cas" | "oidc",
  purpose: "pedagogical" | "management",
][] = [
  ["Labo virtuel", "suspended", "cas", "pedagogical"],
  ["Carnet de stage", "active", "cas", "management"],
  ["Atlas interactif", "active", "oidc", "pedagogical"],
  ["Dictées en ligne", "active", "cas", "pedagogical"],
  ["Réservation de salles", "review", "cas", "management"],
  ["Chorale numérique", "tested", "cas", "pedagogical"],
  ["Manuel de physique", "approved", "oidc", "pedagogical"],
  ["Cantine et accès", "approved", "cas", "management"],
  ["Géométrie dynamique", "committee", "cas", "pedagogical"],
  ["Journal du lycée", "committee", "oidc", "pedagogical"],
  ["Orientation et métiers", "waiting", "cas", "pedagogical"],
  ["Langues orales", "instruction", "cas", "pedagogical"],
  ["Tableau partagé", "instruction", "oidc", "pedagogical"],
  ["Prêt de matériel", "instruction", "cas", "management"],
  ["Quiz de révision", "admissible", "cas", "pedagogical"],
  ["Photothèque", "filed", "cas", "pedagogical"],
  ["Fablab", "filed", "oidc", "pedagogical"],
  ["Échecs en classe", "draft", "cas", "pedagogical"],
  ["Réseau social élèves", "refused", "cas", "pedagogical"],
  ["Ancien intranet", "withdrawn", "cas", "management"],
  // The past meeting decides two; these two wait for the next (tools/demo/committee.ts).
  ["Webradio du collège", "committee", "cas", "pedagogical"],
  ["Sondages en classe", "committee", "oidc", "pedagogical"],
];

/**
 * Leaves the whitelist of Mon Bureau Numérique with applications in every state, one suspended by an incident.
 * Played through the real spine; played already, it does nothing.
 */
export async function playWhitelist(db: Database, now: Date, say: (line: string) => void): Promise<void> {
  const [there] = await db.query("select 1 from dossier where kind = 'whitelist-request' limit 1");
  if (there) return;
  const pick = (role: string, kind: string, at?: string) =>
    someone(db, "mbn", { function: role, kind, ...(at && { at }) });
  const people = {
    head: await pick("chefEtablissement", "etablissement"),
    rssi: await pick("rssi", "academie", "academie-nancy-metz"),
    dpd: await pick("dpd", "academie", "academie-nancy-metz"),
    dane: await pick("dane", "academie", "academie-nancy-metz"),
    exploitant: await pick("exploitant", "prestataire"),
  };
  const started = now.getTime() - 40 * 86_400_000;
  for (const [n, one] of applications.entries())
    await play(db, people, one, new Date(started + n * 86_400_000 * 1.4), now);
  const incident = {
    dispositif: "mbn",
    organisation: "academie-nancy-metz",
    title: "Fuite d’identifiants chez l’éditeur du Labo virtuel",
    description: "L’éditeur annonce une intrusion : des identifiants d’élèves circulent.",
    category: "data-leak",
    certainty: "proven",
    noticedAt: new Date(now.getTime() - 3_600_000).toISOString(),
    compromises: ["sso-application:labo-virtuel"],
  };
  const { ref } = await declareIncident(db, people.rssi, incident, now);
  say(
    `\n━━ Liste blanche ━━\n${applications.length} applications dans tous les états ; ${ref} suspend « Labo virtuel » à l’instant : prestataire alerté, liste publiée changée.`,
  );
}

async function play(
  db: Database,
  { head, rssi, dpd, dane, exploitant }: Record<"head" | "rssi" | "dpd" | "dane" | "exploitant", Caller>,
  [name, stage, protocol, purpose]: (typeof applications)[number],
  start: Date,
  end: Date,
): Promise<void> {
  let at = start.getTime();
  const next = (hours = 3) => {
    at = Math.min(at + hours * 3_600_000, end.getTime());
    return new Date(at);
  };
  const where = head.tenures[0]?.organisation?.key ?? "";
  const { id } = await draftRequest(db, head, { dispositif: "mbn", organisation: where, name }, next());
  const act = (caller: Caller, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, caller, id, { type, ...data }, next());
  const key =
    (
      await db.query<{ key: string }>("select columns->>'application' key from dossier where id = $1", [id])
    )[0]?.key ?? "";
  for (const [section, values] of Object.entries(formOf(key, name, protocol, purpose)))
    await act(head, "form.saved", { section, values });
  if (stage === "draft") return;
  await act(head, "request.filed");
  if (stage === "filed") return;
  const facts = [
    { key: "https", verdict: "ok", text: `https://${key}.invalid est une adresse https.` },
    { key: "host", verdict: "warning", text: `« ${key}.invalid » ne correspond à aucune adresse (DNS).` },
    { key: "certificate", verdict: "unknown", text: "Non vérifié : l’hôte de démonstration n’existe pas." },
    {
      key: "duplicates",
      verdict: "ok",
      text: "Aucune autre demande en cours pour cette application et cette organisation.",
    },
  ];
  await dispatch(db, {
    dossier: id,
    type: "checks.recorded",
    data: { checks: facts },
    by: { kind: "system", id: "console", name: "Tocsin" },
    at: next(1),
  });
  await act(dane, "request.admitted");
  if (stage === "admissible") return;
  const named = ({ person, tenures: [tenure] }: Caller) => ({
    id: person.id,
    name: [person.givenName, person.name].filter(Boolean).join(" "),
    function: tenure?.function,
    organisation: tenure?.organisation,
  });
  await act(dane, "instructors.named", {
    security: named(rssi),
    dataProtection: named(dpd),
    pedagogy: named(dane),
  });
  await act(rssi, "opinion.given", {
    domain: "security",
    opinion: "favourable",
    text: "Hébergement qualifié, certificat à jour.",
  });
  if (stage === "instruction") return;
  if (stage === "waiting")
    return void (await act(dpd, "information.wanted", {
      what: "La durée de conservation des copies, et qui les lit chez l’éditeur.",
    }));
  await act(dpd, "opinion.given", {
    domain: "dataProtection",
    opinion: "reserved",
    text: "La notice doit dire qui lit les copies.",
    conditions: [{ text: "Compléter la notice", owner: "L’établissement", dueOn: day(end, 60) }],
  });
  await act(dane, "opinion.given", {
    domain: "pedagogy",
    opinion: "favourable",
    text: "Utile en sciences, rien d’équivalent dans l’ENT.",
  });
  if (stage === "committee") return;
  if (stage === "withdrawn")
    return void (await act(head, "request.withdrawn", { reason: "Remplacée par un service de l’ENT." }));
  const sitting = { instance: "comite-suivi-securite", minutes: "PV du comité de suivi sécurité" };
  if (stage === "refused")
    return void (await act(rssi, "request.decided", {
      outcome: "refused",
      sitting,
      reasons: "Réseau ouvert à des tiers, sans modération, pour des mineurs.",
    }));
  await act(rssi, "request.decided", {
    outcome: "approved-with-conditions",
    sitting,
    reasons: "Au vu des trois avis.",
    conditions: [{ text: "Compléter la notice", owner: "L’établissement", dueOn: day(end, 60) }],
  });
  if (stage === "approved") return;
  await act(exploitant, "link.integrated", { proof: "Ticket INT-2041" });
  await act(exploitant, "link.tested", { proof: "Compte d’essai élève, connexion vue." });
  if (stage === "tested") return;
  await act(exploitant, "link.activated", { proof: "Ouvert en production." });
  if (stage === "review")
    await dispatch(db, {
      dossier: id,
      type: "deadline.reached",
      data: { key: "review" },
      by: { kind: "system", id: "clock", name: "Horloge" },
      at: next(),
    });
}

const day = (from: Date, days: number) =>
  new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

function formOf(
  key: string,
  name: string,
  protocol: string,
  purpose: string,
): Record<string, Record<string, string>> {
  return {
    application: {
      key,
      name,
      purpose,
      objective: `${name} complète ce que l’ENT ne propose pas.`,
      publisher: `Éditions ${name}`,
      publisherCountry: "FR",
      publisherContact: "securite@editeur.example",
    },
    hosting: {
      host: "Hébergeur souverain",
      country: "FR",
      qualification: "secnumcloud",
      site: "Roubaix",
      subprocessors: "",
    },
    data: {
      attributes: "uid profile uai",
      "reason.uid": "Retrouver le travail de chacun.",
      "reason.profile": "Distinguer élèves et enseignants.",
      "reason.uai": "Séparer les établissements.",
      minors: "yes",
      transfers: "no",
    },
    protection: {
      controller: "Le chef d’établissement",
      register: "Fiche 12",
      aipd: "not-needed",
      aipdReason: "Ni données sensibles ni suivi systématique.",
      notice: `${name} reçoit votre identifiant, votre profil et votre établissement. Vous pouvez demander l’accès à vos données au DPD.`,
      retention: "Un an",
    },
    evidence: { kinds: "iso27001", evidence: "Certificat ISO 27001 du 3 janvier 2026." },
    link: {
      protocol,
      serviceUrl: `https://${key}.invalid/ent`,
      redirectUris: protocol === "oidc" ? `https://${key}.invalid/retour` : "",
      clientId: protocol === "oidc" ? key : "",
    },
    population: {
      profiles: "pupils teachers",
      count: "640",
      contact: "La référente numérique",
      contactMail: "referent@etablissement.example",
      until: "",
    },
  };
}
