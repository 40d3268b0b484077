import {
  type FromServer,
  keyOf,
  type LineState,
  type LiveChange,
  type LiveEntry,
  type Subscription,
} from "./protocol.ts";

export type Listener = {
  entry(entry: LiveEntry): void;
  change(change: LiveChange): void;
  /** Something may have been missed: read the page again. */
  resync(): void;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** Closed for good: not signed in, or no right any more. */
const ENDED = new Set([1008, 4401, 4403]);

/**
 * One WebSocket for all that a page watches. Lost, it comes back by itself after a random, growing wait (a
 * thousand pages must not return at once) and asks for each dossier from the last entry that it has.
 */
export class LiveClient {
  state: LineState = "idle";
  private socket?: WebSocket | undefined;
  private timer?: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private readonly watched = new Map<string, { subscription: Subscription; listeners: Set<Listener> }>();
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly url: () => string,
    private readonly Socket: typeof WebSocket = WebSocket,
  ) {}

  /** @returns how to stop. */
  subscribe(subscription: Subscription, listener: Listener): () => void {
    const key = keyOf(subscription);
    const known = this.watched.get(key) ?? {
      subscription: { ...subscription },
      listeners: new Set<Listener>(),
    };
    known.listeners.add(listener);
    if (!this.watched.has(key)) {
      this.watched.set(key, known);
      if (this.socket?.readyState === 1) this.ask(known.subscription);
    }
    if (!this.socket && !this.timer) this.connect();
    return () => {
      known.listeners.delete(listener);
      if (known.listeners.size === 0) this.watched.delete(key);
      if (this.watched.size === 0) this.stop();
    };
  }

  /** Hears of changes of `state`. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  /** Tries at once instead of waiting: the network or the person is back. */
  wake() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.connect();
  }

  /** The device says that it has no network: a socket that nobody answers may take minutes to notice. */
  drop() {
    const socket = this.socket;
    if (!socket) return;
    this.socket = undefined;
    socket.close();
    this.lose();
  }

  private connect() {
    this.timer = undefined;
    if (this.state === "idle") this.become("connecting");
    const socket = new this.Socket(this.url());
    this.socket = socket;
    socket.onopen = () => {
      for (const { subscription } of this.watched.values()) this.ask(subscription);
    };
    socket.onmessage = ({ data }) => this.hear(JSON.parse(String(data)) as FromServer);
    socket.onclose = ({ code }) => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      if (ENDED.has(code)) return this.become("ended");
      this.lose();
    };
  }

  private lose() {
    this.become("lost");
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++);
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  private ask(subscription: Subscription) {
    this.socket?.send(JSON.stringify({ subscribe: subscription }));
  }

  private hear(message: FromServer) {
    if ("ready" in message) {
      this.attempts = 0;
      if (this.state !== "back") this.become(this.state === "lost" ? "back" : "open");
    } else if ("entry" in message) this.deliver(message.entry, (listener) => listener.entry(message.entry));
    else if ("change" in message) this.deliver(message.change, (listener) => listener.change(message.change));
    else if ("resync" in message) this.resync(message.resync);
  }

  private deliver(what: LiveChange, tell: (listener: Listener) => void) {
    for (const listener of this.watched.get("feed")?.listeners ?? [])
      listener.change({ dossier: what.dossier, seq: what.seq });
    const dossier = this.watched.get(what.dossier);
    if (!dossier || !("after" in dossier.subscription)) return;
    // Resuming may send again what arrived just before the line broke.
    if (what.seq <= dossier.subscription.after) return;
    dossier.subscription.after = what.seq;
    for (const listener of dossier.listeners) tell(listener);
  }

  /** Dossiers are asked for again from the last entry held; the feed has no number to resume from. */
  private resync(which: true | { dossier: string }) {
    for (const [key, { subscription, listeners }] of this.watched)
      if (which === true && key !== "feed") this.ask(subscription);
      else if (which === true || which.dossier === key) for (const listener of listeners) listener.resync();
  }

  private become(state: LineState) {
    this.state = state;
    for (const changed of this.watchers) changed();
  }

  private stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.attempts = 0;
    this.become("idle");
  }
}
