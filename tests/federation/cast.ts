import type { Convention } from "#conventions/schema.ts";
import type { Actor } from "#machines/effects.ts";
import type { MemberContext } from "#machines/federation-member/v1/context.ts";
import { federationMemberV1 } from "#machines/federation-member/v1/machine.ts";
import { type Stepped, StepRefused, type Stored } from "#machines/step.ts";

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const agreement = {
  perimeter: "Les lycées publics de la région.",
  attributes: "Identifiant, profil, établissement.",
  standards: "SAML 2.0",
};
export const SERVICE = ["regles-communes", "procedures", "donnees-personnelles", "securite", "standards"].map(
  (key) => `service.${key}`,
);
const IDENTITY = ["identity.securite", "identity.journalisation"];
const decided = {
  authority: { name: "Camille Présidente", function: "Présidente de la Région" },
  reason: "Au vu de l’accord et des engagements.",
};
export const admitted = (more: Record<string, unknown> = {}) => ({
  ...decided,
  decision: "admitted",
  ...more,
});
export const left = (more: Record<string, unknown> = {}) => ({ ...decided, how: "request", ...more });
export const kept = (key: string, checkedOn: string, more: Record<string, unknown> = {}) => ({
  ...{ key, checkedOn, outcome: "kept" },
  link: "https://preuves.example/securite",
  ...more,
});
export const amended = (more: Record<string, unknown> = {}) => ({
  ...decided,
  agreement: { ...agreement, standards: "OpenID Connect", ...more },
});

const at = (n: number, kind: string) => ({ id: uuid(n), key: `${kind}-paca`, kind, name: kind });
const person = (n: number, role: string, kind: string): Actor => ({
  ...{ kind: "person", id: uuid(n), name: `Camille ${role} ${kind}`, function: role },
  organisation: at(n, kind),
});
const actors = {
  region: person(1, "elu", "region"),
  recteur: person(2, "recteur", "academie"),
  rssi: person(3, "rssi", "region"),
  clock: { kind: "system", id: "clock", name: "Horloge" } as Actor,
};
type Sent = [type: string, who: keyof typeof actors, data?: Record<string, unknown>];

export const applied = (roles: string[] = ["service"]) => ({
  ...{ name: "Pronote", organisation: null, contact: "Exploitation", roles, agreement },
  ...{ place: { id: uuid(9), name: "Région", timezone: "Europe/Paris" }, readers: [uuid(1)] },
});
/** To each state, as a list of events. */
export const toCandidate: Sent[] = [
  ["member.applied", "rssi", applied()],
  ["commitments.taken", "rssi", { keys: SERVICE }],
];
export const toAdmitted: Sent[] = [...toCandidate, ["admission.decided", "region", admitted()]];
export const toMember: Sent[] = [...toAdmitted, ["deadline.reached", "clock", { key: "effect" }]];
export const toLeaving: Sent[] = [
  ...toMember,
  ["leaving.decided", "region", left({ effectOn: "2026-09-01" })],
];
export const IDENTITY_KEYS = IDENTITY;

/** Walks a member through events, a minute apart unless time is passed; pure, no database. */
export class Walk {
  stored: Stored | null = null;
  last: Stepped | null = null;
  at = new Date("2026-03-24T08:00:00Z");
  constructor(readonly convention: Convention) {}
  go(...sent: Sent[]): this {
    for (const [type, who, data = {}] of sent) {
      this.at = new Date(this.at.getTime() + 60_000);
      const happening = { type, data, at: this.at.toISOString(), by: actors[who] };
      const world = {
        ...{ convention: this.convention, dossier: uuid(50), ref: "FED-2026-001" },
        dispositif: uuid(51),
        content: null,
      };
      this.last = federationMemberV1.step(this.stored, happening, world);
      this.stored = { state: this.last.state, context: this.last.context };
    }
    return this;
  }
  on(at: string): this {
    this.at = new Date(at);
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
  get context() {
    return this.stored?.context as unknown as MemberContext;
  }
  get state() {
    return this.stored?.state;
  }
  /** « start-deadline checks 2026-06-24T22:00:00.000Z », « open-task sign », « alert decided »… */
  get done(): string[] {
    return (this.last?.effects ?? []).map((one) => {
      if (one.do === "start-deadline") return `${one.do} ${one.deadline.key} ${one.deadline.dueAt}`;
      if (one.do === "open-task") return `${one.do} ${one.task.key}`;
      if (one.do === "alert") return `${one.do} ${one.notice.replace(/(-\d+)+$/, "")}`;
      return "key" in one ? `${one.do} ${one.key}${"as" in one ? ` ${one.as}` : ""}` : one.do;
    });
  }
}
