import { randomUUID } from "node:crypto";
import http from "node:http";
import { createTransport } from "nodemailer";
import { type CommunityMessage, renderCommunity } from "#app/channel/messages/render-community.ts";
import { facts } from "./messages-stage.ts";

type Servers = { smtp: string; http: string };
/** Byte for byte what ours carries, made once. */
const notice = { id: "", key: "", template: "community", facts } as unknown as Parameters<
  typeof renderCommunity
>[0];
const { subject, text, html, inner } = renderCommunity(notice) as CommunityMessage;

/** As many of each as ours, the same requests, as many at once: nothing read, decided or written down. */
export async function bareClients(servers: Servers, count: number): Promise<number> {
  const started = performance.now();
  await Promise.all([
    bareMail(servers.smtp, count),
    bareEnt(servers.http, count),
    bareSms(servers.http, count),
  ]);
  return (performance.now() - started) / 1000;
}

async function lanes(most: number, count: number, one: (n: number) => Promise<unknown>) {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      await one(next);
    }
  };
  await Promise.all(Array.from({ length: most }, lane));
}

async function bareMail(url: string, count: number) {
  const pool = createTransport({
    pool: true,
    url,
    maxConnections: 3,
    maxMessages: Number.POSITIVE_INFINITY,
  } as Parameters<typeof createTransport>[0]);
  await lanes(3, count, (n) =>
    pool.sendMail({
      ...{ from: "tocsin@tocsin.example.invalid", to: `parents.${n}@listes.example.invalid` },
      ...{ subject, text, html, messageId: `<${randomUUID()}@tocsin.example.invalid>` },
      headers: {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "<mail.tocsin.example.invalid>",
        "List-Help": "<https://tocsin.example.invalid>",
        Precedence: "list",
      },
    }),
  );
  pool.close();
}

/** What the protocol of an ENT asks of anybody: the group, a draft, the sending. */
async function bareEnt(url: string, count: number) {
  const login = await fetch(`${url}/auth/login`, {
    method: "POST",
    body: new URLSearchParams({ email: "a", password: "b" }),
  });
  const headers = {
    cookie: login.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
    "content-type": "application/json",
  };
  await lanes(4, count, async (n) => {
    const search = encodeURIComponent(`École n° ${n}`);
    const found = await fetch(`${url}/conversation/visible?search=${search}`, { headers });
    const { groups } = (await found.json()) as { groups: { id: string }[] };
    const body = JSON.stringify({ subject, body: inner, to: [groups[0]?.id], cc: [], cci: [] });
    const { id } = (await (
      await fetch(`${url}/conversation/draft`, { method: "POST", headers, body })
    ).json()) as { id: string };
    await (await fetch(`${url}/conversation/send?id=${id}`, { method: "POST", headers, body })).json();
  });
}

/** By the same client as ours, its connections kept. */
async function bareSms(url: string, count: number) {
  const agent = new http.Agent({ keepAlive: true });
  const headers = { "content-type": "application/json", authorization: "Bearer x" };
  const post = (body: string) =>
    new Promise<unknown>((resolve, reject) => {
      const request = http.request(`${url}/sms`, { method: "POST", headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      });
      request.on("error", reject);
      request.end(body);
    });
  await lanes(4, count, (n) =>
    post(JSON.stringify({ to: `parents-${n}`, text: facts.sms, key: randomUUID() })),
  );
  agent.destroy();
}
