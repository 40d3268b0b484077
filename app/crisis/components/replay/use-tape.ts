import { useEffect, useRef, useState } from "react";
import type { RoomEntry, Rules } from "#machines/crisis/v1/room.ts";
import { Tape } from "./tape.ts";

/** Reads the journal page after page; what is read can already be played. */
export function useTape(ref: string, rules: Rules, total: number) {
  const tape = useRef<Tape>();
  tape.current ??= new Tape(rules);
  const [read, setRead] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const readAll = async () => {
      const known = tape.current as Tape;
      while (known.entries.length < total && !stop.signal.aborted) {
        const before = known.entries.length;
        const answer = await fetch(`/crises/${ref}/rejeu.json?apres=${before}`, { signal: stop.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        known.add(((await answer.json()) as { entries: RoomEntry[] }).entries);
        if (known.entries.length === before) throw new Error("nothing more");
        setRead(known.entries.length);
      }
    };
    readAll().catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, [ref, total]);
  return { tape: tape.current, read, failed };
}
