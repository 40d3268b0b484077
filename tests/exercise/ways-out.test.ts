import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishedNow } from "#app/channel/feeds/published.ts";
import { NIGHT } from "../support/world.ts";
import { activate, exerciseStage, type Stage } from "./stage.ts";

/**
 * Every file of the console that can speak to the outside, and why an exercise cannot leave by it. A file that opens a
 * connection and is not here fails the test: whoever adds a way out says here how it is shut.
 */
const WAYS: Record<string, string> = {
  "app/boot.server.ts": "listens only",
  "app/boot/control.ts": "listens only",
  "app/boot/live.ts": "listens only: readers of the console, by their rights",
  "app/engine/live/socket.ts": "listens only: readers of the console, by their rights",
  "app/platform/session/cross-site.ts": "listens only",
  "server/drain.ts": "listens only",
  "server/serve.ts": "listens only",
  "app/crisis/components/replay/use-tape.ts": "the reader's browser, to the console",
  "app/crisis/room-state/send.ts": "the reader's browser, to the console",
  "app/crisis/room-state/use-presence.ts": "the reader's browser, to the console",
  "app/channel/returns/mailbox.ts": "reads returned mail, sends none",
  "app/platform/dkim.ts": "signs what smtp.ts sends",
  "app/platform/channels/smtp.ts":
    "deliveries (trigger); sign-in links, asked by the person themselves; trial of a channel, asked by a person",
  "app/platform/channels/entcore-call.ts": "deliveries (trigger) and containment (trigger)",
  "app/platform/channels/entcore-session.ts": "signs in for entcore-call.ts",
  "app/platform/net/guarded-fetch.ts": "its callers are listed below",
  "app/platform/net/kept-agents.ts": "keeps the connections of guarded-fetch.ts",
  "app/platform/net/certificate.ts":
    "looks at the certificate of an applicant of the white list: no dossier of an exercise",
  "app/platform/push/send-push.ts": "its callers are listed below",
  "app/platform/push/vapid.ts": "draws keys",
};
/** Who asks guardedFetch, sendPush or a transport of mail to go out. */
const CALLERS: Record<string, string> = {
  "app/boot/channels.ts": "deliveries (trigger), sign-in links",
  "app/boot/push.ts": "deliveries that have left by mail (trigger)",
  "app/platform/push/send-push.ts": "by boot/push.ts",
  "app/channel/connectors/http/client.ts": "deliveries (trigger), trials",
  "app/channel/connectors/mail/connector.ts": "deliveries (trigger), trials",
  "app/channel/feeds/poll.ts": "reads news of portals, tells them nothing of any dossier",
  "app/channel/hooks/call-hook.ts": "web_hook_call (trigger)",
  "app/routes/connexion.notifications.tsx": "a trial on the devices of the person who asks for it",
  "app/engine/asked/inside.ts": "looks where the address of an applicant leads: no dossier of an exercise",
  "app/whitelist/checks/check-request.ts": "looks at what an applicant declared: no dossier of an exercise",
};
const OPENS =
  /from "(?:node:https?|node:net|node:tls|node:dgram|nodemailer|web-push|imapflow|undici|ws)"|(?<![\w.])fetch\(|new WebSocket\(/;
const CALLS = /\b(?:guardedFetch|sendPush|smtpTransport)\(/;

async function sources(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((one) => one.isFile() && /\.tsx?$/.test(one.name))
    .map((one) => join(one.parentPath, one.name));
}
async function matching(pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const file of (await Promise.all(["app", "machines", "server"].map(sources))).flat())
    if (pattern.test(await readFile(file, "utf8"))) found.push(file);
  return found.sort();
}

test("every way out of the console is known, and said why an exercise cannot leave by it", async () => {
  const opens = await matching(OPENS);
  expect(opens.filter((file) => !WAYS[file])).toEqual([]);
  const calls = (await matching(CALLS)).filter((file) => !/(?:guarded-fetch|channels\/smtp)\.ts$/.test(file));
  expect(calls.filter((file) => !CALLERS[file])).toEqual([]);
  // None of the tables is out of date: what they name is still there.
  expect(Object.keys(CALLERS).filter((file) => !calls.includes(file))).toEqual([]);
});

describe.each(["postgres", "embedded"] as const)("ways out other than a delivery, on %s", (kind) => {
  let s: Stage;
  let exercise: { id: string; ref: string };
  let crisis: { id: string; ref: string };
  let place: { dispositif: string; hook: string };
  beforeAll(async () => {
    s = await exerciseStage(kind);
    const [row] = await s.db.query<{ dispositif: string; hook: string }>(
      `insert into web_hook (dispositif_id, name, url, secret, events, created_at, updated_at)
       select id, 'Supervision', 'https://crochet.example.invalid/', 'x'::bytea,
              array['crisis.opened', 'crisis.activated', 'exercise.started'], $1, $1 from dispositif where key = 'mbn'
       returning dispositif_id dispositif, id hook`,
      [NIGHT.toISOString()],
    );
    place = row as typeof place;
    exercise = await s.prepare();
    crisis = await s.start(exercise.ref);
    await activate(s, crisis.id);
    await s.turn();
  });
  afterAll(async () => {
    expect(s.errors).toEqual([]);
    await s.db.close();
  });

  test("each table of things that leave has a guard of exercises in the database", async () => {
    // Something that waits to leave has a time of its next try, and names its dossier.
    const tables = await s.db.query<{ table: string; guarded: boolean }>(
      `select c.table_name "table", exists (
         select 1 from pg_trigger t join pg_proc f on f.oid = t.tgfoid
          where t.tgrelid = c.table_name::regclass
            and f.proname in ('exercise_reaches_its_players_only', 'exercise_leaves_by_no_other_way')) guarded
         from information_schema.columns c
        where c.table_schema = current_schema() and c.column_name = 'dossier_id'
          and exists (select 1 from information_schema.columns n where n.table_schema = c.table_schema
            and n.table_name = c.table_name and n.column_name in ('next_at', 'claimed_at'))
        order by 1`,
    );
    expect(tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining(["containment", "delivery", "web_hook_call"]),
    );
    expect(tables.filter(({ guarded }) => !guarded)).toEqual([]);
  });

  test("no hook is called, even by a row that somebody forges", async () => {
    const calls = () => s.db.query("select 1 from web_hook_call");
    expect(await calls()).toEqual([]);
    await s.db.query(
      "insert into web_hook_call (hook_id, dossier_id, type, at, next_at) values ($1, $2, 'crisis.opened', $3, $3)",
      [place.hook, crisis.id, NIGHT.toISOString()],
    );
    expect(await calls()).toEqual([]);
  });

  test("nothing is done at the ENT, even by a row that somebody forges", async () => {
    await s.db.query(
      `insert into containment (dossier_id, dispositif_id, key, measure, target, next_at, until)
       values ($1, $2, gen_random_uuid(), 'block-accounts', 'compte', $3, $3)`,
      [crisis.id, place.dispositif, NIGHT.toISOString()],
    );
    expect(await s.db.query("select 1 from containment")).toEqual([]);
  });

  test("no feed publishes it, even where the exercise's own lock lets it through", async () => {
    await s.db.query(
      `insert into notice (id, dossier_id, key, seq, template, facts, created_at)
       values ('0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad002', $1, 'flux', 1, 'community', '{}', $2)`,
      [crisis.id, NIGHT.toISOString()],
    );
    const [row] = await s.db.query<{ state: string }>(
      `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article,
         alert, via, next_at, audience, dispositif_id, state, sent_at)
       select '0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad002', d.id, d.organisation_id, 'families', 'x', 'x', 'feed', 'r', 'a', 'x',
              'community', $2, 'community', d.dispositif_id, 'sent', $2 from dossier d where d.id = $1 returning state`,
      [crisis.id, NIGHT.toISOString()],
    );
    expect(["simulated", "held"]).toContain(row?.state);
    expect(await publishedNow(s.db, place.dispositif, s.now())).toEqual([]);
  });
});
