import { readFile } from "node:fs/promises";
import { readConvention } from "#conventions/read.ts";
import type { Convention } from "#conventions/schema.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import { type Happening, type Stepped, StepRefused, type Stored, type World } from "#machines/step.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import type { Draft } from "#machines/whitelist-request/v1/form.ts";
import { whitelistRequestV1 } from "#machines/whitelist-request/v1/machine.ts";

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const organisation = (n: number, key: string, kind: string, name: string) => ({
  id: uuid(n),
  key,
  kind,
  name,
});
export const school = organisation(1, "0511234A", "etablissement", "Collège Joliot-Curie");
export const academy = organisation(2, "academie-reims", "academie", "Académie de Reims");
const provider = organisation(3, "prestataire-mbn", "prestataire", "Titulaire du marché");

const someone = (n: number, name: string, role: string, at: typeof school) => ({
  id: uuid(n),
  name,
  function: role,
  organisation: at,
});
export const cast = {
  head: someone(11, "Camille Principale", "chefEtablissement", school),
  dane: someone(12, "Camille DANE", "dane", academy),
  rssi: someone(13, "Camille RSSI", "rssi", academy),
  dpd: someone(14, "Camille DPD", "dpd", academy),
  ien: someone(15, "Camille IEN", "ien", academy),
  recteur: someone(16, "Camille Recteur", "recteur", academy),
  exploitant: someone(17, "Camille Exploitant", "exploitant", provider),
};
export type Who = keyof typeof cast;
const clock: Actor = { kind: "system", id: "clock", name: "Horloge" };
const actor = (who: Who | "clock"): Actor => (who === "clock" ? clock : { kind: "person", ...cast[who] });

/** A whole form, as typed. */
export const wholeDraft = (key = "labo-virtuel", name = "Labo virtuel", host = "labo.exemple.fr"): Required<Draft> => ({
  application: {
    key, name, purpose: "pedagogical", objective: "Expériences de chimie à distance.",
    publisher: key === "labo-virtuel" ? "Éditions du Labo" : `Éditions ${name}`, publisherId: "", publisherCountry: "fr", publisherContact: "rssi@exemple.fr",
  },
  hosting: { host: "Hébergeur SA", country: "FR", qualification: "secnumcloud", site: "Roubaix", subprocessors: "Statistiques SA ; mesure d’audience ; FR" },
  data: { attributes: "uid profile uai", "reason.uid": "Retrouver le travail de l’élève.", "reason.profile": "Distinguer élève et enseignant.", "reason.uai": "Classer par établissement.", minors: "yes", transfers: "no" },
  protection: { controller: "Le collège", register: "Fiche 12 du registre", aipd: "not-needed", aipdReason: "Ni données sensibles ni suivi systématique.", notice: "Le Labo virtuel reçoit votre identifiant…", retention: "Un an" },
  evidence: { kinds: "iso27001", evidence: "Certificat ISO 27001 n° 12, du 3 janvier 2026." },
  link: { protocol: "cas", serviceUrl: `https://${host}/cas`, redirectUris: "" },
  population: { profiles: "pupils teachers", count: "640", contact: "La principale", contactMail: "ce.0511234a@exemple.fr", until: "" },
}); // biome-ignore format: one step a line

export const place = { ...school, departement: "51", academie: "Reims", timezone: "Europe/Paris" };
export const drafted = (key = "labo-virtuel") => ({ place, requester: cast.head, key, name: "Labo virtuel" });
const fact = (key: string, verdict = "ok") => ({ key, verdict, text: `${key} : ${verdict}` });
export const facts = (more: Record<string, unknown> = {}) => ({
  checks: [fact("https"), fact("host"), fact("certificate")],
  ...more,
});
export const badFact = (key: string) => ({ checks: [fact(key, "bad")] });
export const named = { security: cast.rssi, dataProtection: cast.dpd, pedagogy: cast.ien };
export const sitting = {
  instance: "comite-suivi-securite",
  meetingAt: "2026-03-20T14:00:00+01:00",
  minutes: "PV 3",
};
export const opinion = (domain: string, more: Record<string, unknown> = {}) => ({
  domain,
  opinion: "favourable",
  text: "Rien à redire.",
  conditions: [],
  ...more,
});
export const decided = (outcome: string, more: Record<string, unknown> = {}) => ({
  outcome,
  sitting,
  reasons: "Au vu des trois avis.",
  conditions: [],
  ...more,
});
export const condition = { text: "Audit avant la rentrée", owner: "L’éditeur", dueOn: "2026-08-31" };
const incident = { by: { dossier: uuid(99), ref: "INC-2026-009", title: "Fuite chez l’éditeur" } };
export const compromised = incident;

export type Sent = [type: string, who: Who | "clock", data?: Record<string, unknown>];
const form: Sent[] = Object.entries(wholeDraft()).map(
  ([section, values]): Sent => ["form.saved", "head", { section, values }],
);
/** The life of a request, a list of events to each state. */
export const toDraft: Sent[] = [["request.drafted", "head", drafted()]];
export const toFiled: Sent[] = [...toDraft, ...form, ["request.filed", "head"]];
export const toAdmissible: Sent[] = [
  ...toFiled,
  ["checks.recorded", "clock", facts()],
  ["request.admitted", "dane"],
];
export const toInstruction: Sent[] = [...toAdmissible, ["instructors.named", "dane", named]];
export const toCommittee: Sent[] = [
  ...toInstruction,
  ["opinion.given", "rssi", opinion("security")],
  ["opinion.given", "dpd", opinion("dataProtection")],
  ["opinion.given", "ien", opinion("pedagogy")],
];
export const toApproved: Sent[] = [...toCommittee, ["request.decided", "rssi", decided("approved")]];
export const toTested: Sent[] = [
  ...toApproved,
  ["link.integrated", "exploitant", { proof: "Ticket 12" }],
  ["link.tested", "exploitant", { proof: "Capture" }],
];
export const toActive: Sent[] = [
  ...toTested,
  ["link.activated", "exploitant", { proof: "Lien vu en production" }],
];
export const toSuspended: Sent[] = [...toActive, ["application.compromised", "rssi", incident]];

/** Walks a request through events, a minute apart unless time is passed; pure, no database. */
export class Walk {
  stored: Stored | null = null;
  effects: Effect[] = [];
  last: Stepped | null = null;
  at = new Date("2026-03-24T08:00:00Z");
  constructor(readonly world: World) {}
  go(...sent: Sent[]): this {
    for (const [type, who, data = {}] of sent) {
      this.at = new Date(this.at.getTime() + 60_000);
      // What the engine looks up just before the step: everybody of the cast is in the directory.
      const found = type === "instructors.named" && { found: { people: Object.values(cast) } };
      const happening: Happening = {
        type,
        data: { ...data, ...found },
        at: this.at.toISOString(),
        by: actor(who),
      };
      this.last = whitelistRequestV1.step(this.stored, happening, this.world);
      this.stored = { state: this.last.state, context: this.last.context };
      this.effects = this.last.effects;
    }
    return this;
  }
  days(n: number): this {
    this.at = new Date(this.at.getTime() + n * 86_400_000);
    return this;
  }
  refusal(...sent: Sent[]) {
    try {
      this.go(...sent);
    } catch (error) {
      if (error instanceof StepRefused) return error.refusal;
      throw error;
    }
    throw new Error("rien n’a été refusé");
  }
  get context(): RequestContext {
    return this.stored?.context as unknown as RequestContext;
  }
  get state(): string | undefined {
    return this.stored?.state;
  }
  /** « alert late-instruction », « open-task close-link »… */
  get done(): string[] {
    return this.effects.map((one) => {
      const key =
        "task" in one
          ? one.task.key
          : "deadline" in one
            ? one.deadline.key
            : "notice" in one
              ? one.notice.replace(/-\d+-\d+-\d+$/, "")
              : "key" in one
                ? one.key
                : "";
      return `${one.do} ${key}${"as" in one ? ` ${one.as}` : ""}`.trim();
    });
  }
}

export async function conventionNamed(name: string): Promise<Convention> {
  const read = readConvention(await readFile(`conventions/${name}.yaml`, "utf8"), name);
  if (!read.ok) throw new Error(name);
  return read.convention;
}
export const worldOf = (convention: Convention): World => ({
  convention,
  dossier: uuid(50),
  ref: "APP-2026-001",
  dispositif: uuid(51),
  content: null,
});
