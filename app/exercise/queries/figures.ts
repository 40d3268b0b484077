import { exercise as words } from "#app/messages/exercise.ts";
import type { Results } from "./results.ts";

const { results: said } = words;

/** The figures of one exercise in words, in the order in which they are read. */
export function figuresOf(results: Results): { label: string; value: string }[] {
  const minutes = (value: number | null) => (value === null ? said.never : said.minutes(value));
  return [
    { label: said.firstAck, value: minutes(results.firstAck) },
    { label: said.toLock, value: minutes(results.toLock) },
    { label: said.toMessage, value: minutes(results.toMessage) },
    { label: said.deadlines, value: said.of(results.deadlines.met, results.deadlines.all) },
    { label: said.skipped, value: String(results.skipped) },
    { label: said.answered, value: said.of(results.injects.answered, results.injects.fired) },
    { label: said.expected, value: said.of(results.injects.asExpected, results.injects.fired) },
    { label: said.grid, value: said.of(results.grid.yes, results.grid.all) },
    { label: said.simulated, value: String(results.simulated) },
  ];
}
