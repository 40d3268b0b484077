import type { Entry } from "./published.ts";

/** A service as Apereo CAS reads it from its JSON service registry: one file each, named `<name>-<id>.json`. */
export type CasService = { file: string; service: Record<string, unknown> };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** The service's own address and what is below it, and exact return addresses: nothing beside. */
const serviceId = ({ serviceUrl, redirectUris }: Entry) => {
  const exact = redirectUris.map((uri) => escaped(uri));
  return `^(${[`${escaped(serviceUrl.replace(/\/+$/, ""))}([/?].*)?`, ...exact].join("|")})$`;
};

/** A number that stays with the application: the reference is unique in the console. */
const numberOf = (ref: string) => Number(ref.replace(/\D/g, ""));

/**
 * Applications reached by CAS or OpenID Connect, ready for the registry of Apereo CAS (`service-registry.json`), with
 * no more attributes released than were approved.
 */
export const casServices = (entries: readonly Entry[]): CasService[] =>
  entries.flatMap((entry, n) => {
    if (entry.protocol === "saml") return [];
    const id = numberOf(entry.ref);
    const name = entry.key.replaceAll(/[^A-Za-z0-9]/g, "_");
    const oidc = entry.protocol === "oidc";
    return [
      {
        file: `${name}-${id}.json`,
        service: {
          "@class": oidc
            ? "org.apereo.cas.services.OidcRegisteredService"
            : "org.apereo.cas.services.CasRegisteredService",
          ...(oidc
            ? {
                clientId: entry.clientId,
                serviceId: `^(${entry.redirectUris.map(escaped).join("|")})$`,
                supportedResponseTypes: ["java.util.HashSet", ["code"]],
              }
            : { serviceId: serviceId(entry) }),
          name: entry.name,
          id,
          description: `${entry.publisher} · ${entry.ref}`,
          evaluationOrder: n + 1,
          ...(entry.logoutUrl && { logoutUrl: entry.logoutUrl }),
          attributeReleasePolicy: {
            "@class": "org.apereo.cas.services.ReturnAllowedAttributeReleasePolicy",
            allowedAttributes: ["java.util.ArrayList", entry.attributes],
          },
          accessStrategy: {
            "@class": "org.apereo.cas.services.DefaultRegisteredServiceAccessStrategy",
            enabled: true,
            ssoEnabled: true,
          },
        },
      },
    ];
  });
