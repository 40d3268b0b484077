import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smsCost, smsParts } from "#app/platform/channels/sms-text.ts";

describe("how many SMS a text is", () => {
  const a = (n: number) => "a".repeat(n);
  test.each([
    ["nothing", "", "GSM-7", 0, 0],
    ["160 signs", a(160), "GSM-7", 160, 1],
    ["161 signs", a(161), "GSM-7", 161, 2],
    ["two full parts of 153", a(306), "GSM-7", 306, 2],
    ["one more", a(307), "GSM-7", 307, 3],
    ["é, è, à, ù, ç as GSM-7 has them", "éèàùÇ", "GSM-7", 5, 1],
    ["the extension table: € counts two", `${a(159)}€`, "GSM-7", 160, 2],
    ["€ astride two parts goes whole to the next", `${a(152)}€${a(152)}`, "GSM-7", 305, 3],
    ["ê forces UCS-2", "fenêtre", "UCS-2", 7, 1],
    ["70 signs of UCS-2", `ê${a(69)}`, "UCS-2", 70, 1],
    ["71 signs of UCS-2", `ê${a(70)}`, "UCS-2", 71, 2],
    ["an emoji is one character on two units", `😀${a(68)}`, "UCS-2", 69, 1],
    ["one more unit than a part", `😀${a(69)}`, "UCS-2", 70, 2],
    ["2,000 characters in GSM-7", a(2_000), "GSM-7", 2_000, 14],
    ["2,000 characters with one emoji", `${a(1_999)}😀`, "UCS-2", 2_000, 30],
    ["line ends of Windows count once", "a\r\nb", "GSM-7", 3, 1],
  ])("%s", (_, text, encoding, characters, parts) => {
    expect(smsParts(text)).toMatchObject({ encoding, characters, parts });
  });

  test("what forces UCS-2 is named, once each", () => {
    expect(smsParts("L’école fenêtre « fête » 😀").odd).toEqual(["’", "ê", "«", "»", "😀"]);
    expect(smsParts("L'ecole est fermee.").odd).toEqual([]);
  });

  test("never fewer parts than its bytes need, never astride: for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const { encoding, parts } = smsParts(text);
        const units = encoding === "UCS-2" ? text.replace(/\r\n?/g, "\n").length : 0;
        if (encoding === "UCS-2")
          expect(parts).toBeGreaterThanOrEqual(units <= 70 ? 1 : Math.ceil(units / 67));
        expect(parts === 0).toBe(text === "");
      }),
    );
  });

  test("what it costs, and what nobody can say", () => {
    expect(smsCost(2, 450, [100, null, 50])).toEqual({ people: 150, cost: 135_000, unknown: 1 });
    expect(smsCost(3, 450, [])).toEqual({ people: 0, cost: 0, unknown: 0 });
  });
});
