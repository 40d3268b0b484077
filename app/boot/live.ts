import type { IncomingMessage } from "node:http";
import { mayReadJournal } from "#app/engine/exercise/journal.ts";
import { type LiveHub, liveHub } from "#app/engine/live/hub.ts";
import { liveSocket } from "#app/engine/live/socket.ts";
import { mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import { currentPerson } from "#app/platform/session/current-person.ts";

/** How long a right once checked is trusted on a socket: a function that ends stops the feed within that time. */
const TRUST_MS = 60_000;

/** The live side: one hub on the database's notifications, sockets with session and rights. */
export async function startLive(
  db: Database,
  env: Env,
  log: Log,
): Promise<{ hub: LiveHub } & ReturnType<typeof liveSocket>> {
  const hub = liveHub(db, (error) => log.error({ err: error }, "live"));
  await hub.start();
  const origins = [new URL(env.publicUrl).origin];
  if (env.NODE_ENV !== "production") origins.push(`http://127.0.0.1:${env.PORT}`);
  const socket = liveSocket({ hub, origins, identify: (request) => identify(db, request) });
  return { hub, ...socket };
}

async function identify(db: Database, request: IncomingMessage) {
  const headers = { headers: { cookie: request.headers.cookie } };
  const signedIn = await currentPerson(db, headers);
  if (!signedIn) return null;
  const seen = new Map<string, { level: "entry" | "change" | "nothing"; until: number }>();
  return {
    stillValid: async () => Boolean(await currentPerson(db, headers)),
    async sees(dossier: string) {
      const known = seen.get(dossier);
      if (known && known.until > Date.now()) return known.level;
      const journal = await mayReadJournal(db, signedIn, dossier);
      const read = journal || (await mayOnDossier(db, signedIn.tenures, "dossier.read", dossier));
      const level = journal ? ("entry" as const) : read ? ("change" as const) : ("nothing" as const);
      if (seen.size > 1_000) seen.clear();
      seen.set(dossier, { level, until: Date.now() + TRUST_MS });
      return level;
    },
  };
}
