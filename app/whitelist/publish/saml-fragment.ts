import type { Entry } from "./published.ts";

const escaped = (text: string) => text.replace(/[<>&"']/g, (one) => `&#${one.charCodeAt(0)};`);

/**
 * Applications reached by SAML, as one EntitiesDescriptor: built anew from what was read and checked of each one's
 * metadata, so that nothing else of the publisher's file goes through.
 */
export function samlEntities(entries: readonly Entry[], dispositif: string): string {
  const descriptors = entries.flatMap(({ saml, name }) => {
    if (!saml) return [];
    const keys = saml.keys.map(
      ({ use, certificate: one }) =>
        `<md:KeyDescriptor${use === "both" ? "" : ` use="${use}"`}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${escaped(one)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    );
    const acs = saml.acs.map(
      ({ binding, location }, n) =>
        `<md:AssertionConsumerService Binding="${escaped(binding)}" Location="${escaped(location)}" index="${n}"/>`,
    );
    return [
      `  <md:EntityDescriptor entityID="${escaped(saml.entityId)}"><!-- ${escaped(name).replaceAll("--", "- ")} -->
    <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="${saml.wantsSigned}">${keys.join("")}${acs.join("")}</md:SPSSODescriptor>
  </md:EntityDescriptor>`,
    ];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Name="${escaped(dispositif)}">
${descriptors.join("\n")}
</md:EntitiesDescriptor>
`;
}

/** The same as a metadata filter of Shibboleth's provider: only these entities are kept of a federation's file. */
export const samlFilter = (entries: readonly Entry[]): string =>
  `<MetadataFilter xmlns="urn:mace:shibboleth:2.0:metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Predicate" direction="include" removeEmptyEntitiesDescriptors="true">
${entries.flatMap(({ saml }) => (saml ? [`  <Entity>${escaped(saml.entityId)}</Entity>`] : [])).join("\n")}
</MetadataFilter>
`;
