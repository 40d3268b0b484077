import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { importConvention } from "#app/directory/import-convention.ts";
import type { Database } from "#app/platform/database/database.ts";
import { seedDemoDirectory } from "#prisma/seed/demo-directory.ts";
import { type MailServer, mailServer } from "../../mocks/smtp-server.ts";
import { freshDatabase } from "../../support/databases.ts";
import { freePort } from "../../support/postgres.ts";

export type RunningServer = {
  url: string;
  db: Database;
  mail: MailServer;
  output(): string;
  stop(): Promise<void>;
};

/** The built server as it is in production, on a database of its own with the demo's directory, and a mail server. */
export async function runningServer(): Promise<RunningServer> {
  const db = await freshDatabase("postgres");
  const now = new Date();
  for (const name of (await readdir("conventions")).filter((one) => one.endsWith(".yaml"))) {
    const file = `conventions/${name}`;
    await importConvention(db, { file, text: await readFile(file, "utf8"), now });
  }
  await seedDemoDirectory(db, now);
  const mail = await mailServer();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, ["build/server.js"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      DATABASE_URL: db.url,
      PORT: String(port),
      PUBLIC_URL: url,
      SMTP_URL: mail.url,
      TOCSIN_DEMO: "1",
    },
  });
  let output = "";
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => (output += chunk));
  await ready(url, server, () => output);
  return {
    url,
    db,
    mail,
    output: () => output,
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await mail.kill();
      await db.close();
    },
  };
}

async function ready(url: string, server: ChildProcess, output: () => string) {
  for (const limit = Date.now() + 30_000; Date.now() < limit; ) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Le serveur n'a pas démarré :\n${output().slice(-3000)}`);
}
