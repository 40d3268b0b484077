import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLineState } from "#app/ui/live/use-live.ts";
import type { RoomPage } from "./page.ts";
import { SendQueue, type Waiting } from "./queue.ts";
import { send } from "./send.ts";
import { deviceStore } from "./store.ts";

const NOTHING: readonly Waiting[] = [];
const RETRY_MS = 5_000;
const UNHEARD_MS = 2_500;

export type RoomQueue = {
  /** Null until the page runs: then forms are sent as forms. */
  queue: SendQueue | null;
  items: readonly Waiting[];
  trouble: "away" | "signed-out" | null;
};

/** What this person typed in this room and the server has not taken yet. */
export function useQueue(page: RoomPage, revision: number): RoomQueue {
  const [queue, setQueue] = useState<SendQueue | null>(null);
  const { id, ref, me } = page;
  useEffect(() => {
    const made = new SendQueue({
      prefix: `tocsin-salle:${id}:${me.id}:`,
      store: deviceStore(),
      send: (item) => send(ref, item),
      now: () => new Date(),
      newId,
    });
    setQueue(made);
    void made.flush();
  }, [id, ref, me.id]);

  const items = useSyncExternalStore(
    (changed) => queue?.watch(changed) ?? (() => {}),
    () => queue?.items() ?? NOTHING,
    () => NOTHING,
  );
  const trouble = useSyncExternalStore(
    (changed) => queue?.watch(changed) ?? (() => {}),
    () => queue?.trouble() ?? null,
    () => null,
  );
  // The entry may come before the answer to its sending, or after.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `items`: an answer just heard.
  useEffect(() => queue?.seen(revision), [queue, revision, items]);
  useUnheard(items.some(({ state }) => state === "sent"));
  useRetries(queue, trouble);
  return { queue, items, trouble };
}

/** Taken by the server, but its entry does not come: the live line is cut, so the page is read again. */
function useUnheard(waits: boolean) {
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => latest.current(), UNHEARD_MS);
    return () => clearInterval(timer);
  }, [waits]);
}

/** Tries again when the network says it is back, when the line is, and now and then in between. */
function useRetries(queue: SendQueue | null, trouble: RoomQueue["trouble"]) {
  const line = useLineState();
  useEffect(() => {
    if (line === "open" || line === "back") void queue?.flush();
  }, [queue, line]);
  useEffect(() => {
    if (!queue || !trouble) return;
    const again = () => void queue.flush();
    const timer = setInterval(again, RETRY_MS);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [queue, trouble]);
}

/** `crypto.randomUUID` is only there on secure origins. */
function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
