import { randomUUID } from "node:crypto";
import { ackPath } from "#app/platform/ack-link.ts";
import { declaration } from "../support/versailles.ts";

/** What the server said was done. */
export type Acknowledged = {
  /** Markers of declarations and notes, each of which must be in the journal exactly once. */
  markers: Map<string, { dossier: string; revision: number }>;
  /** Markers sent whose answer never came: in the journal at most once. */
  unsure: Set<string>;
  acks: Set<string>;
  /** Entries read back while it ran, by dossier and number. */
  entries: Map<string, string>;
};

type Options = {
  url: string;
  secret: string;
  tokens: string[];
  schools: string[];
  random: () => number;
  delivered: () => string[];
};

/**
 * Clients that declare, write notes, acknowledge and read the journal until stopped. A request cut by a kill is
 * sent again with its Idempotency-Key, as a careful client does.
 */
export function load({ url, secret, tokens, schools, random, delivered }: Options) {
  const done: Acknowledged = { markers: new Map(), unsure: new Set(), acks: new Set(), entries: new Map() };
  const dossiers: string[] = [];
  const refused = new Map<string, number>();
  let stopped = false;
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;

  /** @returns the answer, or null once stopped. */
  async function patiently(path: string, init: RequestInit): Promise<Response | null> {
    while (!stopped) {
      const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(15_000) }).catch(
        () => null,
      );
      if (answer && answer.status < 500) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 100));
    }
    return null;
  }

  async function post(token: string, path: string, body: object, marker: string) {
    done.unsure.add(marker);
    const answer = await patiently(path, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": marker,
      },
      body: JSON.stringify(body),
    });
    const text = await answer?.text().catch(() => null);
    if (!answer || text == null) return;
    if (!answer.ok) {
      refused.set(`${answer.status}`, (refused.get(`${answer.status}`) ?? 0) + 1);
      if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, 500));
      return;
    }
    // An answer may be cut by the kill: only a whole one is an acknowledgement.
    const parsed = tryJson(text) as { id: string; revision?: number } | null;
    if (!parsed) return;
    done.unsure.delete(marker);
    done.markers.set(marker, { dossier: parsed.id, revision: parsed.revision ?? 1 });
    return parsed;
  }

  async function declare(token: string) {
    const marker = randomUUID();
    const facts = declaration({
      organisation: pick(schools),
      title: `Chaos ${marker}`,
      category: "other",
      noticedAt: new Date().toISOString(),
    });
    const opened = await post(token, "/api/v1/incidents", facts, marker);
    if (opened) dossiers.push(opened.id);
  }

  async function note(token: string) {
    const marker = randomUUID();
    await post(
      token,
      `/api/v1/dossiers/${pick(dossiers)}/events`,
      { type: "note.added", text: marker },
      marker,
    );
  }

  async function acknowledge() {
    const waiting = delivered();
    const delivery = waiting.length > 0 ? pick(waiting) : null;
    if (!delivery || done.acks.has(delivery)) return;
    const answer = await patiently(ackPath(secret, delivery), {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: url },
      body: "answer=taken",
    });
    const text = await answer?.text().catch(() => null);
    if (answer?.ok && text?.includes("</html>")) done.acks.add(delivery);
  }

  async function read(token: string) {
    const dossier = pick(dossiers);
    const answer = await patiently(`/api/v1/dossiers/${dossier}/journal`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const page = tryJson((await answer?.text().catch(() => null)) ?? "") as {
      items?: { seq: number; hash: string }[];
    } | null;
    for (const { seq, hash } of page?.items ?? []) done.entries.set(`${dossier} ${seq}`, hash);
  }

  const client = async (token: string) => {
    while (!stopped) {
      const dice = random();
      if (dossiers.length === 0 || dice < 0.35) await declare(token);
      else if (dice < 0.7) await note(token);
      else if (dice < 0.9) await acknowledge();
      else await read(token);
      await new Promise((resolve) => setTimeout(resolve, random() * 30));
    }
  };
  const clients = tokens.map(client);
  return {
    done,
    refused,
    async stop() {
      stopped = true;
      await Promise.all(clients);
    },
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
