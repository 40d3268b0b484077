import { describe, expect, test } from "vitest";
import { type QueueStore, SendQueue, type Sent, type Waiting } from "#app/crisis/room-state/queue.ts";

/** A device's store, as two visits share it. */
function device(): QueueStore & { keys(): string[] } {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

/** A room of one person on that device; `answers` are what the server says, in order. */
function visit(store: QueueStore, answer: (item: Waiting) => Sent | Promise<Sent>) {
  const sent: Waiting[] = [];
  let minute = 0;
  const queue = new SendQueue({
    prefix: "salle:crise:personne:",
    store,
    send: async (item) => {
      sent.push(item);
      return answer(item);
    },
    now: () => new Date(Date.UTC(2026, 2, 24, 2, minute++)),
    newId: () => `id-${minute}-${Math.random()}`,
  });
  return { queue, sent, contents: () => sent.map(({ body }) => body.content) };
}
const line = (content: string) => ({ type: "log.entered", kind: "fait", content });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("what is typed in a room", () => {
  test("is sent at once, and leaves the device when the server took it and the room shows it", async () => {
    const store = device();
    const { queue, sent } = visit(store, () => ({ ok: { revision: 12 } }));
    queue.add(line("Une patrouille arrive"));
    await settled();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({ id: sent[0]?.id, typedAt: "2026-03-24T02:00:00.000Z" });
    expect(store.keys()).toEqual([]);
    expect(queue.items()).toMatchObject([{ state: "sent", revision: 12 }]);
    queue.seen(11);
    expect(queue.items()).toHaveLength(1);
    queue.seen(12);
    expect(queue.items()).toEqual([]);
  });

  test("waits on the device while there is no network, and goes in the order it was typed", async () => {
    const store = device();
    let network = false;
    const { queue, contents } = visit(store, () => (network ? { ok: { revision: 3 } } : "away"));
    queue.add(line("première"));
    queue.add(line("deuxième"));
    await settled();
    expect(queue.trouble()).toBe("away");
    expect(queue.items().map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(store.keys()).toHaveLength(2);
    network = true;
    await queue.flush();
    expect(contents().slice(-2)).toEqual(["première", "deuxième"]);
    expect(queue.trouble()).toBeNull();
    expect(store.keys()).toEqual([]);
  });

  test("survives a reload, with the same id and the hour at which it was typed", async () => {
    const store = device();
    const before = visit(store, () => "away");
    const id = before.queue.add(line("gardée"));
    await settled();
    const after = visit(store, () => ({ ok: { revision: 4 } }));
    await after.queue.flush();
    expect(after.sent).toMatchObject([
      { id, typedAt: "2026-03-24T02:00:00.000Z", body: { id, content: "gardée" } },
    ]);
  });

  test("an attempt whose answer was never heard is made again under the same id", async () => {
    const store = device();
    let heard = false;
    const one = visit(store, () => {
      if (heard) return { ok: { revision: 5 } };
      throw new TypeError("Failed to fetch");
    });
    const id = one.queue.add(line("perdue en route"));
    await settled();
    heard = true;
    await one.queue.flush();
    expect(one.sent.map((item) => item.id)).toEqual([id, id]);
    expect(one.sent[0]?.body).toEqual(one.sent[1]?.body);
  });

  test("refused, it keeps its words and does not hold back what was typed after", async () => {
    const store = device();
    const because = "« Prévenir » est déjà prise par Sam.";
    const { queue, sent } = visit(store, ({ body }) =>
      body.type === "step.taken" ? { refused: { because, instead: [] } } : { ok: { revision: 6 } },
    );
    const id = queue.add({ type: "step.taken", step: "prevenir" });
    queue.add(line("ensuite"));
    await settled();
    expect(sent).toHaveLength(2);
    expect(queue.items()[0]).toMatchObject({ id, state: "refused", answer: { refused: { because } } });
    expect(store.keys()).toHaveLength(1);
    queue.discard(id);
    expect(store.keys()).toEqual([]);
  });

  test("what was refused can be sent again when things have changed", async () => {
    let taken = true;
    const { queue } = visit(device(), () =>
      taken ? { refused: { because: "déjà prise", instead: [] } } : { ok: { revision: 7 } },
    );
    const id = queue.add({ type: "step.taken", step: "prevenir" });
    await settled();
    taken = false;
    queue.retry(id);
    await settled();
    expect(queue.items()).toMatchObject([{ id, state: "sent" }]);
  });

  test("a session that ended keeps everything for whoever signs in again", async () => {
    const store = device();
    const { queue } = visit(store, () => "signed-out");
    queue.add(line("écrite à la fin de la session"));
    await settled();
    expect(queue.trouble()).toBe("signed-out");
    expect(store.keys()).toHaveLength(1);
  });

  test("two tabs of one person never overwrite each other's words; a spoiled place is left out", async () => {
    const store = device();
    const one = visit(store, () => "away");
    const other = visit(store, () => "away");
    one.queue.add(line("d'ici"));
    other.queue.add(line("de là"));
    await settled();
    store.setItem("salle:crise:personne:abîmée", "{");
    store.setItem("salle:crise:autre:x", "rien à moi");
    const next = visit(store, () => ({ ok: { revision: 8 } }));
    await next.queue.flush();
    expect(next.contents().sort()).toEqual(["d'ici", "de là"]);
  });
});
