import { afterAll, beforeAll } from "vitest";
import type { Context } from "#app/platform/context.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import type { Mail } from "#app/platform/mail.ts";
import { freshDatabase } from "../support/databases.ts";

/** A console with a clock that the test moves and a mailbox that it reads. */
export function openConsole() {
  const held: { db?: Database } = {};
  const clock = { at: new Date("2026-11-03T08:00:00Z") };
  const mailbox: Mail[] = [];
  const env = readEnv({ NODE_ENV: "test", PUBLIC_URL: "https://tocsin.example", LOG_LEVEL: "silent" });
  beforeAll(async () => {
    held.db = await freshDatabase("embedded");
  }, 60_000);
  afterAll(() => held.db?.close());

  return {
    env,
    mailbox,
    get db(): Database {
      if (!held.db) throw new Error("opened by beforeAll");
      return held.db;
    },
    get context(): Context {
      const send = async (mail: Mail) => void mailbox.push(mail);
      return {
        env,
        db: this.db,
        log: createLog(env),
        now: () => clock.at,
        send,
        secret: "of the tests",
        wake() {},
      };
    },
    now: () => clock.at,
    passMinutes(minutes: number) {
      clock.at = new Date(clock.at.getTime() + minutes * 60_000);
    },
    async person(email: string, name = "Kernel", more: { demo?: boolean } = {}) {
      return this.db.prisma.person.create({ data: { email, name, ...more } });
    },
    /** A request as the browser sends it back after `Set-Cookie`. */
    with: (secret: string | null) =>
      new Request("https://tocsin.example/", {
        headers: secret ? { cookie: `__Host-tocsin=${secret}` } : {},
      }),
    secretIn: (mail?: Mail) => mail?.text.match(/connexion\/([\w-]{43})/)?.[1] ?? "",
  };
}
