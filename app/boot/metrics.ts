import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { hasFailed } from "#app/engine/outbox/failed.sql.ts";
import type { Database } from "#app/platform/database/database.ts";

type Figures = {
  queued: number;
  sending: number;
  dead: number;
  oldest: number | null;
  overdue: number;
  open: number;
};

const figuresSql = `
  select (select count(*) from delivery where state = 'queued') queued,
         (select count(*) from delivery where state = 'sending') sending,
         (select count(*) from delivery where ${hasFailed("delivery")}) dead,
         (select extract(epoch from $1::timestamptz - min(next_at)) from delivery
           where state in ('queued', 'sending') and next_at <= $1::timestamptz)::float8 oldest,
         (select count(*) from deadline where state = 'running' and due_at < $1::timestamptz - interval '1 minute') overdue,
         (select count(*) from dossier where closed_at is null) open`;

/** What operations watch; no personal data. `oldest` is in seconds. */
export async function figures(db: Database, now: Date): Promise<Figures> {
  const [row] = await db.query<Figures>(figuresSql, [now.toISOString()]);
  return row as Figures;
}

/** Prometheus metrics of this process and of the database's queues. */
export function metricsOf(db: Database, watchers: () => number) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `tocsin_${name}`, help, registers: [registry] });
  const gauges = {
    queued: gauge("deliveries_queued", "Deliveries waiting to leave"),
    sending: gauge("deliveries_sending", "Deliveries on the wire"),
    dead: gauge("deliveries_failed", "Deliveries refused or given up, waiting for a person"),
    oldest: gauge("oldest_unsent_seconds", "Age of the oldest delivery that should have left"),
    overdue: gauge("deadlines_late", "Deadlines that should have fired over a minute ago"),
    open: gauge("dossiers_open", "Dossiers not closed"),
    watchers: gauge("live_watchers", "Open live connections of this process"),
  };
  return async () => {
    const { oldest, ...counts } = await figures(db, new Date());
    for (const [name, value] of Object.entries(counts)) gauges[name as keyof typeof counts].set(value);
    gauges.oldest.set(oldest ?? 0);
    gauges.watchers.set(watchers());
    return registry.metrics();
  };
}
