import { codeOf, EntcoreProblem, entcoreWords, unanswered } from "./entcore-problem.ts";
import { type Session, type SignIn, signInToEntcore } from "./entcore-session.ts";

export type EntcoreAccess = {
  /** https://ent.example.invalid, without a slash at its end. */
  url: string;
  signIn: SignIn;
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs?: number;
};
export type Call = {
  method?: "GET" | "POST" | "PUT";
  body?: object;
  /** Whether a session that has ended is opened again and the call repeated; else it throws « session ». */
  renew?: boolean;
  signal?: AbortSignal;
  /** The answer is a list: it comes back as `list`. */
  list?: boolean;
  /** An answer without a body says that it is done. */
  empty?: boolean;
};

const TIMEOUT_MS = 15_000;
/** A search by name may answer with every user of a region. */
const LONGEST_ANSWER = 20_000_000;

/** Calls of one account to one ENT, its session kept and renewed once when it has ended. */
export function entcoreCalls({ url, signIn, timeoutMs = TIMEOUT_MS }: EntcoreAccess) {
  let session: Promise<Session> | null = null;
  let isOpen = false;

  const limit = (signal?: AbortSignal) =>
    signal ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : AbortSignal.timeout(timeoutMs);

  /** Many messages at once open one session. */
  function opened(): Promise<Session> {
    if (session) return session;
    const one = signInToEntcore(url, signIn, limit());
    session = one;
    one.then(
      () => {
        if (session === one) isOpen = true;
      },
      () => forget(one),
    );
    return one;
  }

  function forget(one: Promise<Session>): void {
    if (session !== one) return;
    session = null;
    isOpen = false;
  }

  async function once({ headers }: Session, path: string, call: Call): Promise<Record<string, unknown>> {
    const { method = "GET", body, signal } = call;
    const sent = method !== "GET";
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      signal: limit(signal),
      headers: {
        ...headers,
        accept: "application/json",
        ...(body && { "content-type": "application/json; charset=utf-8" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw unanswered(error);
    });
    const text = await read(answer).catch((error: unknown) => {
      throw unanswered(error);
    });
    const { status } = answer;
    // A session that has ended: 401, or a way back to the sign-in page.
    if (status === 401 || (status >= 300 && status < 400))
      throw new EntcoreProblem("session", entcoreWords.session);
    if (status >= 500 || status === 429)
      throw new EntcoreProblem("down", entcoreWords.failing(status), sent && status !== 429);
    if (call.empty && status < 300 && !text.trim()) return {};
    const said = call.list ? listed(text) : parsed(text);
    if (status === 403) throw new EntcoreProblem("refused", entcoreWords.rights);
    if (status >= 400)
      throw new EntcoreProblem("refused", entcoreWords.refused(codeOf(said?.error) || String(status)));
    // 200 with an error, or with a page: nothing documented, so nothing is known of what was done.
    if (!said || said.error !== undefined) throw new EntcoreProblem("down", entcoreWords.notUnderstood, sent);
    return said;
  }

  return {
    /** Opens a session unless one is open. */
    open: async () => void (await opened()),
    /**
     * @returns the JSON object that it answers.
     * @throws EntcoreProblem
     */
    async ask(path: string, call: Call = {}): Promise<Record<string, unknown>> {
      // What must not be repeated must not wait for a sign-in either.
      if (!call.renew && !isOpen) throw new EntcoreProblem("session", entcoreWords.session);
      const first = opened();
      try {
        return await once(await first, path, call);
      } catch (error) {
        if (!(error instanceof EntcoreProblem) || error.kind !== "session") throw error;
        forget(first);
        if (!call.renew) throw error;
      }
      try {
        return await once(await opened(), path, call);
      } catch (error) {
        // entcore answers 401 too when a right is missing: a session just opened has not ended.
        if (error instanceof EntcoreProblem && error.kind === "session")
          throw new EntcoreProblem("refused", entcoreWords.rights);
        throw error;
      }
    },
  };
}
export type EntcoreCalls = ReturnType<typeof entcoreCalls>;

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function listed(text: string): Record<string, unknown> | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? { list } : null;
  } catch {
    return null;
  }
}

async function read(answer: Response): Promise<string> {
  // A length that the server gives is kept to by the client; without one, or compressed, it is counted.
  const length = answer.headers.get("content-length");
  const whole = length !== null && !answer.headers.has("content-encoding");
  if (whole && Number(length) <= LONGEST_ANSWER) return answer.text();
  const decoder = new TextDecoder();
  let text = "";
  if (!answer.body) return text;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new EntcoreProblem("down", entcoreWords.tooLong);
  }
  return text + decoder.decode();
}
