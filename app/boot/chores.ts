import { containmentWorker } from "#app/channel/containment/worker.ts";
import { pollFeeds } from "#app/channel/feeds/poll.ts";
import { hookWorker } from "#app/channel/hooks/worker.ts";
import { readMailbox } from "#app/channel/returns/mailbox.ts";
import { askStatuses, type FindChannel } from "#app/channel/statuses/ask-statuses.ts";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { proposeNews } from "./propose-news.ts";
import type { Chore } from "./workers.ts";

/** What is done beside the outbox: web hooks, feeds, the mailbox of returns. */
export function openChores(
  db: Database,
  { env, secret, log, now, find }: { env: Env; secret: string; log: Log; now: () => Date; find: FindChannel },
): Chore[] {
  const failed = (what: string) => (error: unknown) => log.error({ err: error, what }, "worker failed");
  const hooks = hookWorker(db, {
    ...{ serverSecret: secret, publicUrl: env.publicUrl, inside: env.TOCSIN_INSIDE_ALLOWED },
    ...{ now, onError: failed("web hooks") },
  });
  const feeds = {
    ...{ propose: proposeNews(db), inside: env.TOCSIN_INSIDE_ALLOWED, now },
    onError: failed("feeds"),
  };
  const mailbox = env.MAIL_RETURN_IMAP_URL;
  const returns: Chore[] = mailbox
    ? [
        {
          name: "returns",
          rhythm: "40 * * * * *",
          work: () => readMailbox(db, now(), { url: mailbox, onError: failed("returns") }),
        },
      ]
    : [];
  const statuses: Chore = {
    name: "statuses",
    rhythm: "30 * * * * *",
    work: () => askStatuses(db, find, now(), failed("statuses")),
  };
  const containment = containmentWorker(db, {
    ...{ serverSecret: secret, now, onError: failed("containment") },
  });
  const checks: Chore = {
    name: "whitelist checks",
    rhythm: "*/2 * * * * *",
    work: () => runChecks(db, now, { inside: env.TOCSIN_INSIDE_ALLOWED }, failed("whitelist checks")),
  };
  return [
    statuses,
    checks,
    {
      name: "containment",
      rhythm: "*/2 * * * * *",
      work: () => containment.turn(),
      stop: () => containment.stop(),
    },
    { name: "web hooks", rhythm: "*/2 * * * * *", work: () => hooks.turn(), stop: () => hooks.stop() },
    // A convention imported meanwhile brings its instances, an avenant what it says of them.
    {
      name: "instances",
      rhythm: "20 * * * * *",
      work: () => ensureInstances(db, now()),
    },
    { name: "feeds", rhythm: "15 * * * * *", work: () => pollFeeds(db, feeds) },
    ...returns,
  ];
}
