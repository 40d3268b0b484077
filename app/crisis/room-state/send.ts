import type { Sent, Waiting } from "./queue.ts";

/** Longest wait for an answer on a bad network before it is tried again. */
const PATIENCE_MS = 15_000;

/** Posts an event of the room; the same id twice is one event. @throws when there is no network, or no answer in time. */
export async function send(ref: string, { id, body }: Pick<Waiting, "id" | "body">): Promise<Sent> {
  const response = await fetch(`/crises/${ref}/envoyer`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": id },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  // A session that ended redirects to the sign-in page.
  if (response.type === "opaqueredirect" || response.status === 401) return "signed-out";
  if (response.status >= 500 || response.status === 429) return "away";
  return (await response.json()) as Sent;
}
