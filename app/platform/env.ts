import ipaddr from "ipaddr.js";
import { z } from "zod";
import { type Dkim, readDkim } from "./dkim.ts";

const url = (what: string, ...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
    message: `${what} attendue, par exemple ${schemes[0]}://…`,
  });

const Environment = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: z.coerce.number({ error: "un numéro de port (0 à 65535)" }).int().min(0).max(65535).default(3000),
  PUBLIC_URL: url("une adresse", "https", "http").optional(),
  DATABASE_URL: url("une base PostgreSQL", "postgres", "postgresql").optional(),
  TOCSIN_DATA_DIR: z.string().min(1, "un dossier").default("./data"),
  SMTP_URL: url("un serveur de courriel", "smtp", "smtps").optional(),
  MAIL_FROM: z.string().min(3, "une adresse d'expéditeur").default("Tocsin <tocsin@localhost.invalid>"),
  DKIM_DOMAIN: z.string().max(255).optional(),
  DKIM_SELECTOR: z.string().max(63).optional(),
  DKIM_KEY_FILE: z.string().optional(),
  MAIL_RETURN_PATH: z.email({ error: "une adresse de courriel" }).optional(),
  MAIL_RETURN_IMAP_URL: url("une boîte aux lettres", "imaps", "imap").optional(),
  SESSION_SECRET: z.string().min(32, "au moins 32 caractères").optional(),
  OIDC_ISSUER: url("un émetteur OpenID Connect", "https", "http").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  TSA_URL: url("un service d'horodatage", "https", "http").optional(),
  TOCSIN_DEMO: z.enum(["0", "1"], { error: "0 ou 1" }).default("0"),
  TOCSIN_OPERATOR: z.string().max(120).default("Espace numérique de travail"),
  TOCSIN_STATE_SERVICE: z.enum(["0", "1"], { error: "0 ou 1" }).default("0"),
  TOCSIN_BRAND: z.string().max(200).default("République\\nFrançaise"),
  TOCSIN_SEAL_MAILBOX: z.email({ error: "une adresse de courriel" }).optional(),
  TOCSIN_INSIDE_ALLOWED: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((network) => network.trim() || []))
    .refine((list) => list.every((network) => ipaddr.isValidCIDR(network)), {
      message: "des réseaux séparés par des virgules, par exemple 10.1.2.3/32",
    }),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});
export type Env = z.infer<typeof Environment> & { publicUrl: string; dkim?: Dkim | undefined };

/**
 * Reads the environment once, at start.
 * @throws Error naming each wrong variable and what was expected; the process stops on it.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} : attendu ${issue.message}`);
    throw new Error(`Configuration refusée.\n${lines.join("\n")}`);
  }
  const publicUrl = (parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, "");
  return { ...parsed.data, publicUrl, dkim: readDkim(parsed.data) };
}
