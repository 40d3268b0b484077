import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../root.ts";
import type { Database } from "./database.ts";
import { readSchema, schemaEngine } from "./schema-engine.ts";

const folder = () => join(projectRoot, "prisma/migrations");
const filters = { externalTables: [], externalEnums: [] };
/** Any number of processes may start at once on one PostgreSQL: one migrates, the others wait. */
const MIGRATION_LOCK = 7_264_001;

/** The migrations on disk, in order, as the schema engine wants them. */
export async function readMigrations() {
  const names = (await readdir(folder(), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(folder(), name, "migration.sql"), "utf8") })),
  );
}

async function migrationsList() {
  const migrations = await readMigrations();
  return {
    baseDir: folder(),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}

/** Names of the migrations on disk that the database lacks; throws when an applied one was edited afterwards. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const [table] = await db.query<{ there: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as there",
  );
  const applied = table?.there
    ? await db.query<{ migration_name: string; checksum: string }>(
        "select migration_name, checksum from _prisma_migrations where finished_at is not null",
      )
    : [];
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  const migrations = await readMigrations();
  for (const { name, sql } of migrations) {
    const known = checksums.get(name);
    if (known && known !== createHash("sha256").update(sql).digest("hex"))
      throw new Error(
        `La migration ${name} a été modifiée après avoir été appliquée : la base ne peut pas suivre.`,
      );
  }
  const unknown = [...checksums.keys()].find(
    (name) => !migrations.some((migration) => migration.name === name),
  );
  if (unknown) throw new Error(`La base vient d'une version plus récente de Tocsin (migration ${unknown}).`);
  return migrations.map(({ name }) => name).filter((name) => !checksums.has(name));
}

/**
 * Applies what is missing, through Prisma's schema engine.
 * @returns the names applied now.
 */
export async function migrate(db: Database): Promise<string[]> {
  if ((await pendingMigrations(db)).length === 0) return [];
  const apply = async () => {
    if ((await pendingMigrations(db)).length === 0) return [];
    const engine = await schemaEngine(db.adapter);
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await migrationsList(),
      filters,
    });
    return appliedMigrationNames;
  };
  if (db.kind === "embedded") return apply();
  return db.transaction(async (sql) => {
    await sql.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    return apply();
  });
}

/**
 * SQL that would bring a migrated database to schema.prisma; empty when the two agree.
 * @param factory adapter factory whose shadow database is empty.
 */
export async function drift(factory: unknown): Promise<string> {
  const engine = await schemaEngine(factory);
  const { stdout } = await engine.diff({
    from: { tag: "migrations", ...(await migrationsList()) },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: await readSchema() }] },
    script: true,
    exitCode: null,
    filters,
  });
  return stdout ?? "";
}
