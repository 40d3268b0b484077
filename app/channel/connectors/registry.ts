import { type AnyConnector, serves } from "./connector.ts";
import { entcoreConnector } from "./entcore/connector.ts";
import { flashConnector } from "./entcore-flash/connector.ts";
import { feedConnector } from "./feed/connector.ts";
import { httpConnector } from "./http/connector.ts";
import { mailConnector } from "./mail/connector.ts";
import { smsConnector } from "./sms/connector.ts";

/** Every kind of way out, in the order in which a channel proposes them. Adding one is adding its line here. */
export const connectors: readonly AnyConnector[] = [
  entcoreConnector,
  flashConnector,
  smsConnector,
  mailConnector,
  httpConnector,
  feedConnector,
];

export const connectorOf = (key: string): AnyConnector | null =>
  connectors.find((one) => one.key === key) ?? null;

/** What can open a channel, the first proposed first; none: this console has no such channel. */
export const connectorsFor = (channel: string): AnyConnector[] =>
  connectors.filter((one) => serves(one, channel));

/** Fields whose values never go back to a page. */
export const secretFields: ReadonlySet<string> = new Set(
  connectors.flatMap(({ fields }) => fields.filter(({ kind }) => kind === "secret").map(({ name }) => name)),
);

/** Channels that any dispositif has; those of third parties come with their attestation (MBN-7). */
export const channelKeys: readonly string[] = [
  ...new Set(connectors.flatMap((one) => one.serves).filter((key) => key !== "third-party:*")),
];
