import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import type { Send } from "#app/platform/mail.ts";

/**
 * Sends each seal to a mailbox outside (TOCSIN_SEAL_MAILBOX): whoever rewrites the database cannot rewrite that.
 * A failure is logged and not retried here: the next seal carries the root of this one.
 */
export async function mailSeal(
  env: Env,
  send: Send,
  seal: { id: number; root: string; leaves: number; at: string },
  log: Log,
): Promise<void> {
  if (!env.TOCSIN_SEAL_MAILBOX) return;
  const text = `Sceau ${seal.id} du journal de ${env.publicUrl}\nDate : ${seal.at}\nTêtes de chaîne : ${seal.leaves}\nRacine : ${seal.root}\n`;
  await send({
    to: env.TOCSIN_SEAL_MAILBOX,
    subject: `[Tocsin] Sceau ${seal.id} : ${seal.root.slice(0, 16)}`,
    text,
    html: `<pre>${text.replace(/[<>&]/g, "")}</pre>`,
  }).catch((error: unknown) => log.error({ err: error, seal: seal.id }, "seal not mailed"));
}
