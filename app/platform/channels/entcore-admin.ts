import { type EntcoreAccess, entcoreCalls } from "./entcore-call.ts";
import { EntcoreProblem, entcoreWords } from "./entcore-problem.ts";

export type EntcoreStructure = { id: string; uai: string; name: string };
export type FlashMessage = {
  /** Seen by administrators only: it carries our identifier, so that a lost answer can be settled. */
  title: string;
  /** HTML, in French. */
  html: string;
  startsAt: Date;
  endsAt: Date;
  /** entcore's own words: Relative, Student, Teacher, Personnel. */
  profiles: string[];
  color: "red" | "blue" | "green" | "orange";
};

/** What an account that administers an ENT of edificeio/entcore may do there. Newer versions ask it for a second factor. */
export function entcoreAdmin(access: EntcoreAccess) {
  const { ask, open } = entcoreCalls(access);
  const within = (signal?: AbortSignal) => ({ ...(signal && { signal }) });
  return {
    signIn: open,
    /** Structures that the account administers. */
    async structures(signal?: AbortSignal): Promise<EntcoreStructure[]> {
      const { list } = await ask("/directory/structure/admin/list", {
        renew: true,
        list: true,
        ...within(signal),
      });
      return (list as unknown[]).flatMap((one) => {
        const { id, UAI, name } = (one ?? {}) as Record<string, unknown>;
        if (typeof id !== "string" || typeof UAI !== "string") return [];
        return [{ id, uai: UAI.toUpperCase(), name: typeof name === "string" ? name : "" }];
      });
    },
    /** @returns the identifier of a message of that title on the home page of a structure, or null. */
    async flashOf(structure: string, title: string, signal?: AbortSignal): Promise<string | null> {
      const path = `/timeline/flashmsg/listadmin/${encodeURIComponent(structure)}`;
      const { list } = await ask(path, { renew: true, list: true, ...within(signal) });
      const found = (list as Record<string, unknown>[]).find((one) => one?.title === title);
      return found ? String(found.id) : null;
    },
    /** One request, never repeated here. */
    async flash(structure: string, message: FlashMessage): Promise<string> {
      const { title, html, startsAt, endsAt, profiles, color } = message;
      const said = await ask(`/timeline/flashmsg/structure/${encodeURIComponent(structure)}`, {
        method: "POST",
        body: {
          ...{ title, contents: { fr: html }, profiles, color },
          ...{ startDate: startsAt.toISOString(), endDate: endsAt.toISOString() },
        },
      });
      if (typeof said.id !== "string" && typeof said.id !== "number")
        throw new EntcoreProblem("down", entcoreWords.notUnderstood, true);
      return String(said.id);
    },
    /** Blocks accounts, or no more: said twice, it is the same. */
    async block(users: string[], block: boolean, signal?: AbortSignal): Promise<void> {
      const [only] = users;
      const more = { method: "PUT" as const, renew: true, empty: true, ...within(signal) };
      if (users.length === 1 && only)
        await ask(`/auth/block/${encodeURIComponent(only)}`, { ...more, body: { block } });
      else await ask("/auth/users/block", { ...more, body: { users, block } });
    },
    /** The account must choose another password at its next sign-in: said twice, it is the same. */
    async forceChange(user: string, signal?: AbortSignal): Promise<void> {
      const more = { method: "POST" as const, renew: true, empty: true, ...within(signal) };
      await ask("/auth/forceChangePassword", { ...more, body: { userId: user } });
    },
    /** Takes back a message that left under an hour ago. */
    async recall(message: string, signal?: AbortSignal): Promise<void> {
      const path = `/conversation/api/messages/${encodeURIComponent(message)}/recall`;
      await ask(path, { method: "POST", renew: true, empty: true, ...within(signal) });
    },
  };
}
export type EntcoreAdmin = ReturnType<typeof entcoreAdmin>;
