import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../support/postgres.ts";

let folder: string;
let server: ChildProcess;
let env: NodeJS.ProcessEnv;
let output = "";

/** Runs a command of the console as the administrator would; answers what it printed and its exit code. */
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, ["--import", "tsx", "cli.ts", ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-commands-"));
  const port = await freePort();
  env = {
    ...process.env,
    TOCSIN_DATA_DIR: folder,
    PORT: String(port),
    LOG_LEVEL: "silent",
    NODE_ENV: "production",
  };
  delete env.DATABASE_URL;
  server = spawn(process.execPath, ["build/server.js"], { env });
  server.stdout?.on("data", (chunk) => (output += chunk));
  for (const limit = Date.now() + 60_000; Date.now() < limit; ) {
    if ((await fetch(`http://localhost:${port}/readyz`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("le serveur n'a pas démarré");
});
afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await rm(folder, { recursive: true, force: true });
});

test("the first start prints a one-time link for the first administrator, in a folder of one's own", async () => {
  expect(output).toMatch(/http:\/\/localhost:\d+\/connexion\/[\w-]{43}/);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test("while the server holds the embedded database, commands go through it", async () => {
  const imported = await run("import", "convention", "conventions/ent-ecoles-versailles.yaml");
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining("ajoutées") });
  const again = await run("import", "convention", "conventions/ent-ecoles-versailles.yaml");
  expect(again.out).toMatch(/0 ajoutées, 0 modifiées/);
  const token = await run(
    "token",
    "--email",
    "r@exemple.invalid",
    "--role",
    "rssi",
    "--dispositif",
    "versailles",
  );
  expect(token).toMatchObject({ code: 0, out: expect.stringMatching(/^toc_\S+\n$/) });
  const listed = await fetch(`http://localhost:${env.PORT}/api/v1/dossiers`, {
    headers: { Authorization: `Bearer ${token.out.trim()}` },
  });
  expect(listed.status).toBe(200);
  expect(await run("verify")).toMatchObject({ code: 0, out: expect.stringContaining("Journal intègre") });
});

test("a command called wrongly says so in one sentence and shows its help", async () => {
  expect(await run("import", "annuaire")).toMatchObject({
    code: 2,
    err: expect.stringContaining("Quel fichier"),
  });
  expect(await run("token", "--role", "rssi")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--email"),
  });
  const file = join(folder, "casse.yaml");
  await writeFile(file, "key: x\ntitle: [\n");
  const broken = await run("import", "convention", file);
  expect(broken.code).toBe(1);
  expect(broken.out + broken.err).toMatch(/casse\.yaml:\d+/);
});

test("a wrong setting is named with what was expected, and the process stops", async () => {
  env = { ...env, PORT: "quatre" };
  const refused = await run("verify");
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/PORT.*numéro de port/) });
});
