import type { Answer } from "#app/engine/outbox/outcome.ts";
import type { Progress } from "#app/engine/outbox/progress.ts";
import { httpReasons as say } from "#app/messages/channel/http.ts";
import { type CircuitOptions, circuit, Paused, type Sign } from "#app/platform/channels/circuit.ts";
import {
  at,
  fillForm,
  fillHeaders,
  fillJson,
  fillUrl,
  type Values,
} from "#app/platform/channels/template.ts";
import { guardedFetch, NetRefused } from "#app/platform/net/guarded-fetch.ts";
import { plainInside } from "#app/platform/net/plain-inside.ts";
import { type HttpSettings, progressWord } from "./settings.ts";

type Given = { status: number; text: string };
export type Prepared = { url: string; method: "POST" | "PUT"; headers: Record<string, string>; body: string };
const TIMEOUT_MS = 20_000;

/** Of the service as a whole; anything else is about one message. */
class Outage extends Error {
  constructor(
    readonly sign: NonNullable<Sign>,
    /** Whether the message may have been taken all the same. */
    readonly unsure: boolean,
  ) {
    super(sign.reason);
  }
}
const signOf = (error: unknown): Sign => (error instanceof Outage ? error.sign : null);
const list = (text: string) =>
  text
    .split(",")
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean);

/** Requests that an administrator described, made and understood as described. */
export function httpClient(
  settings: HttpSettings,
  options: { circuit?: CircuitOptions; timeoutMs?: number; inside?: readonly string[] },
) {
  const { run } = circuit(signOf, options.circuit);
  const { timeoutMs = TIMEOUT_MS, inside = [] } = options;
  const [good, final] = [list(settings.okValues), list(settings.finalErrors)];

  function prepare(values: Values): Prepared {
    const json = settings.bodyType === "json";
    const body = json ? fillJson(settings.body, values) : fillForm(settings.body, values);
    const type = json ? "application/json; charset=utf-8" : "application/x-www-form-urlencoded";
    const key: Record<string, string> =
      typeof values.cle === "string" ? { "idempotency-key": values.cle } : {};
    const headers = { accept: "application/json", ...key, ...fillHeaders(settings.headers, values) };
    return {
      url: fillUrl(settings.url, values),
      method: settings.method,
      headers: { ...headers, "content-type": type },
      body,
    };
  }

  type Request = {
    url: string;
    method: "GET" | "HEAD" | "POST" | "PUT";
    headers: Record<string, string>;
    body?: string;
  };
  /** Never into a network inside that the operator did not name; no redirect is followed, least of all with a secret. */
  async function ask({ url, ...request }: Request): Promise<Given> {
    try {
      const guard = { timeoutMs, inside, plain: plainInside(url, inside), redirects: 0, reuse: true };
      const { status, body } = await guardedFetch(url, { ...request, ...guard });
      return { status, text: body.toString("utf8") };
    } catch (error) {
      if (!(error instanceof NetRefused)) throw error;
      const refused = ["inside", "malformed", "protocol", "credentials"].includes(error.problem);
      throw new Outage({ kind: refused ? "blocked" : "down", reason: error.message }, isUnsure(error));
    }
  }

  /** What the answer to a send means. */
  function understood({ status, text }: Given): Answer {
    if (status === 401 || status === 403)
      throw new Outage({ kind: "blocked", reason: say.credentials }, false);
    if (status === 429) throw new Outage({ kind: "down", reason: say.failing(status) }, false);
    if (status >= 500) throw new Outage({ kind: "down", reason: say.failing(status) }, true);
    if (status >= 300 && status < 400) return { ok: false, permanent: true, reason: say.redirected };
    const said = parsed(text);
    const error = settings.errorPath && said !== undefined ? at(said, settings.errorPath) : undefined;
    const code = codeOf(error);
    const failed = error !== undefined && error !== null && error !== "" && error !== false && error !== 0;
    if (status >= 400 || failed) {
      // Of a 4xx without a known error nothing says that another try would do better.
      const permanent = code
        ? final.includes(code.toLowerCase()) || (status >= 400 && !failed)
        : status >= 400;
      return { ok: false, permanent, reason: say.refused(code || (status >= 400 ? String(status) : "")) };
    }
    if (settings.okPath) {
      const value = said === undefined ? undefined : at(said, settings.okPath);
      const fine = good.length === 0 ? Boolean(value) : good.includes(String(value).toLowerCase());
      // 200 with a page, or with a word that nobody described: nothing is known of what was done.
      if (!fine) throw new Outage({ kind: "down", reason: say.notUnderstood }, true);
    } else if (said === undefined && settings.idPath)
      throw new Outage({ kind: "down", reason: say.notUnderstood }, true);
    const id = settings.idPath ? idOf(at(said, settings.idPath)) : "";
    return {
      ok: true,
      progress: "accepted",
      ...(id && { providerId: id }),
      ...(!id && settings.idPath && { detail: say.noId }),
    };
  }

  return {
    prepare,
    /**
     * One request. An answer lost is asked again only of a service that recognises the key: else a person is told
     * that the message may have left, and nobody gets it twice.
     */
    async send(request: Prepared): Promise<Answer> {
      try {
        return await run(async () => understood(await ask(request)));
      } catch (error) {
        if (error instanceof Paused) return { ok: false, permanent: false, reason: error.reason };
        if (!(error instanceof Outage)) throw error;
        if (error.unsure && settings.again === "never")
          return { ok: false, permanent: true, reason: say.perhapsSent };
        return { ok: false, permanent: false, reason: error.message };
      }
    },
    /** What the service says of a message that it took; null: nothing that tells. */
    async statusOf(values: Values): Promise<Progress | null> {
      if (!settings.statusUrl || !settings.statusPath) return null;
      const url = fillUrl(settings.statusUrl, values);
      const headers = { accept: "application/json", ...fillHeaders(settings.headers, values) };
      const { status, text } = await ask({ url, method: "GET", headers });
      return status === 200 ? progressWord(settings.states, at(parsed(text), settings.statusPath)) : null;
    },
    /** Whether its server takes a connection, without asking it anything that it would do. */
    async reach(): Promise<string | null> {
      const { origin } = new URL(settings.url.replace(/\{[a-z]+\}/g, "x"));
      try {
        await ask({ url: origin, method: "HEAD", headers: {} });
        return null;
      } catch (error) {
        if (error instanceof Outage) return error.message;
        throw error;
      }
    },
  };
}
export type HttpClient = ReturnType<typeof httpClient>;

/** Whether the message may have been taken: it was asked, and no whole answer came. */
function isUnsure({ problem, code }: NetRefused): boolean {
  if (problem === "too-slow" || problem === "too-large") return true;
  const never = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_.*|.*CERT.*|ERR_TLS.*)$/;
  return problem === "unreachable" && !never.test(code ?? "");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
/** A code or a short word; anything longer may name people and is left out. */
const codeOf = (error: unknown): string =>
  (typeof error === "string" || typeof error === "number") && /^[\w .:-]{1,80}$/.test(String(error))
    ? String(error)
    : "";
/** Any identifier is text of a reasonable length; else there is none. */
const idOf = (id: unknown): string =>
  (typeof id === "string" || typeof id === "number") && /^[\w.:@+=/-]{1,150}$/.test(String(id))
    ? String(id)
    : "";
