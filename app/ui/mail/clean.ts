/**
 * Text typed by people, made harmless before it goes into a subject, a text or a page: no control character that
 * could start another header, no override that could show words in another order than they are written.
 */
const CONTROLS = /(?!\n)\p{Cc}+/gu;
/** Bidirectional embeddings, overrides, isolates and marks; the letters of right-to-left scripts stay. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LINES = /\r\n?|[\u0085\u2028\u2029]/g;
const LONE_SURROGATE = /\p{Cs}/gu;

/** Cuts first: a title of 10 MB must not cost 10 MB of work, 45,308 times. */
function cut(text: string, most: number): string {
  const near = text.slice(0, most * 2 + 2);
  const points = Array.from(near);
  if (points.length <= most && near.length === text.length) return text;
  return `${points
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
}

/** Several lines of at most `most` characters. */
export function paragraph(text: string, most: number): string {
  const plain = text
    .slice(0, most * 4)
    .replace(LINES, "\n")
    .replace(CONTROLS, " ")
    .replace(DIRECTION, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return cut(text.length > most * 4 ? `${plain} ` : plain, most).trim();
}

/** One line of at most `most` characters. */
export const oneLine = (text: string, most: number): string =>
  paragraph(text.slice(0, most * 4).replace(/\s+/gu, " "), most);

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** For text and attributes of HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => entities[char] as string);
