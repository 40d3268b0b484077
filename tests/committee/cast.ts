import { readFileSync } from "node:fs";
import { readConvention } from "#conventions/read.ts";
import { type Convention, matterSchema } from "#conventions/schema.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import type { Composition } from "#machines/meeting/v1/events.ts";
import type { FoundDossier } from "#machines/meeting/v1/found.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import { type Happening, StepRefused, type Stored, type World } from "#machines/step.ts";

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const reading = readConvention(readFileSync("conventions/mbn-grand-est.yaml", "utf8"), "mbn-grand-est.yaml");
if (!reading.ok) throw new Error("convention illisible");
export const grandEst: Convention = reading.convention;
/** The same, with one instance that deals with everything: one meeting then takes every kind of decision. */
export const convention: Convention = {
  ...grandEst,
  instances: grandEst.instances.map((one) =>
    one.key === "comite-suivi-securite" ? { ...one, matters: matterSchema.options } : one,
  ),
};
export const world: World = {
  convention,
  dossier: uuid(1),
  ref: "SEA-2026-001",
  dispositif: uuid(2),
  content: null,
};

const organisation = (n: number) => ({ id: uuid(200 + n), key: `o${n}`, name: `Organisation ${n}` });
const someone = (n: number, name: string) => ({
  person: uuid(100 + n),
  name,
  function: "rssi",
  organisation: organisation(n),
});
/** Five seats; A presides; B, C and D have substitutes; E is alone; S and T keep the minutes. */
export const people = {
  a: someone(1, "Alix"),
  a2: someone(2, "Ange"),
  b: someone(3, "Basile"),
  b2: someone(4, "Bruno"),
  c: someone(5, "Colette"),
  c2: someone(6, "Camille"),
  d: someone(7, "Dominique"),
  d2: someone(8, "Daniel"),
  e: someone(9, "Elie"),
  s: someone(10, "Sacha"),
  t: someone(11, "Thais"),
  guest: someone(12, "Gael"),
  stranger: someone(13, "Nul"),
};
export type Who = keyof typeof people;
const clock: Actor = { kind: "system", id: "clock", name: "Horloge" };
export const actor = (who: Who | "clock"): Actor =>
  who === "clock"
    ? clock
    : { kind: "person", id: people[who].person, name: people[who].name, function: "rssi" };

const seat = (key: string, holder: Who | null, ...substitutes: Who[]) => ({
  key,
  kind: "academie",
  label: `Siège ${key.toUpperCase()}`,
  holder: holder ? people[holder] : null,
  substitutes: substitutes.map((one) => people[one]),
});
/** Quorum: half of five, three. */
export const composition = (more: Partial<Composition> = {}): Composition => ({
  seats: [seat("a", "a", "a2"), seat("b", "b", "b2"), seat("c", "c", "c2"), seat("d", "d", "d2"), seat("e", "e"), seat("f", null)],
  chairSeat: "a",
  secretaries: [people.s, people.t],
  guests: [people.guest],
  ...more,
}); // biome-ignore format: one seat after another

const dossier = (n: number, machine: string): FoundDossier => ({
  id: uuid(300 + n),
  ref: `${machine.slice(0, 3).toUpperCase()}-${n}`,
  machine,
  title: machine,
  state: "open",
});
export const dossiers = {
  homologation: dossier(1, "homologation"),
  request: dossier(2, "whitelist-request"),
  message: dossier(3, "communication"),
  runbook: dossier(4, "runbook"),
};
export const agenda = Object.values(dossiers);
export const ITEM = {
  app: uuid(401),
  ent: uuid(402),
  free: uuid(403),
  message: uuid(404),
  runbook: uuid(405),
};
export const items = {
  app: { key: ITEM.app, kind: "whitelist-request", title: "Labo virtuel", dossier: dossiers.request.id, papers: [] },
  ent: { key: ITEM.ent, kind: "homologation-decision", title: "L’ENT", dossier: dossiers.homologation.id, papers: [] },
  free: { key: ITEM.free, kind: "other", title: "Questions diverses", papers: [] },
  message: { key: ITEM.message, kind: "urgent-review", title: "Message urgent", dossier: dossiers.message.id, papers: [] },
  runbook: { key: ITEM.runbook, kind: "runbook", title: "Procédure", dossier: dossiers.runbook.id, papers: [] },
}; // biome-ignore format: one a line

export const MORNING = "2026-03-24T08:00:00.000Z";
export const planned = (kind: "sitting" | "written" = "sitting", given: unknown[] = [items.app, items.ent, items.free]) => ({
  instance: { dossier: uuid(3), key: "comite-suivi-securite" },
  kind,
  at: "2026-04-07T12:00:00.000Z",
  endsAt: "2026-04-07T14:00:00.000Z",
  place: "Salle Barr",
  link: "https://visio.example/cst",
  timezone: "Europe/Paris",
  items: given,
  found: { composition: composition(), agenda },
}); // biome-ignore format: short

/** « wait »: time passes until an instant, nobody sends anything. */
export type Sent = [type: string, who: Who | "clock", data?: Record<string, unknown>];
export const wait: Sent = ["wait", "clock", { to: "2026-04-07T11:58:00.000Z" }];
const here: Sent[] = (["a", "b", "c", "d"] as const).map(
  (key): Sent => ["member.arrived", key, { seat: key, who: people[key].person }],
);
const found = { composition: composition() };
export const toPlanned: Sent[] = [["meeting.planned", "s", planned()]];
export const toConvened: Sent[] = [...toPlanned, ["meeting.convened", "s", { found }]];
export const toHeld: Sent[] = [...toConvened, wait, ["meeting.opened", "s"]];
export const toSitting: Sent[] = [...toHeld, ...here];
export const toOpen = (item = ITEM.app): Sent[] => [...toSitting, ["item.opened", "s", { item }]];
export const toDrafted: Sent[] = [...toSitting, ["meeting.closed", "s", { remarks: "RAS." }]];
export const toValidated: Sent[] = [...toDrafted, ["minutes.validated", "a"]];
export const toSent: Sent[] = [...toValidated, ["minutes.sent", "s"]];
export const toWritten: Sent[] = [["meeting.planned", "s", planned("written")]];
export const toConsulting: Sent[] = [
  ...toWritten,
  ["consultation.opened", "s", { closesAt: "2026-03-27T08:00:00.000Z", reason: "Faille à corriger.", found }],
];
export const vote = (key: Who, value: string, item = ITEM.app, seat_: string = key): Sent => [
  "vote.cast",
  key,
  { item, seat: seat_, vote: value },
];
export const approved = (more: Record<string, unknown> = {}) => ({
  kind: "whitelist-request",
  verdict: "approved",
  reasons: "Rien à redire.",
  conditions: [],
  ...more,
});

/** Walks a meeting through events, a minute apart unless time is passed; pure, no database. */
export class Walk {
  stored: Stored | null = null;
  effects: Effect[] = [];
  at = new Date(MORNING);
  go(...sent: Sent[]): this {
    for (const [type, who, data = {}] of sent) {
      if (type === "wait") {
        this.at = new Date(Math.max(this.at.getTime(), Date.parse(data.to as string)));
        continue;
      }
      this.at = new Date(this.at.getTime() + 60_000);
      const happening: Happening = { type, data, at: this.at.toISOString(), by: actor(who) };
      const { state, context, effects } = meetingV1.step(this.stored, happening, world);
      this.stored = { state, context };
      this.effects = effects;
    }
    return this;
  }
  days(n: number): this {
    this.at = new Date(this.at.getTime() + n * 86_400_000);
    return this;
  }
  refusal(...sent: Sent[]) {
    const before = JSON.stringify(this.stored);
    try {
      this.go(...sent);
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error;
      if (JSON.stringify(this.stored) !== before) throw new Error("un refus a changé la séance");
      return error.refusal;
    }
    throw new Error("rien n’a été refusé");
  }
  get context(): MeetingContext {
    return this.stored?.context as unknown as MeetingContext;
  }
  get state() {
    return this.stored?.state;
  }
  item(key = ITEM.app) {
    const found_ = this.context.items.find((one) => one.key === key);
    if (!found_) throw new Error("point inconnu");
    return found_;
  }
  told() {
    return this.effects.flatMap((one) => (one.do === "tell" ? [one] : []));
  }
  mails() {
    return this.effects.flatMap((one) => (one.do === "call" ? [one] : []));
  }
}
export const walk = (...sent: Sent[]) => new Walk().go(...sent);
