import type { z } from "zod";
import type { CircuitOptions } from "#app/platform/channels/circuit.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import type { OpenChannel } from "./open-channel.ts";

/** One field of the settings form. `secret`: kept encrypted, never shown again. */
export type Field = {
  /** Name in the settings, or in the secret; « words.families » is within « words ». */
  name: string;
  kind: "text" | "url" | "number" | "secret" | "choice" | "area";
  label: string;
  hint?: string;
  required?: boolean;
  most?: number;
  choices?: Record<string, { label: string; hint?: string }>;
  /** Fields of one group stand in one fieldset, under its legend. */
  group?: { legend: string; hint?: string };
};
export type FieldProblem = { path: string; message: string };

/** What a channel can come to know of a message after it was sent (engine/outbox/progress.ts). */
export type Knows = "accepted" | "delivered" | "read" | "failed";

/** What a connector is opened with, besides its settings. */
export type Tools = {
  /** The row of the channel: what it spends and reports is kept under it. */
  channel: { id: string; dispositif: string; key: string };
  sql: Sql;
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM" | "publicUrl"> &
    Partial<Pick<Env, "MAIL_RETURN_PATH" | "dkim" | "TOCSIN_INSIDE_ALLOWED">>;
  serverSecret: string;
  log?: Pick<Log, "warn" | "info">;
  circuit?: CircuitOptions;
  /** Longest wait for one answer, in milliseconds; tests shorten it. */
  timeoutMs?: number;
};

/**
 * A kind of way out: how it is set, what it can know, how it is opened. One folder each, listed once in registry.ts;
 * the form, the vault, the rate, the health, the test and the outbox take it from here.
 */
export type Connector<Settings, Secret> = {
  key: string;
  /** Channel keys that it can open; « third-party:* » is any third party. */
  serves: readonly string[];
  name: string;
  about: string;
  fields: readonly Field[];
  settings: z.ZodType<Settings>;
  /** Values that an empty form shows. */
  proposed: Readonly<Record<string, string>>;
  /** What is kept encrypted, and where it would be sent: it is kept over a change of settings only if that stays. */
  secret?: { schema: z.ZodType<Secret>; boundTo(settings: Settings): string };
  /** What the two say together; each problem by its field. `secret` is null when there is none. */
  check?(settings: Settings, secret: Secret | null): FieldProblem[];
  knows: readonly Knows[];
  /** What it cannot know, in a sentence, where a reader would expect it to. */
  limits?: string;
  /** Messages a minute unless an administrator says otherwise; null: as fast as it answers. */
  ratePerMinute: number | null;
  /** What it has cost this month, for its card; absent: it costs nothing. */
  spent?(sql: Sql, channel: string, settings: Settings, now: Date): Promise<string>;
  /** Opens it; nothing is asked of the other side yet. */
  open(settings: Settings, secret: Secret, tools: Tools): OpenChannel;
};
// biome-ignore lint/suspicious/noExplicitAny: the registry holds connectors of any settings
export type AnyConnector = Connector<any, any>;

export const serves = (connector: AnyConnector, channel: string): boolean =>
  connector.serves.includes(channel) ||
  (channel.startsWith("third-party:") && connector.serves.includes("third-party:*"));
