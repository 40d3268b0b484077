import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";

type Servers = { smtp: string; http: string };
const text = "Bonjour,\n\nLe collège organise ses portes ouvertes samedi matin.\n";
const html = `<p dir="auto">${text}</p>`;

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
      ...{ subject: "Portes ouvertes", text, html, messageId: `<${randomUUID()}@tocsin.example.invalid>` },
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
    const body = JSON.stringify({
      subject: "Portes ouvertes",
      body: html,
      to: [groups[0]?.id],
      cc: [],
      cci: [],
    });
    const { id } = (await (
      await fetch(`${url}/conversation/draft`, { method: "POST", headers, body })
    ).json()) as { id: string };
    await (await fetch(`${url}/conversation/send?id=${id}`, { method: "POST", headers, body })).json();
  });
}

async function bareSms(url: string, count: number) {
  const headers = { "content-type": "application/json", authorization: "Bearer x" };
  await lanes(4, count, async (n) => {
    const body = JSON.stringify({ to: `parents-${n}`, text, key: randomUUID() });
    await (await fetch(`${url}/sms`, { method: "POST", headers, body })).json();
  });
}
