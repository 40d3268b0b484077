import { decodeNamedCharacterReference } from "decode-named-character-reference";

/** Longer than any news: the rest is left. */
const LONGEST = 200_000;
const BLOCK = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/blockquote)\b[^<>]*>/gi;

/** HTML of somebody else as plain text in paragraphs: no tag, no script, no hidden comment is left. */
export function htmlText(html: string): string {
  const text = html
    .slice(0, LONGEST)
    .replace(/<!--[\s\S]*?(-->|$)/g, "")
    .replace(/<(script|style|template|noscript|iframe|svg)\b[\s\S]*?(<\/\1\s*>|$)/gi, "")
    .replace(/\s+/g, " ")
    .replace(/<li\b[^<>]*>/gi, "\n- ")
    .replace(BLOCK, "\n")
    .replace(/<[a-z/!?][^<>]*(>|$)/gi, "");
  return decode(text)
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const decode = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,30}));/gi, (whole, decimal, hex, name) => {
    if (name) return decodeNamedCharacterReference(name) || whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : "\ufffd";
  });
