import { z } from "zod";
import { httpErrors as say } from "#app/messages/channel/http.ts";
import { httpShape } from "../http/settings.ts";
import { wordSettings } from "../word-fields.ts";

export const smsWords = {
  families: "parents",
  pupils: "eleves",
  teachers: "enseignants",
  staff: "personnels",
};

/** « 0,0450 » in ten-thousandths of a euro; null for an empty field. */
export function amountOf(text: string): number | null {
  const given = text.replace(/[\s€]/g, "").replace(",", ".");
  return given ? Math.round(Number(given) * 10_000) : null;
}
const amount = (message: string, empty: boolean) =>
  z
    .string()
    .trim()
    .max(20)
    .refine((text) => {
      if (!text) return empty;
      const value = amountOf(text);
      return value !== null && Number.isFinite(value) && value >= 0 && value <= 1e10;
    }, message);

const line = /^\s*([\w-]{1,40})\/(families|pupils|teachers|staff)\s*=\s*(\S.*)$/;
/** What a table says of an address « UAI/profile »: numbers, or the name of a list. */
export function tableOf(text: string): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const one of text.split(/\r?\n/)) {
    const [, uai, profile, to = ""] = line.exec(one) ?? [];
    if (uai)
      table.set(`${uai.toUpperCase()}/${profile}`, [
        ...new Set(
          to
            .split(/[,;]/)
            .map((n) => n.trim())
            .filter(Boolean),
        ),
      ]);
  }
  return table;
}

export const smsSettings = z.object({
  ...httpShape,
  to: z.string().trim().max(200).default(""),
  table: z
    .string()
    .max(60_000)
    .refine((text) => text.split(/\r?\n/).every((one) => !one.trim() || line.test(one)), say.table)
    .default(""),
  sender: z.string().trim().max(30).default(""),
  price: amount(say.price, false),
  mostParts: z
    .string()
    .trim()
    .regex(/^([1-9]|[1-4]\d|50)$/, say.parts)
    .default("4"),
  perMessage: amount(say.amount, true).default(""),
  perMonth: amount(say.amount, true).default(""),
  words: wordSettings(smsWords),
});
export type SmsSettings = z.output<typeof smsSettings>;
