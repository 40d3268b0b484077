import { z } from "zod";
import { said } from "../../words.ts";

/** More come as a list of the administrator (npm run import -- hotes-signales). */
export const MOST_HOSTS = 2_000;

const host = z
  .string()
  .max(253)
  .regex(/^(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/, "un nom d’hôte en minuscules, comme « exemple.fr »");
const many = `${MOST_HOSTS} hôtes au plus en une fois`;

/** What people send. The journal keeps each host with its reason, and why the list changed. */
export const hostListPersonEvents = {
  "hosts.reported": z.strictObject({
    hosts: z
      .array(z.strictObject({ host, reason: said(200, "la raison") }))
      .min(1, "au moins un hôte")
      .max(MOST_HOSTS, many),
    why: said(2_000, "pourquoi"),
  }),
  "hosts.cleared": z.strictObject({
    hosts: z.array(host).min(1, "au moins un hôte").max(MOST_HOSTS, many),
    why: said(2_000, "pourquoi"),
  }),
} as const;
export type HostListPersonEvent = keyof typeof hostListPersonEvents;
export type Reported = z.infer<(typeof hostListPersonEvents)["hosts.reported"]>;
export type Cleared = z.infer<(typeof hostListPersonEvents)["hosts.cleared"]>;
/** `name`: of the dispositif. */
export type ListOpened = { name: string };

/** A request of the dispositif one of whose addresses is on a host of the event, or below it. */
export type TouchedRequest = { dossier: string; ref: string; title: string; state: string; host: string };
/** What is looked up just before: which of these hosts this list has, and which requests they concern. */
export type FoundHosts = { known: { host: string; reason: string }[]; touched: TouchedRequest[] };
