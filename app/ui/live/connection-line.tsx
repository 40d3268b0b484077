import { useEffect, useState } from "react";
import { frame } from "#app/messages/frame.ts";
import { useLineState } from "./use-live.ts";

const SHOWN_MS = 4_000;

/** A thin line that says when live updates are lost and when they are back; silent otherwise. */
export function ConnectionLine() {
  const state = useLineState();
  const [back, setBack] = useState(false);
  useEffect(() => {
    setBack(state === "back");
    if (state !== "back") return;
    const timer = setTimeout(() => setBack(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const said =
    state === "lost" ? frame.live.lost : state === "ended" ? frame.live.ended : back ? frame.live.back : "";
  // Always there, so that screen readers notice when it begins to speak.
  return (
    <div role="status" className={`tocsin-line tocsin-line--${said ? state : "quiet"}`}>
      {said}
    </div>
  );
}
