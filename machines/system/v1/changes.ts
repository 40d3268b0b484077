import type { Happening } from "../../step.ts";
import type { SystemChange, SystemContext } from "./context.ts";
import type { SystemDataOf, SystemEvent } from "./events.ts";

type Change = (system: SystemContext, happening: Happening) => SystemContext;
const data = <Type extends SystemEvent>({ data }: Happening, _type: Type) => data as SystemDataOf<Type>;

/** The last ones are enough: the journal has them all. */
const MOST_CHANGES = 200;

const moved = (
  system: SystemContext,
  { at, by }: Happening,
  key: string,
  kind: SystemChange["kind"],
  what: string,
): SystemContext => ({
  ...system,
  changes: [...system.changes, { key, kind, at, by: by.name, what }].slice(-MOST_CHANGES),
});

const changes: Record<SystemEvent, Change> = {
  "system.registered": (_, happening) => {
    const { key, name, description, url, nature, owner, operator, host, parent } = data(
      happening,
      "system.registered",
    );
    return {
      ...{ key, name, nature, owner, operator, host },
      description: description ?? null,
      url: url ?? null,
      parent: parent ?? null,
      need: null,
      articulations: [],
      changes: [],
      attestation: null,
      retired: null,
    };
  },
  "system.described": (system, happening) => {
    const { name, description, url } = data(happening, "system.described");
    return { ...system, name, description: description ?? null, url: url ?? null };
  },
  "system.assessed": (system, happening) => {
    const { need, proposed, answers, reason } = data(happening, "system.assessed");
    const { at, by } = happening;
    return { ...system, need: { need, proposed, answers, reason: reason ?? null, at, by: by.name } };
  },
  "operator.changed": (system, happening) => {
    const { operator, host, reason } = data(happening, "operator.changed");
    const what = `Exploitant : ${operator.name}, hébergeur : ${host.name}. ${reason}`;
    return moved({ ...system, operator, host }, happening, happening.at, "operator", what);
  },
  "articulation.added": (system, happening) => {
    const added = data(happening, "articulation.added");
    const next = { ...system, articulations: [...system.articulations, added] };
    return moved(next, happening, added.key, "articulation", `Ajoutée : ${added.label} (${added.means})`);
  },
  "articulation.changed": (system, happening) => {
    const { reason, ...changed } = data(happening, "articulation.changed");
    const articulations = system.articulations.map((one) => (one.key === changed.key ? changed : one));
    const what = `Changée : ${changed.label} (${changed.means}). ${reason}`;
    return moved(
      { ...system, articulations },
      happening,
      `${changed.key}@${happening.at}`,
      "articulation",
      what,
    );
  },
  "articulation.removed": (system, happening) => {
    const { key } = data(happening, "articulation.removed");
    return { ...system, articulations: system.articulations.filter((one) => one.key !== key) };
  },
  "attestation.asked": (system) => system,
  "system.attested": (system, happening) => {
    const { checkedAt, proof, issuedOn } = data(happening, "system.attested");
    const attestation = { checkedAt, proof, issuedOn: issuedOn ?? null, by: happening.by.name };
    return { ...system, attestation };
  },
  "system.retired": (system, { data, at, by }) => ({
    ...system,
    retired: { at, by: by.name, reason: (data as SystemDataOf<"system.retired">).reason },
  }),
};

/** What an event makes of a system; undefined when it knows no such event. */
export const changeOf = (type: string): Change | undefined =>
  Object.hasOwn(changes, type) ? changes[type as SystemEvent] : undefined;
