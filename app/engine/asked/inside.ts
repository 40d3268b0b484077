import { guardedFetch } from "#app/platform/net/guarded-fetch.ts";
import { outsideAddresses } from "#app/platform/net/outside.ts";
import { ownReach } from "#app/platform/net/own-reach.ts";
import { NetRefused } from "#app/platform/net/refused.ts";

/** Who asks waits no longer than this: what could not be looked up is told later, by the checks. */
const PATIENCE_MS = 1_500;

/**
 * Which of these addresses lead inside (private, loopback, link-local…), by their name or, for the first, by a
 * redirect of its service. One that does not answer in time is none of them.
 * @returns their hosts
 */
export async function leadingInside(urls: readonly string[]): Promise<string[]> {
  const [first] = urls;
  const hosts = [...new Set(urls.map((url) => new URL(url).hostname))];
  const works = [
    ...hosts.map((host) => ({ host, work: named(host) })),
    ...(first ? [{ host: new URL(first).hostname, work: redirected(first) }] : []),
  ];
  const late = new Promise<boolean>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, false).unref();
  });
  const found = await Promise.all(
    works.map(async ({ host, work }) => ((await Promise.race([work, late])) ? [host] : [])),
  );
  return [...new Set(found.flat())];
}

const inside = (error: unknown): boolean => {
  if (error instanceof NetRefused) return error.problem === "inside";
  throw error;
};
/** Names that never lead anywhere (RFC 6761) are not asked of anybody. */
const nowhere = (host: string) => /\.(invalid|example|test)$/.test(host);

const named = async (host: string): Promise<boolean> =>
  !nowhere(host) && outsideAddresses(host, ownReach()).then(() => false, inside);

const redirected = async (url: string): Promise<boolean> =>
  !nowhere(new URL(url).hostname) &&
  guardedFetch(url, { ...ownReach(), method: "HEAD", timeoutMs: PATIENCE_MS }).then(() => false, inside);
