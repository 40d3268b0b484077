import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";

export type Say = (line: string) => void;
const nameOf = ({ tenures }: Caller) =>
  `${tenures[0]?.function} · ${tenures[0]?.organisation?.name ?? "console"}`;

/**
 * A crisis as its people play it: each event a minute after the last, said as it happens. `refused` is for what must
 * not pass: it is printed with its article, and an acceptance fails the demonstration.
 */
export function cellOf(db: Database, dossier: string, t0: Date, say: Say) {
  let minutes = 0;
  const now = () => new Date(t0.getTime() + minutes * 60_000);
  const hour = () =>
    now().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });
  return {
    now,
    pass: (n: number) => {
      minutes += n;
    },
    async act(who: Caller, type: string, data: Record<string, unknown>, words: string) {
      minutes += 1;
      const done = await sendEvent(db, who, dossier, { type, ...data }, now());
      say(`  ${hour()}  ${words}  (${nameOf(who)})`);
      return done;
    },
    async refused(who: Caller, type: string, data: Record<string, unknown>, words: string) {
      minutes += 1;
      const error = await sendEvent(db, who, dossier, { type, ...data }, now()).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof RuleRefused || error instanceof Forbidden))
        throw error ?? new Error(`Ce qui devait être refusé a été accepté : ${words}.`);
      const by =
        error instanceof RuleRefused ? `${error.refusal.rule} (art. ${error.refusal.article})` : "droit";
      say(`  ${hour()}  refusé : ${words}  (${nameOf(who)})\n           ${by} : ${error.message}`);
    },
  };
}
export type Cell = ReturnType<typeof cellOf>;
