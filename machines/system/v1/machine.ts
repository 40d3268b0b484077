import { createMachine, transition } from "xstate";
import type { Effect } from "../../effects.ts";
import {
  type Happening,
  type Machine,
  type Refusal,
  type Stepped,
  StepRefused,
  type Stored,
} from "../../step.ts";
import { changeOf } from "./changes.ts";
import { channelOf, type SystemContext } from "./context.ts";
import { type SystemDataOf, type SystemEvent, systemPersonEvents } from "./events.ts";

const living: SystemEvent[] = [
  "attestation.asked",
  "system.described",
  "system.assessed",
  "operator.changed",
  "articulation.added",
  "articulation.changed",
  "articulation.removed",
  "system.attested",
];

/** A system is in the register until it is retired; what it is may change all along, and each change is an entry. */
export const systemChart = createMachine({
  id: "system",
  initial: "new",
  states: {
    new: { on: { "system.registered": "active" } },
    active: {
      on: { ...Object.fromEntries(living.map((type) => [type, "active"])), "system.retired": "retired" },
    },
    retired: {},
  },
});

/** A system of the homologation register, first version (MBN-6: its perimeter and its links with other products). */
export const systemV1: Machine = {
  name: "system",
  version: 1,
  prefix: "SYS",
  events: systemPersonEvents,
  rights: Object.fromEntries(
    Object.keys(systemPersonEvents).map((type) => [
      type,
      type === "system.attested" ? "lock.attest" : "system.manage",
    ]),
  ),
  step,
  accepts: ({ state }) =>
    (systemChart.states[state as keyof typeof systemChart.states]?.ownEvents ?? []).filter((type) =>
      Object.hasOwn(systemPersonEvents, type),
    ),
};

function step(stored: Stored | null, happening: Happening): Stepped {
  const snapshot = systemChart.resolveState({ value: stored?.state ?? "new", context: {} });
  const change = changeOf(happening.type);
  if (!change || !snapshot.can({ type: happening.type })) throw new StepRefused(notNow(stored, happening));
  const before = stored?.context as SystemContext | undefined;
  if (before) requireSensible(before, happening);
  const context = change(before as SystemContext, happening);
  const [next] = transition(systemChart, snapshot, { type: happening.type });
  const { key, nature, need, parent, articulations, attestation } = context;
  return {
    state: String(next.value),
    context,
    effects: effectsOf(context, happening),
    title: context.name,
    columns: {
      ...{ key, nature, parent },
      need: need?.need ?? null,
      articulations: articulations.length,
      attestedAt: attestation?.checkedAt ?? null,
      owner: context.owner.name,
    },
    closed: next.value === "retired",
  };
}

/** The register feeds the lock in the same transaction: the check counts from that day, for one year (MBN-7). */
function effectsOf(context: SystemContext, { type, data }: Happening): Effect[] {
  if (type === "system.registered") {
    const { readers } = data as SystemDataOf<"system.registered">;
    return [{ do: "grant", organisations: readers.map((id) => ({ id, via: "party" as const })) }];
  }
  if (type === "attestation.asked") return [check(context, data as SystemDataOf<"attestation.asked">)];
  if (type !== "system.attested") return [];
  const { checkedAt, proof } = data as SystemDataOf<"system.attested">;
  const event = { type: "attestation.checked", data: { channel: channelOf(context), checkedAt, proof } };
  return [
    { do: "tell", to: "lock", event },
    { do: "close-task", key: CHECK },
  ];
}

const CHECK = "attestation";
/** Waits on the desk of whoever may attest, until they do. */
const check = ({ name }: SystemContext, { reason }: { reason: string }): Effect => ({
  do: "open-task",
  task: {
    key: CHECK,
    kind: "homologation",
    function: "rssi",
    title: `Vérifier l’attestation RGS de « ${name.slice(0, 120)} » : ${reason}`.slice(0, 300),
    rule: "MBN-7",
    article: "7",
  },
});

const refuse = (because: string, instead: string[] = [], rule = "MBN-6", article = "6"): never => {
  throw new StepRefused({ rule, article, because, instead });
};

function requireSensible(system: SystemContext, { type, data }: Happening): void {
  const { key, to } = data as { key?: string; to?: string };
  const known = system.articulations.some((one) => one.key === key);
  if (type === "articulation.added" && known)
    refuse("Cette articulation est déjà dans le registre.", ["articulation.changed"]);
  if ((type === "articulation.changed" || type === "articulation.removed") && !known)
    refuse("Ce système n’a pas cette articulation.", ["articulation.added"]);
  if (type.startsWith("articulation.") && to && system.articulations.length > 199)
    refuse("Deux cents articulations au plus : regroupez-les par système.");
  if ((type === "system.attested" || type === "attestation.asked") && system.nature !== "communication")
    refuse(
      "Seul un système de communication d’un tiers porte une attestation RGS pour la sûreté.",
      [],
      "MBN-7",
      "7",
    );
}

function notNow(stored: Stored | null, { type }: Happening): Refusal {
  const because =
    stored?.state === "retired"
      ? "Ce système est retiré du registre : plus rien n’y change."
      : `Le registre ne connaît pas « ${type} » ici.`;
  return { rule: "MBN-6", article: "6", because, instead: [] };
}
