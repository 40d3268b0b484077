import { z } from "zod";
import { httpErrors as say } from "#app/messages/channel/http.ts";
import { unknownPlaces } from "#app/platform/channels/template.ts";
import { line } from "../../settings.ts";

/** What a request may say; the rest of a template is the administrator's own. */
export const places = [
  ...["cle", "destinataire", "destinataires", "objet", "texte", "html", "uai", "etablissement", "profil"],
  ...["secret", "retour", "expediteur", "identifiant"],
] as const;

/** https, or an address of a network inside (checked again when it is used); the host is written, never filled in. */
function isAddress(text: string): boolean {
  const bare = text.replace(/\{[a-z]+\}/g, "x");
  if (!URL.canParse(bare) || /^[a-z]+:\/\/[^/?#]*[{}]/i.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(bare);
  if (username || password) return false;
  return (
    protocol === "https:" ||
    (protocol === "http:" && /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/i.test(hostname))
  );
}
const known = (text: string) => unknownPlaces(text, places).length === 0;
const pattern = (most: number) => z.string().trim().max(most, say.long).refine(known, say.place);
export const requestUrl = pattern(500).refine(isAddress, say.url);
const path = z
  .string()
  .trim()
  .max(100, say.long)
  .regex(/^[\w.-]*$/, say.path)
  .default("");

/** Words of a provider for each progress, a line each: « delivered = DELIVRD, remis ». */
const states = z
  .string()
  .trim()
  .max(1_000, say.long)
  .refine(
    (text) =>
      text
        .split(/\r?\n/)
        .every((one) => !one.trim() || /^(accepted|delivered|read|failed)\s*=/.test(one.trim())),
    say.states,
  )
  .default("");

/** How one request is made and its answer read: shared by every connector that passes by HTTP. */
export const httpShape = {
  url: requestUrl,
  method: z.enum(["POST", "PUT"], { error: say.choice }).default("POST"),
  headers: pattern(2_000).default(""),
  bodyType: z.enum(["json", "form"], { error: say.choice }).default("json"),
  body: line(4_000, say.body).refine(known, say.place),
  idPath: path,
  okPath: path,
  okValues: z.string().trim().max(200).default(""),
  errorPath: path,
  /** Errors that trying again will not mend. */
  finalErrors: z.string().trim().max(500).default(""),
  /** Whether it recognises « cle » and delivers once however often it is asked. */
  again: z.enum(["safe", "never"], { error: say.choice }).default("never"),
  statusUrl: z.union([z.literal(""), requestUrl]).default(""),
  statusPath: path,
  states,
  callbackHeader: z
    .string()
    .trim()
    .max(60)
    .regex(/^[\w-]*$/, say.path)
    .default("X-Signature"),
  callbackItems: path,
  callbackId: path,
  callbackState: path,
};
export const httpBase = z.object(httpShape);
export type HttpSettings = z.output<typeof httpBase>;

export const httpSecret = z.object({
  secret: z.string().max(500).default(""),
  callbackSecret: z.string().max(500).default(""),
});
export type HttpSecret = z.output<typeof httpSecret>;

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : "");
/** A secret goes to these servers and to no other. */
export const boundTo = ({ url, statusUrl }: HttpSettings) => `${originOf(url)} ${originOf(statusUrl)}`;

/** The body of a JSON request is JSON before it is filled in. */
export function checkBody({ bodyType, body }: HttpSettings) {
  if (bodyType === "form") return /=/.test(body) ? [] : [{ path: "body", message: say.form }];
  try {
    JSON.parse(body);
    return [];
  } catch {
    return [{ path: "body", message: say.json }];
  }
}

/** @returns what a word of the provider's means; null when nobody said. */
export function progressWord(
  states: string,
  word: unknown,
): "accepted" | "delivered" | "read" | "failed" | null {
  if (typeof word !== "string" && typeof word !== "number") return null;
  const said = String(word).trim().toLowerCase();
  for (const one of states.split(/\r?\n/)) {
    const [, progress, list = ""] = /^\s*(accepted|delivered|read|failed)\s*=(.*)$/.exec(one) ?? [];
    if (progress && list.split(",").some((w) => w.trim().toLowerCase() === said))
      return progress as "accepted" | "delivered" | "read" | "failed";
  }
  return null;
}
