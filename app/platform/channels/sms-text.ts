import { SegmentedMessage } from "sms-segments-calculator";

export type SmsParts = {
  encoding: "GSM-7" | "UCS-2";
  /** As a reader counts them: an emoji is one. */
  characters: number;
  /** What is paid for: each is one SMS of the network. */
  parts: number;
  /** Characters that force UCS-2, each once, in order: what to replace to pay less. */
  odd: string[];
};

/**
 * How many SMS a text is: 160 signs of GSM-7 in one part and 153 a part in several (€ [ ] { } ~ ^ | \ count two), or
 * 70 and 67 of UCS-2 as soon as one character is outside GSM-7 (ê, ’, « », œ, emoji). The parts are those that the
 * network cuts: a character on two units never stands astride.
 */
export function smsParts(text: string): SmsParts {
  const message = new SegmentedMessage(text.replace(/\r\n?/g, "\n"));
  return {
    encoding: message.encodingName,
    characters: message.graphemes.length,
    parts: text === "" ? 0 : message.segmentsCount,
    odd: message.encodingName === "UCS-2" ? [...new Set(message.getNonGsmCharacters())] : [],
  };
}

/** Prices are kept in ten-thousandths of a euro: 0,0450 € is 450, and no sum is off by a rounding. */
export type TenThousandths = number;
export type SmsCost = {
  /** People whose number is known to be counted, and messages that they will get. */
  people: number;
  cost: TenThousandths;
  /** Schools and profiles without a headcount: their cost is unknown, and said so. */
  unknown: number;
};

/** @param headcounts people of each school and profile; null: nobody has counted them. */
export function smsCost(
  parts: number,
  price: TenThousandths,
  headcounts: readonly (number | null)[],
): SmsCost {
  const people = headcounts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return { people, cost: people * parts * price, unknown: headcounts.filter((one) => one === null).length };
}
