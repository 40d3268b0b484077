import { useEffect, useState } from "react";
import { pauseAfter, type Tape } from "./tape.ts";

/** The moment shown, moved by hand or by the clock; the address follows it, so that it can be sent to somebody. */
export function usePlayer(tape: Tape, read: number, start: number) {
  const [seq, setSeq] = useState(start);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (seq >= read) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => setSeq(seq + 1), pauseAfter(tape.entries, seq));
    return () => clearTimeout(timer);
  }, [playing, seq, read, tape]);
  useEffect(() => {
    // Each arrow key is a moment: only the one where the reader stops is written.
    const timer = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set("a", String(seq));
      history.replaceState(history.state, "", address);
    }, 300);
    return () => clearTimeout(timer);
  }, [seq]);
  const move = (to: number) => {
    setPlaying(false);
    setSeq(Math.max(1, Math.min(to, Math.max(1, read))));
  };
  const toggle = () => {
    if (!playing && seq >= read) setSeq(1);
    setPlaying(!playing);
  };
  return { seq, playing, move, toggle };
}
