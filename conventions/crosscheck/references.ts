import type { Finding, Path } from "../problem.ts";
import { type Convention, federationRoles, type Processes, type Target } from "../schema.ts";

type Placed<T> = { path: Path; value: T };

/** Every target of the convention with its place. */
export function targetsOf(convention: Convention): Placed<Target>[] {
  const alerts = convention.alerts.flatMap((alert, rank) =>
    alert.to.map((value, at) => ({ path: ["alerts", rank, "to", at] as Path, value })),
  );
  const breaches = convention.clocks.flatMap((clock, rank) =>
    clock.onBreach.map((value, at) => ({ path: ["clocks", rank, "onBreach", at] as Path, value })),
  );
  const { gar, desk = [], late = [], provider = [] } = convention.whitelist ?? {};
  const lists = { desk, late, provider };
  const whitelist = [
    ...Object.entries(lists).flatMap(([list, targets]) =>
      targets.map((value, at) => ({ path: ["whitelist", list, at] as Path, value })),
    ),
    ...(gar?.to ?? []).map((value, at) => ({ path: ["whitelist", "gar", "to", at] as Path, value })),
  ];
  const federation = (convention.federation?.desk ?? []).map((value, at) => ({
    path: ["federation", "desk", at] as Path,
    value,
  }));
  return [...alerts, ...breaches, ...whitelist, ...federation];
}

const citing = ["mailboxes", "fields", "alerts", "clocks", "notifiers", "instances"] as const;

/** Every rule that the processes of messages follow, with its place. */
function citedByProcesses(processes: Processes | undefined): Placed<string>[] {
  return Object.entries(processes ?? {}).flatMap(([name, rules]) => {
    const path = ["communication", "processes", name];
    const { startsAfter, runs, t1, t2, review } = rules;
    return [
      { path: [...path, "rule"], value: rules.rule },
      ...rules.asks.map(({ rule }, rank) => ({ path: [...path, "asks", rank, "rule"], value: rule })),
      ...Object.entries({ startsAfter, runs, t1, t2, review }).flatMap(([step, said]) =>
        said ? [{ path: [...path, step, "rule"], value: said.rule }] : [],
      ),
    ];
  });
}

/** Instances that review messages are instances of the convention. */
function checkInstances({ communication, instances }: Convention): Finding[] {
  const known = new Set(instances.map(({ key }) => key));
  return Object.entries(communication?.processes ?? {}).flatMap(([name, { review }]) =>
    (review?.instances ?? []).flatMap((key, rank) =>
      known.has(key)
        ? []
        : [
            {
              path: ["communication", "processes", name, "review", "instances", rank],
              message: `L’instance « ${key} » n’existe pas dans « instances ».`,
            },
          ],
    ),
  );
}

function checkRules(convention: Convention): Finding[] {
  const known = new Map(convention.rules.map((rule) => [rule.id, rule]));
  const cited: Placed<string>[] = citing.flatMap((list) =>
    convention[list].map((entry, rank) => ({ path: [list, rank, "rule"], value: entry.rule })),
  );
  const {
    approvals = [],
    processes,
    approvers = [],
    directors = [],
    ...said
  } = convention.communication ?? {};
  cited.push(
    ...citedByProcesses(processes),
    ...approvers.map(({ rule }, rank) => ({
      path: ["communication", "approvers", rank, "rule"],
      value: rule,
    })),
    ...directors.map(({ rule }, rank) => ({
      path: ["communication", "directors", rank, "rule"],
      value: rule,
    })),
    ...Object.entries(said).map(([what, { rule }]) => ({
      path: ["communication", what, "rule"],
      value: rule,
    })),
    ...approvals.map(({ rule }, rank) => ({
      path: ["communication", "approvals", rank, "rule"],
      value: rule,
    })),
  );
  const { request, register, gar, delays } = convention.whitelist ?? {};
  for (const [what, one] of Object.entries({ request, register, gar }))
    if (one) cited.push({ path: ["whitelist", what, "rule"], value: one.rule });
  const { federation } = convention;
  if (federation)
    cited.push(
      { path: ["federation", "rule"], value: federation.rule },
      ...federationRoles.map((role) => ({
        path: ["federation", "commitments", role, "rule"],
        value: federation.commitments[role].rule,
      })),
    );
  const choices: Placed<string>[] = [
    ...(federation ? [{ path: ["federation", "checks", "rule"], value: federation.checks.rule }] : []),
    ...(delays ? [{ path: ["whitelist", "delays", "rule"], value: delays.rule }] : []),
    ...convention.instances.flatMap(({ choice }, rank) =>
      choice ? [{ path: ["instances", rank, "choice", "rule"], value: choice.rule }] : [],
    ),
    { path: ["acknowledgement", "rule"], value: convention.acknowledgement.rule },
    ...convention.calendar.choices.map((value, at) => ({ path: ["calendar", "choices", at], value })),
  ];
  const unknown = [...cited, ...choices]
    .filter(({ value }) => !known.has(value))
    .map(({ path, value }) => ({ path, message: `La règle « ${value} » n’existe pas dans « rules ».` }));
  const notChoices = choices
    .filter(({ value }) => known.has(value) && !known.get(value)?.choice)
    .map(({ path, value }) => ({
      path,
      message: `La règle « ${value} » n’est pas un choix de la console ; on attend une règle « choice: true ».`,
    }));
  return [...unknown, ...notChoices];
}

function checkOrganisations(convention: Convention): Finding[] {
  const known = new Set(convention.organisations.map((organisation) => organisation.key));
  const cited: Placed<string | undefined>[] = [
    ...convention.organisations.map(({ parent }, rank) => ({
      path: ["organisations", rank, "parent"],
      value: parent,
    })),
    ...convention.mailboxes.map((box, rank) => ({
      path: ["mailboxes", rank, "organisation"],
      value: box.organisation,
    })),
    ...convention.parties.flatMap((party, rank) => [
      { path: ["parties", rank, "organisation"], value: party.organisation },
      {
        path: ["parties", rank, "dpd", "organisation"],
        value: "organisation" in party.dpd ? party.dpd.organisation : undefined,
      },
    ]),
  ];
  return cited
    .filter(({ value }) => value !== undefined && !known.has(value))
    .map(({ path, value }) => ({
      path,
      message: `L’organisation « ${value} » n’existe pas dans « organisations ».`,
    }));
}

function checkMailboxes(convention: Convention): Finding[] {
  const known = new Set(convention.mailboxes.map((box) => box.key));
  const targets = targetsOf(convention).flatMap(({ path, value }) =>
    value.to === "mailbox" ? [{ path: [...path, "mailbox"], value: value.mailbox }] : [],
  );
  const dpds = convention.parties.flatMap(({ dpd }, rank) =>
    "mailbox" in dpd ? [{ path: ["parties", rank, "dpd", "mailbox"], value: dpd.mailbox }] : [],
  );
  return [...targets, ...dpds]
    .filter(({ value }) => !known.has(value))
    .map(({ path, value }) => ({ path, message: `La boîte « ${value} » n’existe pas dans « mailboxes ».` }));
}

function checkInstance({ whitelist, instances }: Convention): Finding[] {
  const { instance } = whitelist ?? {};
  if (!instance || instances.some(({ key }) => key === instance)) return [];
  const message = `L’instance « ${instance} » n’existe pas dans « instances ».`;
  return [{ path: ["whitelist", "instance"], message }];
}

/** Every rule, organisation, mailbox and instance cited exists. */
export function checkReferences(convention: Convention): Finding[] {
  return [
    ...checkRules(convention),
    ...checkOrganisations(convention),
    ...checkMailboxes(convention),
    ...checkInstance(convention),
    ...checkInstances(convention),
  ];
}
