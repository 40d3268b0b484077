/** Everything a person can ask of the console. Names of events are those of the machines. */
export const rights = [
  "dossier.read", "journal.read", "delivery.read", "incident.declared", "incident.completed", "incident.qualified",
  "incident.handled", "incident.followed-up", "incident.closed", "incident.reopened", "note.added",
  "authority.notified", "attachment.added", "task.done", "delivery.retried", "evidence.export",
  "crisis.opened", "crisis.direct", "crisis.act", "crisis.approve", "lock.attest",
  "runbook.write", "runbook.approve",
  "communication.draft", "communication.approve", "communication.decide", "communication.review",
  "system.manage", "homologation.prepare", "homologation.advise", "homologation.decide",
  "federation.manage", "federation.decide",
  "whitelist.board", "whitelist.request", "whitelist.steer", "whitelist.instruct", "whitelist.decide",
  "whitelist.integrate", "hosts.report",
  "directory.read", "directory.import", "convention.read", "convention.import", "people.manage",
  "channel.configure", "calendar.write", "reachability.run",
  "exercise.conduct", "exercise.take-part",
  "meeting.prepare", "meeting.sit",
] as const; // biome-ignore format: a list to read at a glance
export type Right = (typeof rights)[number];

/** Functions of the console itself come after those of the conventions. */
export const roles = [
  "rssi", "dpd", "ien", "chefEtablissement", "recteur", "dasen", "referentNumerique", "elu", "dane", "dsi",
  "exploitant", "draaf", "draio", "dsige", "drane", "sgra", "drtic", "autoriteHomologation", "administrateur",
  "auditeur",
] as const; // biome-ignore format: same
export type Role = (typeof roles)[number];

/**
 * own: the dossier concerns my organisation, or happened in one below it;
 * dispositif: any dossier of a dispositif that covers my organisation; all: any.
 */
export type Scope = "own" | "dispositif" | "all";

const reading: Right[] = ["dossier.read", "delivery.read", "directory.read", "convention.read"];
const deciding: Right[] = [
  "incident.qualified", "incident.handled", "incident.followed-up", "incident.closed", "incident.reopened",
]; // biome-ignore format: same
const helping: Right[] = ["incident.declared", "incident.completed", "note.added", "attachment.added"];

/** Taking part in a crisis: which seat may do what is the cell's own rule (machines/crisis/v1/seats.ts). */
const crisis: Right[] = ["crisis.act", "exercise.take-part"];
const leading: Right[] = [
  "crisis.opened", "crisis.direct", "crisis.act", "crisis.approve", "exercise.conduct", "exercise.take-part",
]; // biome-ignore format: same

/** Messages to the community: which authority approves which message is the convention's own rule (MBN-5.4). */
const writing: Right[] = ["communication.draft"];
const speaking: Right[] = ["communication.draft", "communication.approve"];
const compiling: Right[] = ["communication.review"];

/** Homologation: whoever prepares a dossier is not who decides of it (RGS, article 5). */
const homologating: Right[] = ["system.manage", "homologation.prepare", "homologation.advise"];

const give = (scope: Scope, ...lists: Right[][]): Partial<Record<Right, Scope>> =>
  Object.fromEntries(lists.flat().map((right) => [right, scope]));

/** The one table. Which party may decide or close is not here: the convention says it (machines/incident/v1/duties.ts). */
export const permissions: Record<Role, Partial<Record<Right, Scope>>> = {
  rssi: give("dispositif", leading, reading, helping, deciding, speaking, compiling, homologating, [
    "journal.read", "task.done", "delivery.retried", "authority.notified", "evidence.export",
    "channel.configure", "lock.attest", "runbook.write", "runbook.approve", "calendar.write", "reachability.run",
  ]), // biome-ignore format: same
  dpd: give("own", crisis, reading, helping, ["journal.read", "authority.notified", "homologation.advise"]),
  ien: give("own", crisis, reading, helping, deciding, ["journal.read"]),
  chefEtablissement: give("own", crisis, ["dossier.read", "directory.read", "convention.read"], helping, writing, [
    "authority.notified", "communication.decide",
  ]), // biome-ignore format: same
  recteur: give("dispositif", leading, reading, helping, deciding, speaking, compiling, [
    "journal.read", "authority.notified", "runbook.approve", "homologation.advise", "homologation.decide",
  ]), // biome-ignore format: same
  dasen: give("own", leading, reading, helping, deciding, speaking, ["journal.read", "authority.notified"]),
  referentNumerique: give("own", crisis, reading, helping, deciding, writing),
  elu: give("own", leading, reading, helping, deciding, speaking, compiling, ["authority.notified"]),
  dane: give("dispositif", [...crisis, "crisis.approve", "exercise.conduct"], reading, helping, speaking, [
    "journal.read",
  ]),
  dsi: give("dispositif", leading, reading, helping, deciding, speaking, compiling, homologating, [
    "journal.read", "task.done", "delivery.retried", "channel.configure", "lock.attest", "runbook.write",
  ]), // biome-ignore format: same
  exploitant: give("own", crisis, reading, helping, ["journal.read"]),
  draaf: give("own", leading, reading, helping, deciding, speaking),
  draio: give("dispositif", reading, speaking),
  dsige: give("dispositif", crisis, reading, helping, speaking),
  drane: give("dispositif", crisis, reading, helping, speaking),
  sgra: give("dispositif", crisis, reading, helping, speaking),
  drtic: give("dispositif", reading, speaking),
  autoriteHomologation: give("dispositif", reading, [
    "journal.read", "task.done", "homologation.advise", "homologation.decide",
  ]), // biome-ignore format: same
  administrateur: {
    ...give("all", reading, ["task.done", "delivery.retried", "evidence.export"]),
    ...give("all", ["directory.import", "convention.import", "people.manage", "channel.configure"]),
    ...give("all", ["calendar.write", "reachability.run"]),
  },
  auditeur: give("all", reading, ["journal.read", "evidence.export", "exercise.take-part"]),
};

/** The whitelist in the same table: who asks, who steers and instructs, who decides; the provider alone opens links. */
const whitelist: [Scope, Right[], Role[]][] = [
  ["own", ["whitelist.request"], ["ien", "chefEtablissement", "dasen", "referentNumerique", "elu", "draaf"]],
  ["dispositif", ["whitelist.request"], ["rssi", "dane", "dsi"]],
  ["own", ["whitelist.board", "whitelist.instruct"], ["dpd", "ien", "referentNumerique"]],
  ["dispositif", ["whitelist.board", "whitelist.instruct"], ["rssi", "dane", "dsi"]],
  ["dispositif", ["whitelist.steer"], ["rssi", "dane"]],
  ["dispositif", ["hosts.report"], ["rssi"]],
  ["dispositif", ["whitelist.board", "whitelist.decide"], ["rssi", "recteur"]],
  ["own", ["whitelist.board", "whitelist.decide"], ["dasen"]],
  ["own", ["whitelist.integrate"], ["exploitant"]],
  ["all", ["whitelist.board"], ["administrateur", "auditeur"]],
];
/** Instances: who prepares a meeting; whoever may have a seat there acts by that seat (machines/meeting/v1/duties). */
const seated = roles.filter((role) => role !== "administrateur" && role !== "auditeur");
const committees: [Scope, Right[], Role[]][] = [
  ["dispositif", ["meeting.prepare"], ["rssi", "dsi", "recteur", "dane"]],
  ["all", ["meeting.prepare", "meeting.sit"], ["administrateur"]],
  ["own", ["meeting.sit"], seated],
];
/** An identity federation: who keeps its register is not who decides (ATR-8); whose people decide, the convention says. */
const federation: typeof whitelist = [
  ["dispositif", ["federation.manage"], ["rssi", "dsi"]],
  ["dispositif", ["federation.decide"], ["recteur", "autoriteHomologation"]],
  ["own", ["federation.decide"], ["elu"]],
];
for (const [scope, given, holders] of [...whitelist, ...committees, ...federation])
  for (const role of holders) Object.assign(permissions[role], give(scope, given));

/** A function held, as permissions need it; `person` (uuid): by whom, where something may be let to them by name. */
export type Held = { function: string; organisation: { id: string } | null; person?: string };

/** Rights that these functions give somewhere; how far each reaches is for the query to say. */
export const rightsOf = (tenures: { function: string }[]): Right[] =>
  rights.filter((right) => tenures.some((tenure) => permissions[tenure.function as Role]?.[right]));

/** What was let to a person by name (`dossier_reader`) is read, and nothing more. */
const BY_NAME: Right = "dossier.read";

/** Organisations from which a right is held, by scope; people (uuid) to whom it may have been let by name. */
export function reachOf(tenures: Held[], right: Right) {
  const reach = { all: false, dispositif: [] as string[], own: [] as string[], named: [] as string[] };
  for (const { function: role, organisation, person } of tenures) {
    const scope = permissions[role as Role]?.[right];
    if (scope && person && right === BY_NAME && !reach.named.includes(person)) reach.named.push(person);
    if (scope === "all") reach.all = true;
    else if (scope && organisation) reach[scope].push(organisation.id);
  }
  return reach;
}
export type Reach = ReturnType<typeof reachOf>;
