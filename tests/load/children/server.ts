import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { freePort } from "../../support/postgres.ts";

const MB = 1024 * 1024;

/** The built server, as it runs in production. `startMs`: from its start to its first page. */
export async function startServer(env: Record<string, string>, flags: string[] = []) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, "build/server.js"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      PORT: `${port}`,
      PUBLIC_URL: url,
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said = (said + chunk).slice(-2_000);
  });
  while ((await request(`${url}/connexion`)).status !== 200) {
    if (child.exitCode !== null || performance.now() - started > 60_000)
      throw new Error(`the server did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    url,
    startMs: performance.now() - started,
    /** Highest resident memory so far, in MB. */
    peakMb() {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      return (Number(peak) * 1024) / MB;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One GET over connections kept open, its body read to the end. Status 0: nobody answers. */
export const request = (url: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; bytes: number }>((resolve) => {
    const asked = get(url, { agent, headers }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, bytes }));
      answer.on("error", () => resolve({ status: 0, bytes }));
    });
    asked.on("error", () => resolve({ status: 0, bytes: 0 }));
  });
