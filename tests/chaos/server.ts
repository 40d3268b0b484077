import { spawn } from "node:child_process";
import { once } from "node:events";

/** The built server, started, killed and started again by the pid of its own. */
export function builtServer(url: string, env: Record<string, string>) {
  let running: ReturnType<typeof spawn> | undefined;
  let output = "";
  return {
    url,
    async start(): Promise<void> {
      const child = spawn(process.execPath, ["build/server.js"], {
        env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", PUBLIC_URL: url, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      running = child;
      output = "";
      for (const stream of [child.stdout, child.stderr])
        stream?.on("data", (chunk) => {
          output = (output + chunk).slice(-4_000);
        });
      for (const until = Date.now() + 60_000; ; ) {
        if (child.exitCode !== null || Date.now() > until)
          throw new Error(`the server did not start\n${output}`);
        const answer = await fetch(`${url}/healthz`).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async kill(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
      const child = running;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
    output: () => output,
  };
}
