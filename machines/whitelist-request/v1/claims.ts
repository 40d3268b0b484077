import type { RequestForm } from "./form.ts";

/** A name to compare by: small plain letters and digits, one space between words. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** The entity of SAML metadata as typed; read in full, signature included, by the checks. */
const entityIn = (metadata: string): string =>
  /<(?:[\w-]+:)?EntityDescriptor\b[^>]*?\sentityID\s*=\s*(["'])(.{1,500}?)\1/.exec(metadata)?.[2] ?? "";

/**
 * Under which names one request at a time lives in a dispositif: its publisher (by name, and by number where given)
 * with each address that would be given an identity, and its SAML entity. Another address of the same publisher, as
 * where each school has its own, is another application.
 */
export function claimsOf({ application, link }: RequestForm): string[] {
  const publishers = [plainName(application.publisher), application.publisherId.replace(/\W/g, "")].filter(
    Boolean,
  );
  const addresses = [link.serviceUrl, ...link.redirectUris].map((one) => new URL(one).href);
  const entity = link.protocol === "saml" ? entityIn(link.metadata) : "";
  return [
    ...new Set([
      ...publishers.flatMap((who) => addresses.map((address) => `link ${who} ${address}`)),
      ...(entity ? [`entity ${entity}`] : []),
    ]),
  ];
}
