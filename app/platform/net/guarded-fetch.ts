import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import { net } from "#app/messages/net.ts";
import { agentFor } from "./kept-agents.ts";
import { outsideAddresses, type Reach, type Resolved } from "./outside.ts";
import { NetRefused } from "./refused.ts";

export { NetRefused } from "./refused.ts";

export type Guard = Reach & {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Longest time for the whole of it, look-up and redirects included (default 10 s). */
  timeoutMs?: number;
  /** Largest body that is read (default 1 MB); a longer one is refused, not cut. */
  maxBytes?: number;
  /** Redirects followed by a GET or HEAD (default 3), each checked as the first. Other methods follow none: 3xx is the answer. */
  redirects?: number;
  /** http: too; by default https: only. */
  plain?: boolean;
  /** Keeps the connection for the next request to the very same addresses, checked again (kept-agents.ts). */
  reuse?: boolean;
  /** PEM certificates to trust besides the system's (an operator's own authority, a test). */
  ca?: string | undefined;
  signal?: AbortSignal;
};
export type Fetched = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer /** Where it came from, after redirects. */;
  url: string;
};

/**
 * Fetches an address that somebody else chose (a web hook, a feed, metadata, a service to check), never one inside:
 * the host is resolved once, every address of it checked, and the connection made to a checked address, so neither
 * DNS rebinding nor a redirect leads inside. Bodies are asked for uncompressed: no small answer grows large.
 * @returns whatever status the server gives, 4xx and 5xx too.
 * @throws NetRefused with `problem` and a French sentence; an AbortError when `signal` says so.
 */
export async function guardedFetch(address: string | URL, guard: Guard = {}): Promise<Fetched> {
  const { timeoutMs = 10_000, method = "GET", redirects = 3 } = guard;
  const follows = method === "GET" || method === "HEAD" ? redirects : 0;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = guard.signal ? AbortSignal.any([guard.signal, late]) : late;
  const first = checkedUrl(address, guard);
  try {
    let url = first;
    for (let hop = 0; ; hop += 1) {
      const addresses = await unlessAborted(outsideAddresses(url.hostname, guard), signal);
      const answer = await once(
        url,
        addresses,
        { ...guard, method, headers: headersFor(url, first, guard) },
        signal,
      );
      const next = isRedirect(answer.status) && answer.headers.location;
      if (!next || follows === 0) return answer;
      if (hop >= follows) throw new NetRefused("redirects", net.redirects(follows));
      url = checkedUrl(new URL(next, url), guard);
    }
  } catch (error) {
    if (late.aborted && !guard.signal?.aborted) throw new NetRefused("too-slow", net.tooSlow(timeoutMs));
    throw error;
  }
}

/** @throws NetRefused « malformed », « protocol », « credentials » */
export function checkedUrl(address: string | URL, { plain = false }: Pick<Guard, "plain"> = {}): URL {
  if (!URL.canParse(String(address))) throw new NetRefused("malformed", net.malformed);
  const url = new URL(String(address));
  if (url.protocol !== "https:" && !(plain && url.protocol === "http:"))
    throw new NetRefused("protocol", net.protocol(url.protocol));
  if (url.username || url.password) throw new NetRefused("credentials", net.credentials);
  return url;
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** A secret meant for one host is not carried to the next. */
function headersFor(url: URL, first: URL, { headers = {} }: Guard): Record<string, string> {
  if (url.origin === first.origin) return headers;
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(authorization|cookie|proxy-authorization|x-.*)$/i.test(name),
    ),
  );
}

function once(url: URL, addresses: Resolved[], guard: Guard, signal: AbortSignal): Promise<Fetched> {
  const { maxBytes = 1_000_000, method = "GET", headers, body, ca, reuse = false } = guard;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(
        error instanceof NetRefused || signal.aborted
          ? error
          : new NetRefused("unreachable", net.unreachable(error.code ?? error.message), error.code),
      );
    const request = (url.protocol === "https:" ? https : http).request(
      url,
      // No shared agent: a socket kept open from elsewhere would not have been checked.
      {
        method,
        headers: { "user-agent": "Tocsin", ...headers },
        agent: reuse && agentFor(url, addresses, ca),
        signal,
        lookup: given(addresses),
        ...(ca && { ca }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const tooLarge = () => request.destroy(new NetRefused("too-large", net.tooLarge(maxBytes)));
        if (Number(response.headers["content-length"]) > maxBytes && method !== "HEAD")
          return void tooLarge();
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) tooLarge();
          else chunks.push(chunk);
        });
        response.on("error", fail);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            url: url.href,
          }),
        );
      },
    );
    request.on("error", fail);
    request.end(body);
  });
}

/** Answers Node's look-up with the addresses already checked, whatever DNS would say by now. */
function given(addresses: Resolved[]): http.RequestOptions["lookup"] {
  return (_, options, done) =>
    options.all ? done(null, addresses) : done(null, addresses[0]?.address ?? "", addresses[0]?.family);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
