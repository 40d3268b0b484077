/** Width of a bold letter, as a share of its size, with room for the wider fonts of a device without Marianne. */
const LETTER = 0.6;

/**
 * Cuts a text into lines that fit.
 * @param width and size in pixels.
 * @param most lines kept at most; the last one then ends with « … ».
 */
export function wrap(text: string, width: number, size: number, most = Number.POSITIVE_INFINITY): string[] {
  const room = Math.max(6, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  for (const word of tied(text)
    .split(" ")
    .flatMap((one) => pieces(one, room))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const end = lines[most - 1] ?? "";
  return [...lines.slice(0, most - 1), `${end.slice(0, room - 1).replace(/[\s,;:.]+$/, "")}…`];
}

/** A word longer than a whole line is cut. */
const pieces = (word: string, room: number) =>
  word.length <= room ? [word] : (word.match(new RegExp(`.{1,${room}}`, "gu")) ?? []);

/** French punctuation stays with its word. */
const tied = (text: string) => text.replace(/ ([?!:;»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
