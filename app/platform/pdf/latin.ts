/** What Windows-1252, the encoding of the standard fonts, holds beyond Latin-1. */
const MORE = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

const close: Record<string, string> = {
  "\u202f": "\u00a0",
  "\u2009": "\u00a0",
  "\u2011": "-",
  "−": "–",
  "→": "›",
  "≥": ">=",
  "≤": "<=",
  "\t": " ",
};

/** A text as the fonts that every PDF reader has can write it; what they cannot becomes « ? ». No font is embedded. */
export const latin = (text: string): string =>
  Array.from(text.normalize("NFC").replace(/\r\n?/g, "\n"))
    .map((char) => close[char] ?? char)
    .filter((char) => char === "\n" || char.charCodeAt(0) >= 32)
    .map((char) => (writable(char) ? char : "?"))
    .join("");

const writable = (char: string) =>
  Array.from(char).every((one) => (one.codePointAt(0) ?? 0) < 0x100 || MORE.includes(one));
