import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { removeHook, renewSecret, replayCalls, tryHook } from "#app/channel/hooks/commands/act-on-hook.ts";
import { saveHook } from "#app/channel/hooks/commands/save-hook.ts";
import { verify } from "#app/channel/hooks/sign.ts";
import { hookWorker } from "#app/channel/hooks/worker.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { NotFound } from "#app/engine/errors.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { hookServer } from "../mocks/hook-server.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { later } from "../support/world.ts";

const SERVER_SECRET = "secret-des-tests-".repeat(3);
const INSIDE = ["127.0.0.1/32"];

describe.each(["postgres"] as const)("web hooks on %s", (kind) => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let key: string;
  const receiver: { now: Awaited<ReturnType<typeof hookServer>> } = {} as never;
  const errors: unknown[] = [];
  const options = (at: Date, more = {}) => ({
    ...{ serverSecret: SERVER_SECRET, publicUrl: "https://tocsin.example.invalid", inside: INSIDE },
    ...{ now: () => at, onError: (error: unknown) => void errors.push(error), timeoutMs: 2_000, ...more },
  });
  const where = (more = {}) => ({
    dispositif: key,
    serverSecret: SERVER_SECRET,
    inside: INSIDE,
    now: v.now,
    ...more,
  });
  const calls = (hook: string) =>
    db.query<{
      id: string;
      type: string;
      state: string;
      last_error: string | null;
      history: { status: number }[];
    }>("select * from web_hook_call where hook_id = $1 order by position", [hook]);
  const add = async (more: object = {}) => {
    const events = ["incident.declared", "incident.qualified"];
    const input = { name: "SIEM", url: receiver.now.url, events, enabled: true, ...more };
    const saved = await saveHook(db, v.rssi.tenures, input, where());
    if ("errors" in saved) throw new Error(JSON.stringify(saved.errors));
    return saved as { id: string; secret: string };
  };

  beforeAll(async () => {
    db = await freshDatabase(kind);
    v = await smallVersailles(db);
    const [row] = await db.query<{ key: string }>("select key from dispositif");
    key = row?.key ?? "";
    receiver.now = await hookServer();
  });
  beforeEach(async () => {
    await db.query("delete from web_hook");
    receiver.now.calls.length = 0;
    receiver.now.answer(() => 204);
  });
  afterAll(async () => {
    await receiver.now.close();
    await db.close();
    expect(errors).toEqual([]);
  });

  test("what happens is told in order, signed over time stamp and body, without a person's name", async () => {
    const { id, secret } = await add();
    await add({ name: "autre", events: ["crisis.opened"] });
    const incident = await declareIncident(db, v.head, declaration(), v.now);
    expect((await calls(id)).map(({ type, state }) => [type, state])).toEqual([
      ["incident.declared", "queued"],
    ]);
    expect(await hookWorker(db, options(v.now)).run()).toBe(1);
    const [call] = receiver.now.calls;
    const body = JSON.parse(call?.body ?? "{}");
    expect(body).toMatchObject({
      type: "incident.declared",
      dispositif: key,
      seq: 1,
      dossier: {
        ref: incident.ref,
        kind: "incident",
        url: `https://tocsin.example.invalid/incidents/${incident.ref}`,
      },
    });
    expect(call?.body).not.toContain(v.head.person.name);
    const signed = {
      timestamp: call?.headers["tocsin-timestamp"] as string,
      signature: call?.headers["tocsin-signature"] as string,
    };
    const seconds = v.now.getTime() / 1000;
    expect(verify(secret, signed, call?.body ?? "", seconds + 299)).toBe(true);
    expect(verify(secret, signed, call?.body ?? "", seconds + 301)).toBe(false);
    expect(verify(secret, signed, `${call?.body} `, seconds)).toBe(false);
    expect(verify("whsec_autre", signed, call?.body ?? "", seconds)).toBe(false);
    expect(call?.headers["tocsin-id"]).toBe(body.id);
  });

  test("a receiver in trouble is tried again under the same identifier, signed anew; the next entry waits its turn", async () => {
    const { id, secret } = await add();
    receiver.now.answer(() => 503);
    const incident = await declareIncident(db, v.head, declaration({ category: "other" }), v.now);
    await sendEvent(
      db,
      v.rssi,
      incident.id,
      {
        ...{ type: "incident.qualified", field: "partage", severity: "major", certainty: "proven" },
        ...{ category: "other", personalData: false, perimeter: "school" },
      },
      v.now,
    );
    await hookWorker(db, options(v.now)).run();
    expect((await calls(id)).map(({ state, last_error }) => [state, last_error])).toEqual([
      ["queued", "le récepteur a répondu 503"],
      ["queued", null],
    ]);
    receiver.now.answer(() => 200);
    const after = later(v.now, 1);
    await hookWorker(db, options(after)).run();
    expect(receiver.now.calls.map(({ body }) => JSON.parse(body).type)).toEqual([
      "incident.declared",
      "incident.declared",
      "incident.qualified",
    ]);
    const [first, second] = receiver.now.calls;
    expect(first?.body).toBe(second?.body);
    const signed = {
      timestamp: second?.headers["tocsin-timestamp"] as string,
      signature: second?.headers["tocsin-signature"] as string,
    };
    expect(verify(secret, signed, second?.body ?? "", after.getTime() / 1000)).toBe(true);
    expect((await calls(id)).map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  test("redirects are not followed, 410 is for good, slowness is a failure; all can be replayed", async () => {
    const { id } = await add();
    receiver.now.answer((_, n) => [302, 410][n - 1] ?? 204);
    await declareIncident(db, v.head, declaration({ title: "un" }), v.now);
    await hookWorker(db, options(v.now)).run();
    expect((await calls(id))[0]).toMatchObject({
      state: "queued",
      last_error: expect.stringContaining("(302)"),
    });
    await hookWorker(db, options(later(v.now, 1))).run();
    expect((await calls(id))[0]).toMatchObject({ state: "refused" });
    const all = { dispositif: key, hook: id, call: "failed" };
    expect(await replayCalls(db, v.rssi.tenures, all, later(v.now, 2))).toBe(1);
    receiver.now.answer(() => new Promise((resolve) => setTimeout(() => resolve(204), 1_500)));
    await hookWorker(db, options(later(v.now, 2), { timeoutMs: 200 })).run();
    expect((await calls(id))[0]).toMatchObject({
      state: "queued",
      last_error: expect.stringContaining("Pas de réponse"),
    });
    receiver.now.answer(() => 204);
    await hookWorker(db, options(later(v.now, 10))).run();
    expect((await calls(id))[0]?.state).toBe("sent");
    expect((await calls(id))[0]?.history).toHaveLength(4);
  });

  test("two workers at once make each call once; a dead one's claim is taken over", async () => {
    const { id } = await add();
    for (let n = 0; n < 6; n += 1)
      await declareIncident(db, v.head, declaration({ title: `n° ${n}` }), v.now);
    await Promise.all([hookWorker(db, options(v.now)).run(), hookWorker(db, options(v.now)).run()]);
    expect(receiver.now.calls).toHaveLength(6);
    await db.query("update web_hook_call set state = 'sending', claimed_by = 'mort', claimed_at = $1", [
      v.now.toISOString(),
    ]);
    expect(await hookWorker(db, options(later(v.now, 0.5))).run()).toBe(0);
    expect(await hookWorker(db, options(later(v.now, 2))).run()).toBe(6);
    expect((await calls(id)).every(({ state }) => state === "sent")).toBe(true);
  });

  test("an address inside is refused when it is saved, and at the call when it has come to lead there", async () => {
    const input = { name: "SIEM", events: ["incident.declared"], enabled: true };
    for (const url of [
      "https://127.0.0.1/x",
      "https://169.254.169.254/",
      "https://[::1]/",
      "https://localhost/",
      "http://example.org/",
      "ftp://x",
      "https://u:p@example.org/",
    ]) {
      const saved = await saveHook(db, v.rssi.tenures, { ...input, url }, where({ inside: [] }));
      expect(saved, url).toMatchObject({ errors: [{ path: "url" }] });
    }
    const { id } = await add();
    await declareIncident(db, v.head, declaration(), v.now);
    await hookWorker(db, options(v.now, { inside: [] })).run();
    expect((await calls(id))[0]).toMatchObject({ state: "refused" });
    expect(receiver.now.calls).toEqual([]);
  });

  test("its secret is shown once; another address or a new secret makes the old one worthless", async () => {
    const { id, secret } = await add();
    const input = { id, name: "SIEM", url: receiver.now.url, events: ["incident.declared"], enabled: true };
    expect(await saveHook(db, v.rssi.tenures, input, where())).toEqual({ id, secret: null });
    const moved = await saveHook(db, v.rssi.tenures, { ...input, url: `${receiver.now.url}/2` }, where());
    expect((moved as { secret: string }).secret).not.toBe(secret);
    const renewed = await renewSecret(db, v.rssi.tenures, { dispositif: key, hook: id }, SERVER_SECRET);
    const answer = await tryHook(db, v.rssi.tenures, { dispositif: key, hook: id }, options(v.now));
    expect(answer).toMatchObject({ ok: true, status: 204 });
    const [call] = receiver.now.calls;
    const signed = {
      timestamp: call?.headers["tocsin-timestamp"] as string,
      signature: call?.headers["tocsin-signature"] as string,
    };
    expect(verify(renewed, signed, call?.body ?? "", v.now.getTime() / 1000)).toBe(true);
    expect(JSON.parse(call?.body ?? "{}").type).toBe("trial");
    const rows = await db.query<{ secret: Uint8Array }>("select secret from web_hook");
    expect(Buffer.from(rows[0]?.secret ?? []).toString("latin1")).not.toContain("whsec_");
  });

  test("who does not configure channels there does not know that it exists; an exercise calls nobody", async () => {
    const { id } = await add();
    const there = { dispositif: key, hook: id };
    await expect(removeHook(db, v.head.tenures, there)).rejects.toThrow(NotFound);
    await expect(tryHook(db, v.head.tenures, there, options(v.now))).rejects.toThrow(NotFound);
    const incident = await declareIncident(db, v.head, declaration(), v.now);
    await db.query("delete from web_hook_call");
    await db.query(
      "alter table dossier disable trigger dossier_exercise_for_ever, drop constraint dossier_exercise_named",
    );
    await db.query("update dossier set exercise = true where id = $1", [incident.id]);
    await sendEvent(
      db,
      v.rssi,
      incident.id,
      {
        ...{ type: "incident.qualified", field: "partage", severity: "major", certainty: "proven" },
        ...{ category: "other", personalData: false, perimeter: "school" },
      },
      v.now,
    );
    expect(await calls(id)).toEqual([]);
    await removeHook(db, v.rssi.tenures, there);
    expect(await db.query("select 1 from web_hook")).toEqual([]);
  });
});
