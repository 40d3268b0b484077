import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import type { Channel } from "#app/engine/outbox/worker.ts";
import { type OutboxOptions, outboxWorker } from "#app/engine/outbox/worker.ts";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { functionShortLabels } from "#conventions/labels.ts";
import { placeFor, someone } from "./people.ts";
import type { Scenario } from "./scenarios.ts";

type Say = (line: string) => void;
type Alerted = {
  id: string;
  name: string;
  address: string;
  function: string;
  organisation: string;
  rule: string;
  article: string;
  via: string;
  state: string;
  template: string;
};
const minutes = (from: Date, n: number) => new Date(from.getTime() + n * 60_000);
const label = (role: string) =>
  functionShortLabels[role as keyof typeof functionShortLabels] ?? "boîte de la convention";
/** Plays one incident through the real spine and says what the console did, person by person. */
export async function play(
  db: Database,
  scenario: Scenario,
  channels: Record<string, Channel>,
  t0: Date,
  say: Say,
) {
  const { dispositif } = scenario;
  const author = await someone(db, dispositif, scenario.by);
  const where = scenario.where
    ? await placeFor(db, dispositif, scenario.where.kind, author)
    : (author.tenures[0]?.organisation?.key ?? "");
  const [named] = await db.query<{ name: string }>("select name from dispositif where key = $1", [
    dispositif,
  ]);
  say(`\n━━ ${named?.name} ━━`);
  const input = {
    ...scenario.incident,
    dispositif,
    organisation: where,
    noticedAt: minutes(t0, -20).toISOString(),
  };
  const opened = await declareIncident(db, author, input, t0);
  say(`${opened.ref}  ${scenario.incident.title}`);
  say(`  déclaré par ${label(scenario.by.function)}, ${author.tenures[0]?.organisation?.name}`);
  await sendDue(db, { channels }, minutes(t0, 1));
  const alerted = await alerts(db, opened.id);
  list(alerted, say);
  await clocks(db, opened.id, say);
  await answerAndRemind(db, alerted, channels, t0, opened.id, say);
  await decide(db, scenario, opened.id, t0, say);
  await sendDue(db, { channels }, minutes(t0, 100));
}

/** Sends all that is due at that hour, through the real worker. */
export async function sendDue(
  db: Database,
  ways: Pick<OutboxOptions, "channels" | "community">,
  now: Date,
): Promise<void> {
  const worker = outboxWorker(db, {
    ...ways,
    now: () => now,
    onError: (error) => {
      throw error;
    },
  });
  await worker.run();
}

const alerts = (db: Database, dossier: string) =>
  db.query<Alerted>(
    `select d.id, d.name, d.address, d.function, o.name organisation, d.rule, d.article, d.via, d.state, n.template
       from delivery d join organisation o on o.id = d.organisation_id join notice n on n.id = d.notice_id
      where d.dossier_id = $1 order by d.rule, o.name, d.function`,
    [dossier],
  );

function list(alerted: Alerted[], say: Say) {
  const sent = alerted.filter((one) => one.state === "sent").length;
  say(`  ${alerted.length} personnes alertées (${sent} courriels partis) :`);
  const line = (one: Alerted) =>
    `    ${one.rule} (art. ${one.article})  ${label(one.function)} · ${one.organisation} · ${one.name} <${one.address}>`;
  for (const one of alerted) say(line(one));
}

async function clocks(db: Database, dossier: string, say: Say) {
  const running = await db.query<{ name: string; rule: string; article: string; due_at: Date | null }>(
    "select name, rule, article, due_at from deadline where dossier_id = $1 and shown order by due_at nulls last",
    [dossier],
  );
  for (const one of running)
    say(
      `  horloge : ${one.name}, ${one.due_at ? `avant le ${one.due_at.toLocaleString("fr-FR", { timeZone: "Europe/Paris" })}` : "jusqu'à ce que ce soit fait"} — ${one.rule} (art. ${one.article})`,
    );
  const gaps = await db.query<{ title: string }>(
    "select title from task where dossier_id = $1 and kind = 'gap' and state = 'open'",
    [dossier],
  );
  for (const gap of gaps) say(`  à traiter par le RSSI : ${gap.title}`);
}

async function answerAndRemind(
  db: Database,
  alerted: Alerted[],
  channels: Record<string, Channel>,
  t0: Date,
  dossier: string,
  say: Say,
) {
  const first = alerted.find((one) => one.function !== "mailbox");
  if (first) {
    await acknowledgeAlert(db, first.id, "taken", minutes(t0, 10));
    say(`  ${label(first.function)}, ${first.organisation} : « J'ai lu et je m'en occupe »`);
  }
  // Demo time passes: reminders, then substitutes and the level above, for those who stay silent.
  for (const at of [20, 35, 50, 65, 80]) {
    await ringDue(db, minutes(t0, at));
    await sendDue(db, { channels }, minutes(t0, at));
  }
  const [again] = await db.query<{ reminded: number; escalated: number }>(
    `select count(*) filter (where n.template = 'reminder') reminded, count(*) filter (where n.template = 'escalation') escalated
       from delivery d join notice n on n.id = d.notice_id where d.dossier_id = $1`,
    [dossier],
  );
  say(`  ${again?.reminded} relances, puis ${again?.escalated} escalades (suppléants et niveau au-dessus)`);
}

async function decide(db: Database, scenario: Scenario, dossier: string, t0: Date, say: Say) {
  const { dispositif, field, incident } = scenario;
  const decider = await someone(db, dispositif, scenario.decides);
  const qualified = {
    type: "incident.qualified",
    field,
    severity: "major",
    certainty: incident.certainty,
    category: incident.category,
    personalData: incident.personalData ?? false,
    perimeter: incident.perimeter ?? "school",
    compromises: incident.compromises ?? [],
  };
  if (scenario.refused) {
    const other = await someone(db, dispositif, scenario.refused);
    try {
      await sendEvent(db, other, dossier, qualified, minutes(t0, 90));
      throw new Error("Une décision qui devait être refusée a été acceptée.");
    } catch (error) {
      const said =
        error instanceof RuleRefused ? `${error.refusal.rule} (art. ${error.refusal.article}) : ` : "";
      if (!(error instanceof Error) || error.message.startsWith("Une décision")) throw error;
      say(`  refusé à ${label(scenario.refused.function)} : ${said}${error.message}`);
    }
  }
  await sendEvent(db, decider, dossier, qualified, minutes(t0, 91));
  await sendEvent(
    db,
    decider,
    dossier,
    { type: "incident.handled", note: "Comptes bloqués, mots de passe changés." },
    minutes(t0, 93),
  );
  say(
    `  qualifié et pris en charge par ${label(scenario.decides.function)}, ${decider.tenures[0]?.organisation?.name}`,
  );
}
