import type { Consequences, Recipient } from "#app/engine/preview.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";
import type { Effect, NewDeadline } from "#machines/effects.ts";

/** An alert of the whole ENT reaches thousands: the answer lists these many and counts the rest. */
export const MOST_ALERTS = 5_000;
const MOST_GAPS = 200;

type Alert = {
  organisation: string;
  role: string;
  address: string | null;
  channel: string;
  rule: string;
  article: string;
};
type Gap = { organisation: string; name: string; role: string; via: string | null };
type Deadline = { key: string; dueAt: string | null; rule: string; article: string };

/**
 * Whom a declaration alerted, the gaps in the directory, and the clocks that it started: what its preview said,
 * read back from the rows that its first step wrote.
 */
export async function declaredOutcome(sql: Sql, caller: Caller, dossier: string) {
  const [alerts, [counted], [gap], deadlines, addresses] = await Promise.all([
    sql.query<Alert & { id: string }>(
      `select o.id, o.key organisation, d.function "role", d.address, d.channel, d.rule, d.article
         from delivery d join notice n on n.id = d.notice_id join organisation o on o.id = d.organisation_id
        where d.dossier_id = $1 and n.seq = 1 order by o.key, d.address limit ${MOST_ALERTS}`,
      [dossier],
    ),
    sql.query<{ total: number }>(
      `select count(*)::int total from delivery d join notice n on n.id = d.notice_id
        where d.dossier_id = $1 and n.seq = 1`,
      [dossier],
    ),
    sql.query<{ gaps: (Omit<Gap, "role"> & { function: string })[] }>(
      `select data->'gaps' gaps from task where dossier_id = $1 and key = 'gap-alert-1'`,
      [dossier],
    ),
    sql.query<Omit<Deadline, "dueAt"> & { due: Date | null }>(
      `select key, due_at due, rule, article from deadline where dossier_id = $1 and shown order by due_at nulls last, key`,
      [dossier],
    ),
    mayOnDossier(sql, caller.tenures, "delivery.read", dossier),
  ]);
  const gaps = (gap?.gaps ?? []).map(({ function: role, ...one }): Gap => ({ ...one, role })).sort(byPlace);
  return {
    alerts: addresses ? alerts.map(bare) : await discreet(sql, caller, alerts),
    alertsTotal: counted?.total ?? 0,
    gaps,
    deadlines: deadlines.map(({ due, ...one }): Deadline => ({ ...one, dueAt: due?.toISOString() ?? null })),
  };
}

/** The same, foreseen: nothing was written. */
export async function foreseen(
  sql: Sql,
  caller: Caller,
  { recipients, effects }: Consequences,
  dossier: string | null,
) {
  const reachable = recipients.filter((one) => one.address !== null);
  const alerts = reachable
    .sort((a, b) => order(a.organisation_key, b.organisation_key) || order(a.address ?? "", b.address ?? ""))
    .slice(0, MOST_ALERTS)
    .map(
      ({ organisation_id: id, organisation_key: organisation, function: role, address, rule, article }) => ({
        ...{ id, organisation, role, address, channel: "mail", rule, article },
      }),
    );
  const addresses = dossier
    ? await mayOnDossier(sql, caller.tenures, "delivery.read", dossier)
    : caller.tenures.some((one) => permissions[one.function as Role]?.["delivery.read"]);
  return {
    alerts: addresses ? alerts.map(bare) : await discreet(sql, caller, alerts),
    alertsTotal: reachable.length,
    gaps: recipients.filter(leavesGap).slice(0, MOST_GAPS).map(gapOf).sort(byPlace),
    deadlines: effects
      .flatMap(started)
      .sort((a, b) => order(a.dueAt ?? "~", b.dueAt ?? "~") || order(a.key, b.key)),
  };
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const bare = ({ id: _, ...alert }: Alert & { id: string }): Alert => alert;

/**
 * Whoever may not read deliveries sees whom an alert reaches above them, and not the addresses of other schools:
 * a head declaring for the whole ENT does not come by those of 1,081 colleagues.
 */
async function discreet(sql: Sql, caller: Caller, alerts: (Alert & { id: string })[]): Promise<Alert[]> {
  const mine = caller.tenures.flatMap((one) => (one.organisation ? [one.organisation.id] : []));
  const others = await sql.query<{ id: string }>(
    `select id from organisation where id = any($1::uuid[]) and kind in ('ecole', 'etablissement')
        and id <> all($2::uuid[])`,
    [alerts.map((one) => one.id), mine],
  );
  const hidden = new Set(others.map((one) => one.id));
  return alerts.map((one) => bare(hidden.has(one.id) ? { ...one, address: null } : one));
}

const byPlace = (a: Gap, b: Gap) => order(a.organisation, b.organisation) || order(a.role, b.role);
const leavesGap = ({ via }: Recipient) => via === null || via === "substitute" || via === "above";
const gapOf = (one: Recipient): Gap => ({
  organisation: one.organisation_key,
  name: one.organisation_name,
  role: one.function,
  via: one.via,
});

function started(effect: Effect): Deadline[] {
  if (effect.do !== "start-deadline" || !effect.deadline.shown) return [];
  const { key, dueAt, rule, article }: NewDeadline = effect.deadline;
  return [{ key, dueAt, rule, article }];
}
