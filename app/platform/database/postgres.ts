import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "#prisma/generated/client.ts";
import type { Database, Sql } from "./database.ts";

// Counters are far below 2^53: plain numbers on both databases.
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format as "text"),
};

const names = new Map<string, string>();
function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `t${createHash("sha256").update(text).digest("hex").slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}

const speaking = (client: pg.Pool | pg.PoolClient): Sql => ({
  async query<Row>(text: string, params: unknown[] = [], prepare = false) {
    const result = await client.query({ text, values: params, ...(prepare && { name: nameOf(text) }) });
    return result.rows as Row[];
  },
});

/**
 * Opens PostgreSQL.
 * @param url postgres://…
 * @param max connections of the pool; the default suits one process on two cores.
 */
export function openPostgres(url: string, max = 12): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection cut by the server is not a crash: the next query opens another.
  pool.on("error", () => {});
  const sql = speaking(pool);
  return {
    ...sql,
    kind: "postgres",
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    adapter: new WholeScripts({ connectionString: url }),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const result = await work(speaking(client));
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
    listen: (channel, heard, onReconnect) => listen(url, channel, heard, onReconnect),
    async script(text) {
      await pool.query(text);
    },
    async close() {
      await pool.end();
    },
  };
}

/** The adapter cuts a migration at every « ; », inside functions and comments too: send it whole instead. */
class WholeScripts extends PrismaPg {
  override async connect() {
    return whole(await super.connect());
  }
  override async connectToShadowDb() {
    return whole(await super.connectToShadowDb());
  }
}

function whole<Adapter extends Awaited<ReturnType<PrismaPg["connect"]>>>(adapter: Adapter): Adapter {
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return adapter;
}

/** One connection of its own; opened again when lost, and `onReconnect` says that something may have been missed. */
async function listen(
  url: string,
  channel: string,
  heard: (payload: string) => void,
  onReconnect = () => {},
) {
  let stopped = false;
  let client: pg.Client | undefined;
  const open = async () => {
    client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on("notification", (message) => heard(message.payload ?? ""));
    client.on("error", () => {});
    client.on("end", () => {
      if (!stopped) setTimeout(retry, 1000);
    });
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  };
  const retry = () =>
    open().then(onReconnect, () => {
      if (!stopped) setTimeout(retry, 1000);
    });
  await open();
  return async () => {
    stopped = true;
    await client?.end().catch(() => {});
  };
}
