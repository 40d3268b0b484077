import type { QueueStore } from "./queue.ts";

/** The device's own store; where the browser refuses one (private mode, full), this visit's memory. */
export function deviceStore(): QueueStore {
  const memory = new Map<string, string>();
  const held = (): Storage | null => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  };
  return {
    get length() {
      return (held()?.length ?? 0) + memory.size;
    },
    key: (index) => {
      const there = held()?.length ?? 0;
      return index < there ? (held()?.key(index) ?? null) : ([...memory.keys()][index - there] ?? null);
    },
    getItem: (key) => memory.get(key) ?? held()?.getItem(key) ?? null,
    setItem(key, value) {
      try {
        held()?.setItem(key, value);
      } catch {
        memory.set(key, value);
      }
    },
    removeItem(key) {
      memory.delete(key);
      held()?.removeItem(key);
    },
  };
}
