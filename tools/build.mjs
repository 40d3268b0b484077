// Builds what is older than its sources: Prisma's client, the DSFR's files, the Remix build, build/server.js.
// `--dev` stops before the Remix build, which Vite serves by itself in development. Needs no network.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { copyDsfr } from "./copy-dsfr.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const dev = process.argv.includes("--dev");
const force = process.argv.includes("--force");
const bin = (name, script) => join(root, "node_modules", name, script);
const say = (text) => process.stderr.write(`${text}\n`);
const run = (file, args, env = {}) => {
  try {
    const stdio = ["ignore", "ignore", "inherit"];
    execFileSync(process.execPath, [file, ...args], { stdio, env: { ...process.env, ...env } });
  } catch {
    // It has said why on standard error already.
    process.exit(1);
  }
};

/** One hash of names and contents: a change of branch must count, a touched file must not. */
async function hashOf(paths) {
  const hash = createHash("sha256");
  const walk = async (path) => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
    if (entries === null) return hash.update(path).update(await readFile(path).catch(() => ""));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (!/\.test\.tsx?$/.test(entry.name)) await walk(join(path, entry.name));
  };
  for (const path of paths) await walk(path);
  return hash.digest("hex");
}

/** Runs `work` unless its stamp says that it was done for these very sources. */
async function once(stamp, sources, product, work) {
  const hash = `${process.versions.node.split(".")[0]} ${await hashOf(sources)}`;
  const known = await readFile(stamp, "utf8").catch(() => "");
  if (!force && known === hash && existsSync(product)) return;
  await rm(stamp, { force: true });
  await work();
  await mkdir(join(stamp, ".."), { recursive: true });
  await writeFile(stamp, hash);
}

await once("prisma/generated/.stamp", ["prisma/schema.prisma"], "prisma/generated/client.ts", () => {
  say("prisma generate");
  // This generator needs no engine, but its command line looks for one: any program will do.
  run(bin("prisma", "build/index.js"), ["generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
});

const uiSources = ["app", "tools/copy-dsfr.mjs", "node_modules/@codegouvfr/react-dsfr/package.json"];
await once("public/dsfr/.stamp", uiSources, "public/dsfr", () => copyDsfr(root));

const sources = [
  "app",
  "machines",
  "conventions",
  "runbooks",
  "prisma/schema.prisma",
  "public",
  "server",
  "server.ts",
].concat(["vite.config.ts", "remix.config.js", "package.json", "package-lock.json", "tools/build.mjs"]);
if (!dev)
  await once("build/.stamp", sources, "build/server.js", async () => {
    say("remix vite:build");
    run(bin("@remix-run/dev", "dist/cli.js"), ["vite:build", "--logLevel", "warn"], {
      NODE_ENV: "production",
    });
    const { build } = await import("esbuild");
    await build({
      entryPoints: ["server.ts"],
      outfile: "build/server.js",
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
    });
    for (const entry of await readdir("build/client", { withFileTypes: true, recursive: true }))
      if (entry.isFile() && /\.(js|css)$/.test(entry.name)) {
        const file = join(entry.parentPath ?? entry.path, entry.name);
        const bytes = await readFile(file);
        if (bytes.length > 1024) await writeFile(`${file}.br`, brotliCompressSync(bytes));
      }
  });
