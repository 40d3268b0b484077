import type { Effect } from "../../effects.ts";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import {
  type Cleared,
  type FoundHosts,
  hostListPersonEvents,
  type ListOpened,
  type Reported,
} from "./events.ts";

/** Hosts now on the list; which ones, the rows say, and the journal says how they came and went. */
type HostListContext = { name: string; count: number };

/**
 * The hosts that the RSSI of one ENT reports, first version. No text speaks of it: a choice of the console
 * (CHOIX-LISTE). Reporting warns and opens a review; it suspends nothing by itself.
 */
export const hostListV1: Machine = {
  name: "host-list",
  version: 1,
  prefix: "HOT",
  events: hostListPersonEvents,
  rights: { "hosts.reported": "hosts.report", "hosts.cleared": "hosts.report" },
  step,
  asks: (_, { type }) => (Object.hasOwn(hostListPersonEvents, type) ? ["hosts"] : []),
  accepts: ({ state }) => (state === "open" ? Object.keys(hostListPersonEvents) : []),
};

const refuse = (because: string, instead: string[] = []): never => {
  throw new StepRefused({ rule: "CHOIX-LISTE", article: "choix de la console", because, instead });
};

function step(stored: Stored | null, happening: Happening, { dossier, ref }: World): Stepped {
  const { type, data } = happening;
  const made = (context: HostListContext, effects: Effect[]): Stepped => ({
    state: "open",
    context,
    effects,
    title: `Hôtes signalés, ${context.name}`,
    columns: { count: context.count },
    closed: false,
  });
  if (!stored) {
    if (type !== "list.opened") refuse("Cette liste n’est pas encore ouverte.");
    return made({ name: (data as ListOpened).name, count: 0 }, []);
  }
  const context = stored.context as HostListContext;
  const { known, touched } = (data as { found?: FoundHosts }).found ?? { known: [], touched: [] };
  const by = { dossier, ref, name: happening.by.name };
  if (type === "hosts.reported") {
    const { hosts, why } = data as Reported;
    const before = new Map(known.map((one) => [one.host, one.reason]));
    const said = new Map(hosts.map((one) => [one.host, one.reason]));
    const fresh = [...said].filter(([host, reason]) => before.get(host) !== reason);
    if (fresh.length === 0) refuse("Ces hôtes sont déjà signalés, pour cette raison.", ["hosts.cleared"]);
    const added = fresh.map(([host, reason]) => ({ host, reason, why, by: happening.by.name }));
    const told = touched.filter(({ host }) => !before.has(host));
    const more = [...said.keys()].filter((host) => !before.has(host)).length;
    return made({ ...context, count: context.count + more }, [
      { do: "keep-hosts", added, removed: [] },
      ...told.map(({ dossier: to, host }) =>
        tellOf(to, "host.reported", { host, reason: said.get(host) ?? why, by }),
      ),
    ]);
  }
  if (type === "hosts.cleared") {
    const { hosts } = data as Cleared;
    const there = new Set(known.map(({ host }) => host));
    const foreign = hosts.find((host) => !there.has(host));
    if (foreign)
      refuse(`« ${foreign} » n’est pas de cette liste : un hôte d’une liste importée s’en va avec elle.`, [
        "hosts.reported",
      ]);
    return made({ ...context, count: Math.max(0, context.count - there.size) }, [
      { do: "keep-hosts", added: [], removed: [...there] },
      ...touched.map(({ dossier: to, host }) => tellOf(to, "host.cleared", { host, by })),
    ]);
  }
  return refuse(`« ${type} » n’a pas sa place sur une liste d’hôtes.`, Object.keys(hostListPersonEvents));
}

/** Whatever state it is in; one that ended meanwhile does without. */
const tellOf = (dossier: string, type: string, data: Record<string, unknown>): Effect => ({
  do: "tell",
  to: { dossier },
  event: { type, data },
  ifTaken: true,
});
