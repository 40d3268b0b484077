import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { mailProcess } from "../../mocks/mail-process.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { messagesStage, WAYS } from "../children/messages-stage.ts";
import { type Figure, median } from "../figures.ts";
import type { Stage } from "../stage.ts";

const MB = 1024 * 1024;
const FLAT_MB = 64;
type Run = { seconds: number; rss: number; heap: number };

/**
 * Issue 4 §6.5: 45,308 messages by the ENT's messaging, SMS and mail at once, each past the gate, beside bare clients
 * that make the same requests of the same servers; and the memory of a fifth as many.
 */
export async function messagesBench(stage: Stage): Promise<Figure[]> {
  // A third of 45,308 a way, rounded up.
  const [few, all] = stage.quick ? [40, 120] : [3_021, 15_103];
  const mail = await mailProcess();
  stage.after(() => mail.stop());
  const http = await httpProcess();
  stage.after(() => http.stop());
  const url = await stage.database();
  const db = openPostgres(url, 2);
  const { head, now } = await smallVersailles(db);
  await declareIncident(db, head, declaration(), now);
  await db.query("delete from delivery");
  await messagesStage(db, all, { http: http.url });
  await db.close();
  const run = async (side: "ours" | "bare", many: number): Promise<Run> => {
    const args = [side, url, String(many), String(Math.min(few, 300)), mail.url, http.url];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--expose-gc", "--import", "tsx", "tests/load/children/messages-side.ts", ...args],
      { timeout: 600_000 },
    );
    return JSON.parse(stdout) as Run;
  };
  const mine: Run[] = [];
  const theirs: Run[] = [];
  for (let round = 0; round < (stage.quick ? 1 : 3); round += 1) {
    mine.push(await run("ours", all));
    theirs.push(await run("bare", all));
  }
  const small = await run("ours", few);
  const seconds = median(mine.map((one) => one.seconds));
  const sent = all * WAYS.length;
  const more = median(mine.map((one) => one.heap)) - small.heap;
  const moreRss = median(mine.map((one) => one.rss)) - small.rss;
  return [
    {
      ...{ name: `messages ${sent}, three ways`, value: sent / seconds, unit: "/s" },
      beside: sent / median(theirs.map((one) => one.seconds)),
      ratio: median(mine.map((one, n) => (theirs[n] as Run).seconds / one.seconds)),
      hold: { atLeast: 0.8 },
    },
    memory(`messages ${sent} memory, heap above`, more),
    memory(`messages ${sent} memory, rss above`, moreRss),
  ];
}

const memory = (name: string, bytes: number): Figure => ({
  ...{ name, value: bytes / MB, unit: "MB", beside: FLAT_MB, ratio: bytes / MB / FLAT_MB },
  hold: { atMost: 1 },
});

/** The ENT and the gateway, in a process of their own. */
async function httpProcess() {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/load/children/messages-servers.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const port = (await lines.next()).value;
  return { url: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
}
