import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";

/** Over how long pages spread their reading again: 5,500 decisions must not be 5,500 readings. */
const SOON = { least: 2_000, spread: 6_000 };

/** Reads the page again some seconds after the message moved, never more than once in that time, nor behind a tab. */
export function useMessageLive({ id, revision }: { id: string; revision: number }) {
  const readAgain = useReadAgain();
  const again = () => readAgain(SOON);
  useLive({ dossier: id, after: revision }, { entry: again, change: again });
}
