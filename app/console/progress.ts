import { Presets, SingleBar } from "cli-progress";
import type { Io } from "./command.ts";

/** A progress bar on a terminal, a line every ten seconds elsewhere. */
export function progress(io: Io, unit: string) {
  const started = Date.now();
  let said = started;
  let bar: SingleBar | undefined;
  const format = `{bar} {percentage} % · {value}/{total} ${unit} · {eta_formatted}`;
  return {
    at(done: number, total?: number) {
      if (io.tty && total) {
        if (!bar) {
          bar = new SingleBar(
            { format, stream: process.stderr, clearOnComplete: true },
            Presets.shades_classic,
          );
          bar.start(total, done);
        }
        bar.setTotal(total);
        bar.update(done);
      } else if (Date.now() - said > 10_000) {
        said = Date.now();
        io.err(`${done.toLocaleString("fr-FR")} ${unit}\n`);
      }
    },
    end: () => bar?.stop(),
  };
}
