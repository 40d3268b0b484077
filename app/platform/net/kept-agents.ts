import http from "node:http";
import https from "node:https";
import type { Resolved } from "./outside.ts";

/**
 * How long a connection waits for another request, in milliseconds: far below the seconds after which servers close
 * theirs, so that none is cut just as a message is written to it.
 */
const IDLE_MS = 1_000;
const MOST = 50;
const agents = new Map<string, http.Agent>();

/**
 * Connections kept for one server at these addresses and no others: whoever asks has just checked each of them, and
 * a host that resolves otherwise by now gets connections of its own.
 */
export function agentFor(url: URL, addresses: Resolved[], ca = ""): http.Agent {
  const where = addresses.map(({ address }) => address).sort();
  const key = JSON.stringify([url.origin, where, ca]);
  let agent = agents.get(key);
  if (!agent) {
    if (agents.size >= MOST) forgetOldest();
    const options = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: 16, scheduling: "lifo" as const };
    agent = url.protocol === "https:" ? new https.Agent(options) : new http.Agent(options);
    agents.set(key, agent);
  }
  return agent;
}

/** Requests on their way end as they would; connections that wait end by themselves. */
function forgetOldest(): void {
  const [oldest] = agents.keys();
  if (oldest !== undefined) agents.delete(oldest);
}
