import { subscriptions as words } from "#app/messages/subscriptions.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { FeedAccess } from "./feeds/access.ts";
import { followPortal, leavePortal } from "./feeds/commands/follow-portal.ts";
import { openFeed } from "./feeds/commands/open-feed.ts";
import { removeHook, renewSecret, replayCalls, tryHook } from "./hooks/commands/act-on-hook.ts";
import { saveHook } from "./hooks/commands/save-hook.ts";

type FieldError = { path: string; message: string };
/** What was done, or what is to be corrected with what was typed. A secret is shown this once. */
export type ActAnswer =
  | { done: { ok: boolean; said: string; secret?: string } }
  | { hook: { name: string; url: string; events: string[]; enabled: boolean }; errors: FieldError[] }
  | { portal: { name: string; url: string; profiles: string[] }; errors: FieldError[] };

const done = (said: string, more: { ok?: boolean; secret?: string } = {}): ActAnswer => ({
  done: { ok: true, said, ...more },
});
const accesses: readonly string[] = ["off", "public", "secret"];

/** One act of the page « Abonnements et flux », by its form. @throws NotFound */
export async function actOnSubscriptions(
  context: Context,
  caller: Caller,
  dispositif: string,
  form: FormData,
): Promise<ActAnswer> {
  const { db, env, secret: serverSecret, log } = context;
  const now = context.now();
  const inside = env.TOCSIN_INSIDE_ALLOWED;
  const text = (name: string, most = 500) => String(form.get(name) ?? "").slice(0, most);
  const list = (name: string) => form.getAll(name).slice(0, 50).map(String);
  const where = { dispositif, hook: text("hook", 40) };
  const { tenures } = caller;
  const onError = (error: unknown) => log.error({ err: error }, "web hook");
  const intent = text("intent", 40);
  log.warn({ dispositif, intent, by: caller.person.id }, "subscriptions changed");
  switch (intent) {
    case "save-hook": {
      const typed = {
        name: text("name"),
        url: text("url"),
        events: list("events"),
        enabled: form.get("enabled") === "1",
      };
      const input = { ...typed, ...(where.hook && { id: where.hook }) };
      const saved = await saveHook(db, tenures, input, { dispositif, serverSecret, inside, now });
      if ("errors" in saved) return { hook: typed, errors: saved.errors };
      return done(words.hooks.saved, saved.secret ? { secret: saved.secret } : {});
    }
    case "try": {
      const options = { serverSecret, publicUrl: env.publicUrl, inside, now: context.now, onError };
      const answer = await tryHook(db, tenures, where, options);
      const said = words.hooks.tried(
        answer.ok,
        await nameOf(db, where.hook),
        answer.status,
        answer.ms,
        answer.ok ? "" : answer.reason,
      );
      return done(said, { ok: answer.ok });
    }
    case "renew":
      return done(words.hooks.renewed(await nameOf(db, where.hook)), {
        secret: await renewSecret(db, tenures, where, serverSecret),
      });
    case "remove":
      await removeHook(db, tenures, where);
      return done(words.hooks.removed);
    case "replay":
      return done(
        words.hooks.replayed(await replayCalls(db, tenures, { ...where, call: text("call", 40) }, now)),
      );
    case "renew-feed":
      await openFeed(db, tenures, { dispositif, access: "secret", renew: true }, now);
      return done(words.out.renewed);
    case "open-feed": {
      const access = accesses.includes(text("access")) ? (text("access") as FeedAccess) : "off";
      await openFeed(db, tenures, { dispositif, access }, now);
      return done(words.out.saved);
    }
    case "leave":
      await leavePortal(db, tenures, { dispositif, portal: text("portal", 40) });
      return done(words.in.removed);
    default: {
      const portal = { name: text("name"), url: text("url"), profiles: list("profiles") };
      const errors = await followPortal(db, caller, dispositif, portal, { now, inside });
      return errors.length > 0 ? { portal, errors } : done(words.in.saved);
    }
  }
}

async function nameOf(sql: Context["db"], hook: string): Promise<string> {
  const [row] = await sql.query<{ name: string }>("select name from web_hook where id::text = $1", [hook]);
  return row?.name ?? "";
}
