import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withPush } from "#app/boot/push.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { devicesOf, subscribe, subscriptionSchema, unsubscribe } from "#app/platform/push/subscriptions.ts";
import { vapidOf } from "#app/platform/push/vapid.ts";
import { device, pushServer } from "../mocks/push-server.ts";
import { IEN, type Post, post, SECRET } from "../outbox/harness.ts";
import { later } from "../support/world.ts";

let p: Post;
let service: Awaited<ReturnType<typeof pushServer>>;
const errors: unknown[] = [];
beforeAll(async () => {
  p = await post();
  service = await pushServer();
});
afterAll(async () => {
  await service.close();
  await p.close();
  expect(errors).toEqual([]);
});
beforeEach(async () => {
  await p.db.query("delete from push_subscription");
  await p.db.query("update delivery set state = 'cancelled' where state = 'queued'");
  service.got.length = 0;
  service.answer(201);
});

const inside = ["127.0.0.1/32"];
const ien = () => p.v.ien.person.id;
const vapid = () => vapidOf(p.db, SECRET, "https://tocsin.example.invalid");
/** What leaves now: mail as it always does, and the devices. */
async function leave(at: Date, more: { inside?: string[]; mail?: boolean } = {}) {
  const mail = {
    concurrency: 4,
    send: async () =>
      more.mail === false ? { ok: false as const, permanent: false, reason: "panne" } : { ok: true as const },
  };
  const channel = withPush(p.db, mail, {
    ...{ vapid, now: () => at, keptMs: 0, timeoutMs: 500, inside },
    onError: (error) => errors.push(error),
    ...(more.inside && { inside: more.inside }),
  });
  const onError = (error: unknown) => errors.push(error);
  const sent = await outboxWorker(p.db, { channels: { mail: channel }, now: () => at, onError }).run();
  await channel.settled();
  return sent;
}

test("an alert by mail also rings the devices of whom it is for: reference and title, encrypted, signed, an exercise marked", async () => {
  const phone = device(service.endpoint("telephone"));
  await subscribe(p.db, ien(), phone.subscription, "Firefox sur Android", p.v.now);
  const incident = await p.declare();
  await p.db.query("update notice set facts = jsonb_set(facts, '{exercise}', 'true') where dossier_id = $1", [
    incident.id,
  ]);
  expect(await leave(p.v.now)).toBeGreaterThan(1);
  const [got] = service.got;
  expect(service.got).toHaveLength(1);
  expect(phone.read(got?.body ?? Buffer.alloc(0))).toEqual({
    title: "EXERCICE · Vous avez une alerte",
    body: `${incident.ref} · Messages de menace envoyés depuis un compte d'élève`,
    path: `/incidents/${incident.ref}`,
    tag: incident.ref,
  });
  expect(got?.body.toString("latin1")).not.toContain("menace");
  expect(await service.signedBy(got as never)).toEqual({
    key: (await vapid())?.publicKey,
    subject: "https://tocsin.example.invalid",
  });
  expect(got?.headers).toMatchObject({ ttl: "43200", urgency: "high", "content-encoding": "aes128gcm" });
  expect((await devicesOf(p.db, ien()))[0]?.usedAt).toEqual(p.v.now);
});

test("mail that waits does not ring again at each try, and a device that fails costs the mail nothing", async () => {
  await subscribe(p.db, ien(), device(service.endpoint("a")).subscription, null, p.v.now);
  const incident = await p.declare({ title: "Autre" });
  service.answer("slow");
  await leave(p.v.now, { mail: false });
  await leave(later(p.v.now, 1));
  expect(service.got).toHaveLength(1);
  const row = (await p.rows(incident.id)).find(({ address }) => address === IEN);
  expect(row?.state).toBe("sent");
  for (const status of [429, 500, 400] as const) {
    service.answer(status);
    await p.declare({ title: `Code ${status}` });
    expect(await leave(later(p.v.now, 2))).toBeGreaterThan(0);
    expect(await devicesOf(p.db, ien())).toHaveLength(1);
  }
});

test("a device that its service no longer knows is forgotten; an address inside is never asked", async () => {
  await subscribe(p.db, ien(), device(service.endpoint("vieux")).subscription, null, p.v.now);
  await p.declare({ title: "Interne" });
  await leave(later(p.v.now, 3), { inside: [] });
  expect(service.got).toEqual([]);
  service.answer(410);
  await p.declare({ title: "Parti" });
  await leave(later(p.v.now, 4));
  expect(await devicesOf(p.db, ien())).toEqual([]);
});

test("the console's key is drawn once, kept encrypted, and useless under another secret", async () => {
  const [one, two] = await Promise.all([vapid(), vapid()]);
  expect(one?.publicKey).toBe(two?.publicKey);
  const [row] = await p.db.query<{ value: object }>("select value from setting where key = 'vapid'");
  expect(JSON.stringify(row?.value)).not.toContain(one?.privateKey);
  expect(await vapidOf(p.db, "un-autre-secret".repeat(4), "https://x.invalid")).toBeNull();
});

test("a device belongs to whoever subscribed last on it, ten a person at most; nobody removes another's", async () => {
  const shared = device(service.endpoint("partagé")).subscription;
  await subscribe(p.db, ien(), shared, null, p.v.now);
  await subscribe(p.db, p.v.head.person.id, shared, null, p.v.now);
  expect(await devicesOf(p.db, ien())).toEqual([]);
  const [mine] = await devicesOf(p.db, p.v.head.person.id);
  await unsubscribe(p.db, ien(), mine?.id ?? "");
  expect(await devicesOf(p.db, p.v.head.person.id)).toHaveLength(1);
  for (let n = 0; n < 12; n += 1)
    await subscribe(p.db, ien(), device(service.endpoint(`n${n}`)).subscription, null, later(p.v.now, n));
  expect(await devicesOf(p.db, ien())).toHaveLength(10);
  const bad = [
    { endpoint: "http://x.invalid/" },
    { endpoint: "javascript:1" },
    { endpoint: "x" },
    { p256dh: "AAAA" },
    { auth: "" },
  ];
  const good = { ...shared, endpoint: "https://push.example.org/1" };
  expect(subscriptionSchema.safeParse(good).success).toBe(true);
  for (const one of bad) expect(subscriptionSchema.safeParse({ ...good, ...one }).success).toBe(false);
});
