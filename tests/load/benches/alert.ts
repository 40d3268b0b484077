import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { mailProcess } from "../../mocks/mail-process.ts";
import { declaration } from "../../support/versailles.ts";
import { type Figure, median } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { bigVersailles } from "../world.ts";

const MB = 1024 * 1024;
const FLAT_MB = 64;
type Run = { seconds: number; rss: number; heap: number };

/** An alert on a whole ENT, from its declaration to the last message taken, against a bare pooled nodemailer loop. */
export async function alertBench(stage: Stage): Promise<Figure[]> {
  const [small, large] = stage.quick ? [200, 400] : [1_081, 45_308];
  const mail = await mailProcess();
  stage.after(() => mail.stop());
  const warm = await directory(stage, small);
  const figures: Figure[] = [];
  const each: Record<number, Run> = {};
  for (const messages of [small, large]) {
    const url = messages === small ? warm : await directory(stage, messages);
    const run = (side: "ours" | "bare") =>
      aside(mail.url, [side, warm, url, String(messages), String(small)]);
    const rounds = stage.quick ? 1 : messages === small ? 7 : 3;
    const mine: Run[] = [];
    const ratios: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const ours = await run("ours");
      const bare = await run("bare");
      mine.push(ours);
      theirs.push(messages / bare.seconds);
      ratios.push(bare.seconds / ours.seconds);
    }
    const of = (what: keyof Run) => median(mine.map((one) => one[what]));
    each[messages] = { seconds: of("seconds"), rss: of("rss"), heap: of("heap") };
    figures.push({
      name: `alert ${messages} messages`,
      value: messages / of("seconds"),
      unit: "/s",
      beside: median(theirs),
      ratio: median(ratios),
      hold: { atLeast: 0.8 },
    });
  }
  const [one, other] = [each[small] as Run, each[large] as Run];
  const slower = other.seconds / large / (one.seconds / small);
  for (const what of ["rss", "heap"] as const) {
    const more = (other[what] - one[what]) / MB;
    figures.push({
      name: `alert ${large} memory, ${what} above`,
      value: more,
      unit: "MB",
      beside: FLAT_MB,
      ratio: more / FLAT_MB,
      hold: { atMost: 1 },
    });
  }
  figures.push({
    name: `alert ${large} time a message`,
    value: (other.seconds / large) * 1000,
    unit: "ms",
    beside: (one.seconds / small) * 1000,
    ratio: slower,
    hold: { atMost: 1.1 },
  });
  return figures;
}

/** A database whose whole-ENT alert reaches so many addresses. */
async function directory(stage: Stage, messages: number): Promise<string> {
  const url = await stage.database();
  const db = openPostgres(url, 2);
  const world = await bigVersailles(db, messages);
  const facts = declaration({ perimeter: "dispositif", category: "other" });
  const { recipients } = await previewDeclaration(db, world.dane, facts, new Date());
  const reached = recipients.filter((one) => one.address).length;
  await db.query(
    `delete from coverage where organisation_id in (
       select id from organisation where key like 'ecole-%' order by key limit $1)`,
    [reached - messages],
  );
  await db.close();
  return url;
}

async function aside(smtp: string, args: string[]): Promise<Run> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", "tests/load/children/alert-side.ts", ...args],
    { env: { ...process.env, SMTP_URL: smtp }, timeout: 300_000 },
  );
  return JSON.parse(stdout) as Run;
}
