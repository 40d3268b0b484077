import type { Answer, Body } from "./answer.ts";

/** Something that its author sent and that the crisis does not show yet. */
export type Waiting = {
  /** Also the Idempotency-Key: sent twice on a bad network, it happens once. */
  id: string;
  body: Body;
  typedAt: string;
  state: "waiting" | "sending" | "sent" | "refused";
  /** Of the crisis once it was taken. */
  revision?: number;
  answer?: Exclude<Answer, { ok: unknown }>;
};
/** What became of one attempt; "away": no network or no server; "signed-out": the session is over. */
export type Sent = Answer | "away" | "signed-out";
export type QueueStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;
type Options = {
  /** One room of one person: their words are nobody else's. */
  prefix: string;
  store: QueueStore;
  send(item: Waiting): Promise<Sent>;
  now(): Date;
  newId(): string;
};

/**
 * What was typed in a room, kept on the device until the server took it, and sent in order. A refusal keeps the
 * words. Each item has its own place in the store, so that two tabs never overwrite each other's.
 */
export class SendQueue {
  private list: readonly Waiting[];
  private line: "free" | "busy" | "away" | "signed-out" = "free";
  private readonly watchers = new Set<() => void>();

  constructor(private readonly options: Options) {
    this.list = this.stored();
  }

  /** The same array as long as nothing changes. */
  items = (): readonly Waiting[] => this.list;
  /** Whether the last attempt found no server, or no session. */
  trouble = (): "away" | "signed-out" | null =>
    this.line === "away" || this.line === "signed-out" ? this.line : null;
  watch = (changed: () => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  /** @returns the id under which it can be found again. */
  add(given: Body): string {
    const typedAt = this.options.now().toISOString();
    const id = this.options.newId();
    const body = given.type === "log.entered" ? { ...given, id, typedAt } : given;
    this.change([...this.list, { id, body, typedAt, state: "waiting" }]);
    void this.flush();
    return id;
  }

  /** Sends what waits, oldest first; called again when the network is back. */
  async flush(): Promise<void> {
    if (this.line === "busy") return;
    this.line = "busy";
    for (let next = this.next(); next; next = this.next()) {
      this.put({ ...next, state: "sending" });
      const sent = await this.options.send(next).catch(() => "away" as const);
      if (sent === "away" || sent === "signed-out") {
        this.line = sent;
        this.put({ ...next, state: "waiting" });
        return;
      }
      if ("ok" in sent) this.put({ ...next, state: "sent", revision: sent.ok.revision });
      else this.put({ ...next, state: "refused", answer: sent });
    }
    this.line = "free";
    this.tell();
  }

  /** What the room shows by now needs no place here. */
  seen(revision: number) {
    const kept = this.list.filter((one) => one.state !== "sent" || (one.revision ?? 0) > revision);
    if (kept.length !== this.list.length) this.change(kept);
  }

  /** Its author gives it up, or took its words back into the form. */
  discard(id: string) {
    this.change(this.list.filter((one) => one.id !== id));
  }

  /** A refusal may not stand any more: the same words again. */
  retry(id: string) {
    const refused = this.list.find((one) => one.id === id);
    if (!refused) return;
    const { answer: _, ...item } = refused;
    this.put({ ...item, state: "waiting" });
    void this.flush();
  }

  private next = () => this.list.find(({ state }) => state === "waiting");
  private put(item: Waiting) {
    this.change(this.list.map((one) => (one.id === item.id ? item : one)));
  }

  private change(list: readonly Waiting[]) {
    const { prefix, store } = this.options;
    const kept = new Set(list.filter(({ state }) => state !== "sent").map(({ id }) => id));
    for (const { id } of this.list) if (!kept.has(id)) store.removeItem(prefix + id);
    for (const item of list)
      if (kept.has(item.id) && !this.list.includes(item))
        store.setItem(prefix + item.id, JSON.stringify(item));
    this.list = list;
    this.tell();
  }

  private tell() {
    for (const changed of this.watchers) changed();
  }

  /** What an earlier visit left; an attempt whose answer was never heard is made again. */
  private stored(): Waiting[] {
    const { prefix, store } = this.options;
    const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => readItem(store.getItem(key)))
      .map((item) => (item.state === "sending" ? { ...item, state: "waiting" as const } : item))
      .sort((a, b) => a.typedAt.localeCompare(b.typedAt));
  }
}

function readItem(text: string | null): Waiting[] {
  try {
    const item = JSON.parse(text ?? "null") as Waiting | null;
    return item?.id && item.body?.type ? [item] : [];
  } catch {
    return [];
  }
}
