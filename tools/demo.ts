import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { openChannels } from "#app/boot/channels.ts";
import { communityChannels } from "#app/channel/community-channels.ts";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import { importConvention } from "#app/directory/import-convention.ts";
import { seal } from "#app/engine/journal/seal.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { openDatabase } from "#app/platform/database/open.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { serverSecret } from "#app/platform/secret.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { seedDemoDirectory } from "#prisma/seed/demo-directory.ts";
import { writeRunbookProblem } from "#runbooks/problem.ts";
import { playCommittees } from "./demo/committee.ts";
import { playCommunication } from "./demo/communication.ts";
import { leaveOpen } from "./demo/crisis/leave-open.ts";
import { openEnt } from "./demo/crisis/open-ent.ts";
import { playCrisis } from "./demo/crisis.ts";
import type { EntcoreServer } from "./demo/entcore-server.ts";
import { playExercises } from "./demo/exercise.ts";
import { playFederation } from "./demo/federation.ts";
import { playHomologation } from "./demo/homologation.ts";
import { mailSink } from "./demo/mail-sink.ts";
import { play, sendDue } from "./demo/play.ts";
import { playReachability } from "./demo/reachability.ts";
import { scenarios } from "./demo/scenarios.ts";
import { playWhitelist } from "./demo/whitelist.ts";

// The first command of the README: plays an incident in each dispositif through the real spine, then serves.
const say = (line: string) => void process.stdout.write(`${line}\n`);
const progress = (line: string) => void process.stderr.write(`${line}\n`);
if (process.argv.includes("--help")) {
  say(
    "npm run demo [-- --once]\n\n  Joue un incident dans chacun des cinq dispositifs, puis sert http://localhost:3000.\n  --once  s'arrête après avoir joué",
  );
  process.exit(0);
}
const once = process.argv.includes("--once");
const given = process.env;
given.TOCSIN_DEMO = "1";
given.TOCSIN_DATA_DIR ||= "./data/demo";
given.TOCSIN_OPERATOR ||= "Démonstration";
given.LOG_LEVEL ||= "warn";

async function main() {
  const sink = given.SMTP_URL ? null : await mailSink();
  if (sink) given.SMTP_URL = sink.url;
  const env = readEnv();
  progress("Ouverture de la base…");
  const db = await openDatabase(env);
  let ent: EntcoreServer | undefined;
  try {
    await prepare(db);
    const secret = await serverSecret(db, env);
    const log = createLog(env);
    const { channels, smtp } = openChannels(env, secret, log);
    const community = communityChannels(db, { env, serverSecret: secret, log });
    // Played over the last three hours, so that reminders and escalations have had the time to happen.
    const t0 = new Date(Date.now() - 3 * 3_600_000);
    for (const scenario of scenarios) await play(db, scenario, channels, t0, say);
    const stage = {
      ...{ db, say, secret },
      send: (now: Date) => sendDue(db, { channels, community: community.find }, now),
    };
    // They end now, so that rooms show what just happened.
    ent = await openEnt(stage);
    // Before the crisis closes the other channels.
    await playCommunication(stage, new Date());
    await playCrisis(stage, ent, new Date(Date.now() - 80 * 60_000));
    await leaveOpen(stage, new Date(Date.now() - 20 * 60_000));
    await playExercises(stage, new Date(Date.now() - 30 * 60_000));
    await playHomologation(stage, new Date());
    await playFederation(stage, new Date());
    await playWhitelist(db, new Date(), say);
    await playCommittees(stage, new Date());
    await playReachability(db, { channels }, new Date(Date.now() - 26 * 3_600_000), say);
    await community.close();
    await smtp.close();
    if (sink) say(`\n${sink.received()} courriels reçus par le serveur de courriel de la démonstration.`);
    await seal(db, new Date());
    const checked = await verify(db);
    if (checked.bad)
      throw new Error(
        `Journal faux : ${checked.bad.dossier}, entrée ${checked.bad.seq} : ${checked.bad.why}`,
      );
    say(`Journal vérifié : ${checked.entries} entrées, ${checked.chains} chaînes, ${checked.seals} sceaux.`);
  } finally {
    await db.close();
  }
  if (once) {
    await sink?.close();
    await ent?.kill();
    return;
  }
  say(`\nLa console est à ${env.publicUrl} (choisissez une personne de démonstration). Ctrl+C pour arrêter.`);
  const server = spawn(process.execPath, ["build/server.js"], { stdio: "inherit", env: given });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
  server.on("exit", (code) => process.exit(code ?? 1));
}

async function prepare(db: Awaited<ReturnType<typeof openDatabase>>) {
  const now = new Date();
  for (const name of (await readdir("conventions")).filter((one) => one.endsWith(".yaml")).sort()) {
    const file = `conventions/${name}`;
    await importConvention(db, { file, text: await readFile(file, "utf8"), now });
  }
  progress("Annuaire de démonstration…");
  const problems = await ensureRunbooks(db, now);
  if (problems[0]) throw new Error(writeRunbookProblem(problems[0]));
  const made = await seedDemoDirectory(db, now);
  // Since the start of the year that they are counted over.
  await ensureInstances(db, new Date(now.getTime() - 200 * 86_400_000));
  progress(`${made.organisations} organisations et ${made.people} personnes ajoutées.`);
}

main().then(
  () => {
    if (once) process.exit(0);
  },
  (error: unknown) => {
    progress(`La démonstration a échoué : ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  },
);
