import { useEffect, useState } from "react";
import { exercise as words } from "#app/messages/exercise.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { type Pace, shownAt } from "#machines/exercise/clock.ts";

/** The story's time, ticking at its own pace; the first rendering shows the server's. */
export function useStory(pace: Pace | null, shown: string): Date {
  const [at, setAt] = useState(() => new Date(shown));
  useEffect(() => {
    setAt(new Date(shown));
    if (!pace || pace.factor === 0) return;
    // The pace of this device's clock is used, never its hour.
    const start = Date.now();
    const timer = setInterval(() => {
      setAt(shownAt({ real: new Date(start).toISOString(), shown, factor: pace.factor }, new Date()));
    }, 1_000);
    return () => clearInterval(timer);
  }, [pace, shown]);
  return at;
}

/** The two clocks of whoever conducts: the story's, large, and how fast it runs. */
export function StoryClock({ pace, shown, running }: { pace: Pace | null; shown: string; running: boolean }) {
  const { zone } = useClock();
  const at = useStory(running ? pace : null, shown);
  return (
    <p className="exo-clock">
      <span>{words.page.storyTime}</span>
      <strong>
        <time dateTime={at.toISOString()}>{formatDateTime(at, zone)}</time>
      </strong>
      <span>{running ? words.page.speed(pace?.factor ?? 1) : words.page.paused}</span>
    </p>
  );
}
