import { EntcoreProblem, entcoreWords, unanswered } from "./entcore-problem.ts";

/** How the account of the channel signs in. */
export type SignIn =
  | { by: "form"; login: string; password: string }
  | { by: "oauth2"; login: string; password: string; clientId: string; clientSecret: string };

/** Headers that carry the session: cookies and their token against forged requests, or a bearer token. */
export type Session = { headers: Record<string, string> };

/**
 * Opens a session at an ENT of edificeio/entcore.
 * @param url without a slash at its end.
 * @throws EntcoreProblem blocked when it does not take the account, down when it does not answer.
 */
export async function signInToEntcore(url: string, signIn: SignIn, signal: AbortSignal): Promise<Session> {
  try {
    return signIn.by === "form" ? await byForm(url, signIn, signal) : await byToken(url, signIn, signal);
  } catch (error) {
    throw unanswered(error);
  }
}

async function byForm(url: string, { login, password }: SignIn, signal: AbortSignal): Promise<Session> {
  const answer = await fetch(`${url}/auth/login`, {
    method: "POST",
    body: new URLSearchParams({ email: login, password }),
    redirect: "manual",
    signal,
  });
  await answer.body?.cancel();
  if (answer.status >= 500) throw new EntcoreProblem("down", entcoreWords.failing(answer.status));
  const cookies = new Map(
    answer.headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
  // Refused, it answers 200 with its sign-in page again.
  if (!cookies.get("oneSessionId")) throw new EntcoreProblem("blocked", entcoreWords.credentials);
  const token = cookies.get("XSRF-TOKEN");
  return {
    headers: {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(token && { "x-xsrf-token": decodeURIComponent(token) }),
    },
  };
}

async function byToken(url: string, signIn: SignIn, signal: AbortSignal): Promise<Session> {
  if (signIn.by !== "oauth2") throw new EntcoreProblem("blocked", entcoreWords.credentials);
  const answer = await fetch(`${url}/auth/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id: signIn.clientId,
      client_secret: signIn.clientSecret,
      username: signIn.login,
      password: signIn.password,
      scope: "conversation",
    }),
    redirect: "manual",
    signal,
  });
  if (answer.status >= 500) throw new EntcoreProblem("down", entcoreWords.failing(answer.status));
  const body: unknown = await answer.json().catch(() => null);
  const token = (body as { access_token?: unknown } | null)?.access_token;
  if (!answer.ok || typeof token !== "string" || !/^[\w.~+/=-]{1,4000}$/.test(token))
    throw new EntcoreProblem("blocked", entcoreWords.credentials);
  return { headers: { authorization: `Bearer ${token}` } };
}
