import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts smtp-server-process.ts. `count()` asks how many messages it took; `stop()` ends it. */
export async function mailProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/mocks/smtp-server-process.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextNumber = async () => Number((await lines.next()).value);
  const port = await nextNumber();
  return {
    url: `smtp://127.0.0.1:${port}`,
    async count() {
      child.stdin.write("?\n");
      return nextNumber();
    },
    stop() {
      child.stdin.end();
    },
  };
}
