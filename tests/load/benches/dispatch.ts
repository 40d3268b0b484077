import { randomUUID } from "node:crypto";
import pg from "pg";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { byTurns, type Figure, perSecond } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles, followUp, handledIncident, openIncident, remind } from "../world.ts";

const CLIENTS = 8;

const DOSSIERS = 20;

/**
 * `dispatch` against the same rows written by hand in raw `pg`: of a reminder, whose five addresses are known as
 * they are to the plain transaction, and of a follow-up, which searches the directory for them by the convention.
 */
export async function dispatchBench(stage: Stage): Promise<Figure[]> {
  const url = await stage.database();
  const db = openPostgres(url, CLIENTS);
  stage.after(() => db.close());
  const world = await bigVersailles(db, 2_000);
  const many = <T>(n: number, make: () => Promise<T>) => Promise.all(Array.from({ length: n }, make));
  const open = await many(CLIENTS * DOSSIERS, () => openIncident(db, world));
  const handled = await many(CLIENTS * DOSSIERS, () => handledIncident(db, world));
  const others = await many(CLIENTS * DOSSIERS, () => openIncident(db, world));
  const plain = await plainTransactions(url, others);
  stage.after(plain.close);
  await db.script("analyze");
  const of = (list: string[], client: number, n: number) =>
    list[client * DOSSIERS + (n % DOSSIERS)] as string;
  const sides = [
    {
      name: "dispatch",
      ours: (client: number, n: number) => remind(db, world, of(open, client, n)),
      bare: (client: number, n: number) => plain.run(client, of(others, client, n), true),
      hold: { atLeast: 0.8 },
    },
    {
      name: "dispatch, directory searched",
      ours: (client: number, n: number) => followUp(db, world, of(handled, client, n)),
      bare: (client: number, n: number) => plain.run(client, of(others, client, n), false),
      hold: { atLeast: 0.5 },
    },
  ];
  const ms = stage.quick ? 500 : 2_000;
  const figures: Figure[] = [];
  for (const { name, ours, bare, hold } of sides) {
    const before = await deliveries();
    await ours(0, 0);
    if ((await deliveries()) !== before + 5) throw new Error(`${name}: the event must write five deliveries`);
    const mine = () => perSecond(CLIENTS, ms, ours);
    const theirs = () => perSecond(CLIENTS, ms, bare);
    await byTurns(1, mine, theirs);
    const { ours: value, bare: beside, ratio } = await byTurns(stage.rounds, mine, theirs);
    figures.push({ name, value, unit: "/s", beside, ratio, hold });
  }
  return figures;

  async function deliveries() {
    const [row] = await db.query<{ n: number }>("select count(*) n from delivery");
    return row?.n ?? 0;
  }
}

/** The plain way: begin, lock, journal row, update, notice, (deadline,) five deliveries, commit; a connection a client. */
async function plainTransactions(url: string, dossiers: string[]) {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const first = clients[0] as pg.Client;
  const like = async (sql: string) =>
    (await first.query(sql, [dossiers[0]])).rows[0] as Record<string, string>;
  const entry = await like(
    "select payload from journal_entry where dossier_id = $1 order by seq desc limit 1",
  );
  const notice = await like("select facts from notice where dossier_id = $1 limit 1");
  const five = (await first.query("select * from delivery where dossier_id = $1 limit 5", [dossiers[0]]))
    .rows;
  let number = 0;
  return {
    close: () => Promise.all(clients.map((client) => client.end())),
    async run(n: number, id: string, deadline: boolean) {
      const client = clients[n] as pg.Client;
      await client.query("begin");
      const { rows } = await client.query(
        "select revision, state, context, head from dossier where id = $1 for update",
        [id],
      );
      const { revision, context } = rows[0] as { revision: number; context: unknown };
      number += 1;
      const hash = randomUUID().replaceAll("-", "").repeat(2);
      await client.query(
        "insert into journal_entry (dossier_id, seq, type, payload, hash) values ($1, $2, $3, $4, $5)",
        [id, revision + 1, "incident.followed-up", entry.payload, hash],
      );
      await client.query(
        `update dossier set state = 'follow-up-sent', context = $2, revision = revision + 1, head = $3, changed_at = now()
          where id = $1`,
        [id, JSON.stringify(context), hash],
      );
      const noticeId = randomUUID();
      await client.query(
        `insert into notice (id, dossier_id, key, seq, template, facts, created_at) values ($1, $2, $3, $4, 'follow-up', $5, now())`,
        [noticeId, id, `plain-${number}`, revision + 1, JSON.stringify(notice.facts)],
      );
      if (deadline)
        await client.query(
          "update deadline set due_at = now() + interval '1 hour', started_at = now() where dossier_id = $1 and key = $2",
          [id, "remind-alert-1"],
        );
      const values: unknown[] = [];
      const rowsText = five.map((d) => {
        const at = values.push(
          noticeId, id, d.organisation_id, d.function, d.person_id, d.name, d.address, d.rule, d.article, d.alert, d.via,
        ); // biome-ignore format: the columns in their order
        return `(${Array.from({ length: 11 }, (_, i) => `$${at - 10 + i}`).join(", ")}, now())`;
      });
      await client.query(
        `insert into delivery (notice_id, dossier_id, organisation_id, function, person_id, name, address, rule, article,
           alert, via, next_at) values ${rowsText.join(", ")}`,
        values,
      );
      await client.query("commit");
    },
  };
}
