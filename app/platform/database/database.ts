import type { PrismaClient } from "#prisma/generated/client.ts";

/** Something that answers SQL: the database itself or one transaction on it. `$1`… are parameters. */
export type Sql = {
  /**
   * @param prepare true for the few statements of the hot path, whose text is constant: the server keeps their plan.
   */
  query<Row = Record<string, unknown>>(text: string, params?: unknown[], prepare?: boolean): Promise<Row[]>;
};

/** The one database of the console, PostgreSQL or the embedded one: same dialect, same migrations. */
export type Database = Sql & {
  kind: "postgres" | "embedded";
  prisma: PrismaClient;
  /** Prisma's driver adapter factory of this database, for the schema engine. */
  adapter: unknown;
  /** Runs `work` in one transaction; an error rolls back and is thrown on. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Hears NOTIFY on a channel, from every process of this database; answers how to stop. */
  listen(
    channel: string,
    heard: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  /** Runs several statements without parameters (migrations, tests). */
  script(text: string): Promise<void>;
  close(): Promise<void>;
};
