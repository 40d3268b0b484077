import { type EntcoreAccess, entcoreCalls } from "./entcore-call.ts";
import { EntcoreProblem, entcoreWords } from "./entcore-problem.ts";

export type { EntcoreAccess } from "./entcore-call.ts";
/** A group that the account sees; `profile` is entcore's own word (Relative, Student, Teacher, Personnel…). */
export type EntcoreGroup = { id: string; name: string; profile: string | null };
export type EntcoreMessage = { subject: string; body: string; to: string[] };
/** What became of a message: accounts reached (null: unsaid), not activated, not served. Counts only: the lists name people. */
export type EntcoreSent = { id: string; sent: number | null; inactive: number; undelivered: number };

/**
 * Messaging of an ENT of edificeio/entcore, for one account.
 *
 * It has no idempotency key, but a draft has one identity: entcore refuses to send the same draft twice, and says
 * whether it was sent. So a try whose answer was lost is settled by asking about its draft, not by another message.
 */
export function entcore(access: EntcoreAccess) {
  const { ask, open } = entcoreCalls(access);
  const full = ({ to, subject, body }: EntcoreMessage) => ({ subject, body, to, cc: [], cci: [] });

  return {
    signIn: open,
    async visible(search: string, signal?: AbortSignal): Promise<EntcoreGroup[]> {
      const path = `/conversation/visible?search=${encodeURIComponent(search)}`;
      const { groups } = await ask(path, { renew: true, ...(signal && { signal }) });
      return (Array.isArray(groups) ? groups : []).flatMap((one: unknown) => {
        const { id, name, profile } = (one ?? {}) as Record<string, unknown>;
        if (typeof id !== "string" || typeof name !== "string") return [];
        return [{ id, name, profile: typeof profile === "string" ? profile : null }];
      });
    },
    async draft(message: EntcoreMessage, signal?: AbortSignal): Promise<string> {
      const options = { method: "POST" as const, body: full(message), renew: true };
      const { id } = await ask("/conversation/draft", { ...options, ...(signal && { signal }) });
      if (typeof id !== "string" || !/^[\w-]{1,100}$/.test(id))
        throw new EntcoreProblem("down", entcoreWords.notUnderstood);
      return id;
    },
    /** @returns null when the ENT does not know it, or not as ours. */
    async stateOf(draft: string, signal?: AbortSignal): Promise<"DRAFT" | "SENT" | null> {
      const path = `/conversation/message/${encodeURIComponent(draft)}`;
      try {
        const { state } = await ask(path, { renew: true, ...(signal && { signal }) });
        return state === "DRAFT" || state === "SENT" ? state : null;
      } catch (error) {
        if (error instanceof EntcoreProblem && error.kind === "refused") return null;
        throw error;
      }
    },
    /** One request, never repeated here: whoever repeats it asks the gate again first. */
    async send(draft: string, message: EntcoreMessage): Promise<EntcoreSent> {
      const path = `/conversation/send?id=${encodeURIComponent(draft)}`;
      const said = await ask(path, { method: "POST", body: full(message) });
      const [inactive, undelivered] = [lengthOf(said.inactive), lengthOf(said.undelivered)];
      if (typeof said.id !== "string") throw new EntcoreProblem("down", entcoreWords.notUnderstood, true);
      return {
        id: said.id,
        sent: typeof said.sent === "number" ? said.sent : null,
        inactive: typeof said.inactiveCount === "number" ? said.inactiveCount : inactive,
        undelivered,
      };
    },
    /** A notice without reply, from an account that administers; entcore knows no draft of it. */
    async notice(message: EntcoreMessage, from: string, username: string): Promise<void> {
      const { body: messageBody, ...rest } = message;
      const said = await ask("/conversation/externe", {
        method: "POST",
        body: { ...rest, messageBody, from, username },
      });
      if (said.status !== "ok") throw new EntcoreProblem("down", entcoreWords.notUnderstood, true);
    },
  };
}
export type Entcore = ReturnType<typeof entcore>;

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);
