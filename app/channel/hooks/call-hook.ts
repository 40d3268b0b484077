import type { Answer } from "#app/engine/outbox/outcome.ts";
import { hookReasons as say } from "#app/messages/hooks.ts";
import { guardedFetch, NetRefused } from "#app/platform/net/guarded-fetch.ts";
import { plainInside } from "#app/platform/net/plain-inside.ts";
import { payloadOf, type Told } from "./payload.ts";
import { signature } from "./sign.ts";

export type Calling = {
  publicUrl: string;
  /** Networks inside that the operator lets be reached (TOCSIN_INSIDE_ALLOWED). */
  inside: readonly string[];
  timeoutMs?: number;
  ca?: string | undefined;
};

/** Nothing will make these work: the address itself is at fault. */
const FOR_GOOD = ["malformed", "protocol", "credentials", "inside"];
const TIMEOUT_MS = 10_000;

/**
 * Makes one signed call. Any 2xx is a yes; 410 says never again; all else is tried later, as any delivery.
 * A redirect is not followed: a signed body goes where it was configured to go.
 */
export async function callHook(
  hook: { url: string; secret: string },
  told: Told,
  now: Date,
  { publicUrl, inside, timeoutMs = TIMEOUT_MS, ca }: Calling,
): Promise<Answer & { status?: number }> {
  const body = payloadOf(told, publicUrl);
  const timestamp = Math.floor(now.getTime() / 1000);
  try {
    const { status } = await guardedFetch(hook.url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "tocsin-id": told.id,
        "tocsin-event": told.type,
        "tocsin-timestamp": String(timestamp),
        "tocsin-signature": signature(hook.secret, timestamp, body),
      },
      ...{ inside, timeoutMs, maxBytes: 100_000, plain: plainInside(hook.url, inside), ca },
    });
    if (status >= 200 && status < 300) return { ok: true, status };
    return { ok: false, permanent: status === 410, reason: say.status(status), status };
  } catch (error) {
    if (!(error instanceof NetRefused)) throw error;
    return { ok: false, permanent: FOR_GOOD.includes(error.problem), reason: error.message };
  }
}
