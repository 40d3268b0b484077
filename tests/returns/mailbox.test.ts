import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailbox } from "#app/channel/returns/mailbox.ts";
import { imapServer } from "../mocks/imap-server.ts";
import { DASEN, DEPUTY, IEN, type Post, post, type Row } from "../outbox/harness.ts";
import { later, withPerson } from "../support/world.ts";
import { dsn, HOST, plainMail } from "./mails.ts";

let p: Post;
let box: Awaited<ReturnType<typeof imapServer>>;
const errors: unknown[] = [];
beforeAll(async () => {
  p = await post();
  box = await imapServer();
});
afterAll(async () => {
  await box.close();
  await p.close();
});

const read = (at: Date, more = {}) =>
  readMailbox(p.db, at, {
    url: box.url(),
    onError: (error) => errors.push(error),
    timeoutMs: 3_000,
    ...more,
  });
const to = (rows: Row[], address: string) => rows.find((row) => row.address === address) as Row;
const stateOf = async (email: string) =>
  (await p.db.query<{ mail_state: string }>("select mail_state from person where email = $1", [email]))[0]
    ?.mail_state;

test("an alert that comes back is told late: the substitute and the level above are alerted, the address is marked", async () => {
  const incident = await p.declare();
  await p.run(p.v.now);
  const sent = to(await p.rows(incident.id), IEN);
  expect(sent.state).toBe("sent");
  const at = later(p.v.now, 5);
  box.add(dsn({ delivery: sent.id, address: IEN.toUpperCase(), at: at.toUTCString() }), at);
  expect(await read(later(p.v.now, 6))).toEqual({ failed: 1 });
  const rows = await p.rows(incident.id);
  expect(to(rows, IEN)).toMatchObject({
    state: "sent",
    failure: "courriel revenu non remis : adresse inconnue, 5.1.1",
  });
  expect(await p.journal(incident.id)).toContain("deliveries.failed");
  expect(rows.filter(({ template }) => template === "escalation").map(({ address }) => address)).toEqual(
    expect.arrayContaining([DEPUTY, DASEN]),
  );
  expect(await stateOf(IEN)).toBe("invalid");
  await p.run(later(p.v.now, 7));
  const told = p
    .server()
    .received.filter((one) => one.to === DEPUTY)
    .map(({ mail }) => mail.text);
  expect(told.join()).toContain("n’a pas pu lui être remis : on se tourne vers vous");
});

test("read twice, once more under other numbers, or by two instances at once: it counts once", async () => {
  expect(await read(later(p.v.now, 8))).toEqual({});
  box.renumber();
  expect(await read(later(p.v.now, 9))).toEqual({ again: 1 });
  const before = await p.db.query("select 1 from journal_entry where type = 'deliveries.failed'");
  const incident = await p.declare({ title: "Un autre" });
  await p.run(later(p.v.now, 9));
  const [one] = (await p.rows(incident.id)).filter(({ state }) => state === "sent");
  box.add(dsn({ delivery: one?.id ?? "", address: one?.address ?? "", status: "5.2.2" }), later(p.v.now, 9));
  await Promise.all([read(later(p.v.now, 10)), read(later(p.v.now, 10))]);
  const after = await p.db.query("select 1 from journal_entry where type = 'deliveries.failed'");
  expect(after).toHaveLength(before.length + 1);
  expect(await stateOf(one?.address ?? "")).not.toBe("invalid");
});

test("late is no failure, absence is none, an unknown delivery is kept and harms nobody", async () => {
  const incident = await p.declare({ title: "Encore un" });
  await p.run(later(p.v.now, 11));
  const one = (await p.rows(incident.id)).find(({ state }) => state === "sent") as Row;
  const at = later(p.v.now, 12);
  box.add(dsn({ delivery: one.id, action: "delayed", status: "4.4.1" }), at);
  const headers = { To: `retours+${one.id}@${HOST}`, From: "x@y.invalid", "Auto-Submitted": "auto-replied" };
  box.add(plainMail({ ...headers, Subject: "Absent" }, "550 5.1.1"), at);
  box.add(dsn({ delivery: "11111111-1111-4111-8111-111111111111" }), at);
  box.add(Buffer.alloc(500_000, "é"), at);
  expect(await read(later(p.v.now, 13))).toMatchObject({ delayed: 1, failed: 1, reply: 2 });
  const row = to(await p.rows(incident.id), one.address) as Row & { failed_at: Date | null };
  expect(row.failed_at).toBeNull();
  expect(row.history.at(-1)).toMatchObject({
    state: "delayed",
    detail: expect.stringMatching(/^remise retardée.* : serveur du destinataire injoignable, 4\.4\.1$/),
  });
  box.renumber();
  await read(later(p.v.now, 14));
  const again = to(await p.rows(incident.id), one.address);
  expect(again.history.filter(({ state }) => state === "delayed")).toHaveLength(1);
});

test("a redirection that fails further on does not condemn the address that we wrote to", async () => {
  await withPerson(p.db, {
    function: "referentNumerique",
    at: "0780580G",
    email: "redirige@agents.example.invalid",
  });
  const incident = await p.declare({ title: "Redirigé" });
  await p.run(later(p.v.now, 15));
  const one = (await p.rows(incident.id)).find(({ state }) => state === "sent") as Row;
  box.add(dsn({ delivery: one.id, address: "ailleurs@perso.invalid" }), later(p.v.now, 16));
  await read(later(p.v.now, 16));
  expect(
    (to(await p.rows(incident.id), one.address) as Row & { failed_at: Date | null }).failed_at,
  ).not.toBeNull();
  const states = await p.db.query(
    "select 1 from person where email = $1 and mail_state = 'invalid' union select 1 from organisation where mail = $1 and mail_state = 'invalid'",
    [one.address],
  );
  expect(states).toEqual([]);
});

test("a mailbox of thousands is read a part at a time and never from its start again; cut in the middle, it goes on", async () => {
  const at = later(p.v.now, 20);
  for (let n = 0; n < 120; n += 1)
    box.add(plainMail({ From: `a${n}@b.invalid`, Subject: `Bonjour ${n}` }, "Merci."), at);
  expect(await read(at, { most: 50 })).toEqual({ reply: 50 });
  box.cut(30);
  await expect(read(at, { most: 50 })).rejects.toThrow();
  box.cut(Number.POSITIVE_INFINITY);
  box.commands.length = 0;
  const rest = await read(at);
  expect((rest.reply ?? 0) + (rest.again ?? 0)).toBeGreaterThanOrEqual(40);
  expect(box.commands.find((line) => line.startsWith("UID SEARCH"))).toMatch(/UID \d+:\*/);
  const kept = await p.db.query("select 1 from mail_return where kind = 'reply'");
  expect(kept).toHaveLength(122);
  expect(await read(at)).toEqual({});
  errors.length = 0;
});

test("a wrong password is an error that says so, and nothing is lost", async () => {
  await expect(read(later(p.v.now, 30), { url: box.url("faux") })).rejects.toThrow();
});
