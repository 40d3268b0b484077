import type { Convention } from "#conventions/schema.ts";
import { wantedApprovers } from "#machines/communication/v1/approvers.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { Found, FoundApprover } from "#machines/communication/v1/found.ts";
import { communicationV1 } from "#machines/communication/v1/machine.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import { type Refusal, type Stepped, StepRefused, type World } from "#machines/step.ts";
import { uuid } from "../../crisis/model/cast.ts";
import type { Run } from "./draws.ts";
import { ended } from "./oracle.ts";

const actor = (n: number, kind: string, held: string): Actor => ({
  ...{ kind: "person", id: uuid(n), name: held, function: held },
  organisation: { id: uuid(100 + n), key: `${kind}-${n}`, kind, name: kind },
});

const DEPARTEMENTS = ["54", "57", "51"];
const GROUP = { timezone: "Europe/Paris", academie: "Reims", type: "college", goodFridayOff: null };

/** A message in memory: the real machine, and what the directory would answer it. */
export class Message {
  stored: Stepped | null = null;
  /** Why the last event was not accepted. */
  refusal: Refusal | null = null;
  /** Schools that have answered. */
  readonly answered = new Set<string>();
  at: number;
  readonly people: Record<"author" | "approver" | "second" | "school" | "stranger", Actor>;
  constructor(
    readonly run: Run,
    readonly convention: Convention,
  ) {
    this.people = {
      author: actor(1, run.carrier, "elu"),
      approver: actor(2, "dsden", "dasen"),
      second: actor(3, "dsden", "dasen"),
      school: actor(4, "etablissement", "chefEtablissement"),
      stranger: actor(5, "region", "rssi"),
    };
    this.at = Date.parse("2026-01-05T09:00:00Z") + run.day * 86_400_000;
  }
  get context(): CommunicationContext {
    return this.stored?.context as unknown as CommunicationContext;
  }

  /** What the directory would answer (app/engine/asked), from what is known here. */
  #found(type: string): Found {
    const { schools, territories } = this.run;
    const groups = DEPARTEMENTS.slice(0, territories).map((departement) => ({
      ...GROUP,
      departement,
      schools,
    }));
    const reach = { schools: schools * territories, groups };
    const { facts, author } = this.context ?? {
      facts: this.draft(),
      author: { place: { kind: this.run.carrier } },
    };
    const wanted = wantedApprovers(this.convention, facts, author.place.kind, reach);
    const approvers = wanted.flatMap(({ functions, rule, article, kind, each }, n): FoundApprover[] =>
      (each ? DEPARTEMENTS.slice(0, territories) : ["54"]).map((departement, m) => {
        const { organisation } = m === 0 ? this.people.approver : this.people.second;
        const place = { ...(organisation as NonNullable<Actor["organisation"]>), timezone: "Europe/Paris" };
        return {
          ...{ key: `${n}-${m}`, function: "dasen", functions: [...functions, "dasen"], rule, article },
          organisation: { ...place, departement, academie: "Reims" },
          ...{ answerers: [], via: null },
          ...(kind && { kind }),
        };
      }),
    );
    const decisions = this.context?.decisions;
    const due = (decisions?.clocks ?? []).filter(({ dueAt, ended: over }) => !over && ended(dueAt, this.now));
    const expiring = due.reduce((sum, one) => sum + one.schools, 0);
    const waiting = decisions?.pending ?? 0;
    const school = this.people.school.organisation?.id ?? "";
    const clockOf = decisions?.clocks[0];
    return {
      ...{ reach, approvers, closed: { count: 0, schools: [] } },
      expiring: { count: Math.min(expiring, waiting), root: "0".repeat(64), left: 0 },
      ...(type.startsWith("t2.") && clockOf && !this.answered.has(school)
        ? { decision: { school, name: "Collège", state: "pending" as const, dueAt: clockOf.dueAt, at: null } }
        : {}),
    };
  }
  get now() {
    return new Date(this.at).toISOString();
  }
  draft(): Draft {
    const { process, carrier } = this.run;
    const { organisation } = this.people.author;
    const inDays = (n: number) => new Date(this.at + n * 86_400_000).toISOString();
    return {
      ...{ process, topic: "other", channels: ["ent-messaging"], attachments: [] },
      ...{ title: "t", short: "s", long: "l", objective: "o", justification: "j" },
      ...(process === "crise" && { crisis: uuid(700) }),
      ...(process === "classique" && { startsAt: inDays(60), endsAt: inDays(80) }),
      audience: {
        profiles: ["families"],
        scope: {
          perimeter: carrier === "etablissement" ? "school" : "dispositif",
          place: organisation?.id ?? "",
          declarer: organisation?.id ?? "",
        },
      },
    };
  }

  /** @returns whether it was accepted, and what it would do. */
  send(type: string, data: Record<string, unknown>, by: Actor): Effect[] | null {
    const world: World = {
      convention: this.convention,
      dossier: uuid(900),
      ref: "COM-1",
      dispositif: uuid(800),
      content: null,
    };
    const asks = communicationV1.asks?.(this.stored, { type, data }) ?? [];
    const given = asks.length > 0 ? { ...data, found: this.#found(type) } : data;
    try {
      const stepped = communicationV1.step(this.stored, { type, data: given, at: this.now, by }, world);
      this.stored = stepped;
      return stepped.effects;
    } catch (error) {
      this.refusal = error instanceof StepRefused ? error.refusal : null;
      if (this.refusal) return null;
      throw error;
    }
  }
}
