import { useEffect, useState } from "react";
import { deviceStore } from "./store.ts";

/** Text that survives a reload or a dead battery until it is sent: what was typed is never lost. */
export function useStoredText(key: string, start = ""): [string, (text: string) => void] {
  const [text, setText] = useState(start);
  useEffect(() => {
    const kept = deviceStore().getItem(key);
    if (kept) setText(kept);
  }, [key]);
  return [
    text,
    (given) => {
      setText(given);
      if (given) deviceStore().setItem(key, given);
      else deviceStore().removeItem(key);
    },
  ];
}
