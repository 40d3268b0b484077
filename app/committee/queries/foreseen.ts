import type { Told } from "#app/engine/plan.ts";
import type { Consequences } from "#app/engine/preview.ts";
import { actWords } from "#app/messages/committee-act.ts";
import { functionLabel } from "#app/messages/directory-words.ts";

const words = actWords.consequence;
/** People named one by one; above it, only their number. */
const NAMED = 40;

/** What an act would do, in plain words: who receives what, which dossiers move, which clocks start. */
export function foreseen(type: string, found: Consequences): string[] {
  const { recipients, effects, told, alsoAlerted } = found;
  const unique = [...new Map(recipients.map((one) => [`${one.name} ${one.address}`, one])).values()];
  const reached = unique.filter(({ address }) => address);
  const deadline = effects.flatMap((one) => (one.do === "start-deadline" && one.deadline.shown !== false ? [one.deadline.name] : []));
  const lines = [
    ...(type === "item.decided" ? [words.written] : []),
    ...moved(told),
    ...(alsoAlerted.length > 0 ? [words.alsoTold(new Set(alsoAlerted.map(({ name, address }) => `${name} ${address}`)).size)] : []),
    ...(reached.length > 0 ? [words.mails(reached.length)] : []),
    ...reached.slice(0, NAMED).map((one) => words.mail(one.name, functionLabel(one.function), one.organisation_name)),
    ...unique.filter(({ address }) => !address).map((one) => words.unreachable(one.name)),
    ...(type === "meeting.convened" && reached.length > 0 ? [words.invitation] : []),
    ...deadline.map(words.clock),
    ...effects.flatMap((one) => (one.do === "open-task" ? [words.task(one.task.title)] : [])),
  ];
  return lines.length > 0 ? lines : [words.nothing];
} // biome-ignore format: one line each

/** The lock and the instance follow by themselves: what people know by name is what they would ask about. */
const moved = (told: Told[]) =>
  [...new Map(told.map(({ row, stepped }) => [row.id, { row, stepped }])).values()]
    .filter(({ row }) => row.kind !== "lock" && row.kind !== "instance" && row.kind !== "meeting")
    .map(({ row, stepped }) => words.told(row.ref, stepped.title));
