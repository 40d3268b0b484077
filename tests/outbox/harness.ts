import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { renderNotice } from "#app/incident/messages/render-notice.ts";
import { smtpTransport } from "#app/platform/channels/smtp.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type MailServer, mailServer } from "../mocks/smtp-server.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withPerson } from "../support/world.ts";

export const SECRET = "secret-des-tests-".repeat(3);
export const PUBLIC_URL = "https://tocsin.example.invalid";
export const FROM = "Tocsin <tocsin@tocsin.example.invalid>";
export const IEN = "ien-0780580g-0@agents.example.invalid";
export const DEPUTY = "ien-0780580g-1@agents.example.invalid";
export const DASEN = "dasen-dsden-78-0@agents.example.invalid";

export type Row = {
  id: string;
  address: string;
  state: string;
  attempts: number;
  next_at: Date;
  last_error: string | null;
  provider_id: string | null;
  via: string;
  template: string;
  history: { state: string; at: string; detail?: string }[];
};

/** The real spine on PostgreSQL, the real transport, a real server of the tests' own. */
export async function post() {
  const db = await freshDatabase("postgres");
  const v = await smallVersailles(db);
  await withPerson(db, { function: "ien", at: "0780580G", rank: 1 });
  await withPerson(db, { function: "dasen", at: "dsden-78" });
  let server = await mailServer();
  const transports: ReturnType<typeof smtpTransport>[] = [];
  const errors: unknown[] = [];

  /** A process that sends: its own connections, its own claims. */
  function sender(at: () => Date, options: { url?: string; batch?: number; freshMs?: number } = {}) {
    const transport = smtpTransport({ url: options.url ?? server.url, from: FROM });
    transports.push(transport);
    return outboxWorker(db, {
      channels: {
        mail: {
          concurrency: transport.concurrency,
          send: async (delivery, notice) =>
            transport.send(renderNotice(delivery, notice, { publicUrl: PUBLIC_URL, secret: SECRET })),
        },
      },
      now: at,
      onError: (error) => errors.push(error),
      ...options,
    });
  }

  return {
    db: db as Database,
    v,
    errors,
    server: () => server,
    /** A server on the port of the one that was killed. */
    async revive() {
      server = await mailServer({ port: server.port });
      return server;
    },
    sender,
    run: (at: Date) => sender(() => at).run(),
    declare: (more: Record<string, unknown> = {}) => declareIncident(db, v.head, declaration(more), v.now),
    rows: (dossier: string) =>
      db.query<Row>(
        `select d.*, n.template from delivery d join notice n on n.id = d.notice_id where d.dossier_id = $1
          order by n.created_at, d.address`,
        [dossier],
      ),
    journal: async (dossier: string) =>
      (
        await db.query<{ type: string }>(
          "select type from journal_entry where dossier_id = $1 order by seq",
          [dossier],
        )
      ).map((entry) => entry.type),
    async close() {
      for (const transport of transports) await transport.close();
      await server.kill();
      await db.close();
    },
  };
}
export type Post = Awaited<ReturnType<typeof post>>;
export type { MailServer };

/** Thousands of queued deliveries under the first notice of a dossier, without a directory behind them. */
export async function crowd(db: Database, dossier: string, count: number) {
  await db.query(
    `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, rule, article, alert, via, next_at)
     select d.notice_id, d.dossier_id, d.organisation_id, d.function, 'Personne ' || n, 'p' || n || '@foule.example.invalid',
            d.rule, d.article, d.alert, 'holder', d.next_at
       from (select * from delivery where dossier_id = $1 order by address limit 1) d, generate_series(1, $2) n`,
    [dossier, count],
  );
}
