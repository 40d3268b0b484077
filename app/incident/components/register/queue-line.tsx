import { deliveries } from "#app/messages/deliveries.ts";
import { formatNumber } from "#app/ui/progress.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";

type Props = { waiting: number; retried: number; oldest: string | null };

/** Whether messages leave: what waits in the queue, and for how long. */
export function QueueLine({ waiting, retried, oldest }: Props) {
  const { now } = useClock();
  if (!oldest) return <p>{deliveries.queue.empty}</p>;
  const age = formatSpan(now - Date.parse(oldest));
  return (
    <p>
      {deliveries.queue.waiting(formatNumber(waiting), waiting > 1, age)}{" "}
      {retried > 0 && deliveries.queue.retried(formatNumber(retried), retried > 1)}
    </p>
  );
}
