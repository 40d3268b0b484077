import { type ChildProcess, fork } from "node:child_process";

/** A TypeScript process beside the bench, ended by its own pid. `next` waits for its next message. */
export function child(path: string, args: string[], env: Record<string, string> = {}) {
  const running: ChildProcess = fork(path, args, {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const said: unknown[] = [];
  let wake = () => {};
  running.on("message", (message) => {
    said.push(message);
    wake();
  });
  return {
    pid: running.pid as number,
    send: (message: string) => void running.send(message),
    async next<T>(limitMs = 60_000): Promise<T> {
      const until = Date.now() + limitMs;
      while (said.length === 0) {
        if (Date.now() > until) throw new Error(`${path}: no answer`);
        if (running.exitCode !== null) throw new Error(`${path}: ended with ${running.exitCode}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 500);
        });
      }
      return said.shift() as T;
    },
    kill: () => void running.kill("SIGKILL"),
  };
}
