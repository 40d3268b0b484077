import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveClient } from "#app/ui/live/client.ts";

class Line {
  static all: Line[] = [];
  readyState = 0;
  sent: unknown[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;
  constructor() {
    Line.all.push(this);
  }
  send = (text: string) => void this.sent.push(JSON.parse(text));
  close = () => this.onclose?.({ code: 1000 });
  open() {
    this.readyState = 1;
    this.hear({ ready: true });
    this.onopen?.();
  }
  hear = (message: unknown) => this.onmessage?.({ data: JSON.stringify(message) });
  static get last() {
    return Line.all.at(-1) as Line;
  }
}

const watching = (dossier = "d") => {
  const client = new LiveClient(() => "ws://x/live", Line as unknown as typeof WebSocket);
  const seen: number[] = [];
  const resync = vi.fn();
  const stop = client.subscribe(
    { dossier, after: 3 },
    { entry: ({ seq }) => seen.push(seq), change: ({ seq }) => seen.push(seq), resync },
  );
  return { client, seen, resync, stop };
};
const entry = (seq: number, dossier = "d") => ({ entry: { dossier, seq, type: "t", at: "" } });

beforeEach(() => {
  Line.all = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("the live line", () => {
  it("asks from the last entry that the page has, and drops what it knows", () => {
    const { seen } = watching();
    Line.last.open();
    expect(Line.last.sent).toEqual([{ subscribe: { dossier: "d", after: 3 } }]);
    for (const seq of [3, 4, 4, 5]) Line.last.hear(entry(seq));
    Line.last.hear(entry(9, "another"));
    expect(seen).toEqual([4, 5]);
  });

  it("comes back after a loss and resumes where it was", () => {
    const { client, seen } = watching();
    Line.last.open();
    Line.last.hear(entry(4));
    Line.last.onclose?.({ code: 1006 });
    expect(client.state).toBe("lost");
    vi.advanceTimersByTime(500);
    expect(Line.all).toHaveLength(2);
    Line.last.open();
    expect(client.state).toBe("back");
    expect(Line.last.sent).toEqual([{ subscribe: { dossier: "d", after: 4 } }]);
    Line.last.hear(entry(5));
    expect(seen).toEqual([4, 5]);
  });

  it("says that it is lost as soon as the device knows, and resumes with the network", () => {
    const { client, seen } = watching();
    Line.last.open();
    client.drop();
    client.drop();
    expect(client.state).toBe("lost");
    client.wake();
    expect(Line.all).toHaveLength(2);
    Line.last.open();
    Line.last.hear(entry(4));
    expect([client.state, seen]).toEqual(["back", [4]]);
  });

  it("waits longer and longer, fifteen seconds at most, and at once when woken", () => {
    const { client } = watching();
    for (let i = 0; i < 12; i++) {
      Line.last.onclose?.({ code: 1006 });
      vi.advanceTimersByTime(15_000);
    }
    expect(Line.all).toHaveLength(13);
    Line.last.onclose?.({ code: 1006 });
    client.wake();
    expect(Line.all).toHaveLength(14);
  });

  it("asks again for its dossiers when the server may have missed something", () => {
    const { resync } = watching();
    Line.last.open();
    Line.last.hear({ resync: true });
    expect(Line.last.sent).toHaveLength(2);
    expect(resync).not.toHaveBeenCalled();
    Line.last.hear({ resync: { dossier: "d" } });
    expect(resync).toHaveBeenCalledOnce();
  });

  it("stops for good when the session has ended, and rests when nothing is watched", () => {
    const ended = watching();
    Line.last.onclose?.({ code: 4401 });
    vi.advanceTimersByTime(60_000);
    expect([ended.client.state, Line.all.length]).toEqual(["ended", 1]);
    const resting = watching();
    resting.stop();
    vi.advanceTimersByTime(60_000);
    expect([resting.client.state, Line.all.length]).toEqual(["idle", 2]);
  });
});
