import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { projectRoot } from "../root.ts";

type Factory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0];

/**
 * Prisma's own schema engine, in WASM: no binary to download (DECISIONS.md 2).
 * Loaded only when a migration is due or drift is asked for: it costs a third of a second.
 */
export async function schemaEngine(factory: unknown) {
  loaded ??= load();
  const bindings = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(factory as Factory);
  const datamodels: [string, string][] = [["schema.prisma", await readSchema()]];
  return bindings.SchemaEngine.new({ datamodels }, () => {}, adapter);
}

// The glue caches views on one memory: a second instance in the same process would read the first one's.
let loaded: ReturnType<typeof load> | undefined;

async function load() {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const require = createRequire(join(projectRoot, "package.json"));
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const glue = bindings as unknown as Record<string, unknown> & { __wbg_set_wasm(exports: unknown): void };
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue as never });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

export const readSchema = () => readFile(join(projectRoot, "prisma/schema.prisma"), "utf8");
