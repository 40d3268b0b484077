import { createVerify, X509Certificate } from "node:crypto";
import { SAML } from "@node-saml/node-saml";
import { DOMParser, type Element } from "@xmldom/xmldom";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { readSamlMetadata } from "#app/whitelist/checks/saml-metadata.ts";
import type { Entry } from "#app/whitelist/publish/published.ts";
import { samlEntities, samlFilter } from "#app/whitelist/publish/saml-fragment.ts";
import { certificate, type Made } from "./certificate.ts";

const NOW = () => new Date();
const entry = (key: string, saml: Entry["saml"]): Entry => ({
  ...{ key, ref: "APP-2026-001", name: `${key} <&> -- « virtuel »`, publisher: "Éditions", purpose: "pedagogical", organisation: "0511234A" },
  ...{ protocol: "saml", serviceUrl: `https://${key}.exemple.fr/`, redirectUris: [], logoutUrl: null, clientId: null, saml },
  ...{ attributes: ["uid"], profiles: ["pupils"], since: "", until: null },
}); // biome-ignore format: one application

const parsed = (xml: string): Element =>
  new DOMParser().parseFromString(xml, "text/xml").documentElement as Element;
const all = (of: Element, name: string): Element[] => Array.from(of.getElementsByTagNameNS("*", name));

/** What an identity provider knows of a service provider, read from the published fragment. */
function fromFragment(xml: string) {
  const root = parsed(xml);
  expect(root.localName).toBe("EntitiesDescriptor");
  return new Map(
    all(root, "EntityDescriptor").map((one) => [
      one.getAttribute("entityID") ?? "",
      {
        acs: all(one, "AssertionConsumerService").map((acs) => acs.getAttribute("Location") ?? ""),
        wantsSigned: all(one, "SPSSODescriptor")[0]?.getAttribute("WantAssertionsSigned") === "true",
        keys: all(one, "KeyDescriptor").map((key) => ({
          use: key.getAttribute("use"),
          certificate: all(key, "X509Certificate")[0]?.textContent ?? "",
        })),
      },
    ]),
  );
}

describe("the published SAML fragment, in the hands of a maintained SAML library", () => {
  let idp: Made;
  let provider: Made;
  let sp: SAML;
  let fragment: string;
  const entityId = "https://labo.exemple.fr/saml?a=1&b=2";
  beforeAll(() => {
    idp = certificate("ent", {});
    provider = certificate("labo", {});
    sp = new SAML({
      ...{ callbackUrl: "https://labo.exemple.fr/acs", issuer: entityId, audience: entityId, entryPoint: "https://ent.exemple.fr/sso" },
      ...{ idpCert: idp.pem, privateKey: provider.key, publicCert: provider.pem, signatureAlgorithm: "sha256", digestAlgorithm: "sha256" },
      ...{ wantAssertionsSigned: true, wantAuthnResponseSigned: false },
    }); // biome-ignore format: one provider
    const saml = readSamlMetadata(sp.generateServiceProviderMetadata(null, provider.pem));
    const other = new SAML({
      callbackUrl: "https://autre.exemple.fr/acs",
      issuer: "urn:autre",
      idpCert: idp.pem,
    });
    fragment = samlEntities(
      [
        entry("labo", saml),
        entry("autre", readSamlMetadata(other.generateServiceProviderMetadata(null, null))),
      ],
      "Mon Bureau Numérique",
    );
  });

  test("an identity provider that knows nothing else verifies the service's request and signs people in there", async () => {
    const known = fromFragment(fragment).get(entityId);
    expect(known).toMatchObject({
      acs: ["https://labo.exemple.fr/acs"],
      wantsSigned: true,
      keys: [{ use: "signing" }],
    });
    // The service asks, signed; the ENT believes it by the key of the fragment.
    const asked = new URL(await sp.getAuthorizeUrlAsync("relais", undefined, {}));
    const [query, signature] = [
      asked.search.slice(1).replace(/&Signature=.*$/, ""),
      asked.searchParams.get("Signature") ?? "",
    ];
    const key = new X509Certificate(Buffer.from(known?.keys[0]?.certificate ?? "", "base64")).publicKey;
    expect(createVerify("sha256").update(query).verify(key, signature, "base64")).toBe(true);
    expect(
      createVerify("sha256").update(query.replace("relais", "autre")).verify(key, signature, "base64"),
    ).toBe(false);
    // It answers at the address and for the audience of the fragment; the service lets the pupil in.
    const response = (audience: string) =>
      Buffer.from(answered({ acs: known?.acs[0] ?? "", audience, by: idp })).toString("base64");
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: response(entityId) });
    expect(profile).toMatchObject({ nameID: "e123", issuer: "https://ent.exemple.fr" });
    await expect(sp.validatePostResponseAsync({ SAMLResponse: response("urn:autre") })).rejects.toThrow(
      /audience/i,
    );
  });

  test("names with < & -- and quotes leave it well formed, and each application is there once", async () => {
    expect([...fromFragment(fragment).keys()]).toEqual([entityId, "urn:autre"]);
  });

  test("the metadata filter keeps of a federation's file what is on the list, and nothing else", async () => {
    const federation = fromFragment(fragment);
    const listed = [entry("labo", { entityId, acs: [], keys: [], signed: false, wantsSigned: false })];
    const root = parsed(samlFilter(listed));
    expect([root.localName, root.getAttribute("direction")]).toEqual(["MetadataFilter", "include"]);
    const kept = all(root, "Entity").map((one) => one.textContent);
    expect([...federation.keys()].filter((id) => kept.includes(id))).toEqual([entityId]);
  });
});

/** The answer of an ENT, its assertion signed. */
function answered({ acs, audience, by }: { acs: string; audience: string; by: Made }): string {
  const at = NOW().toISOString();
  const until = new Date(NOW().getTime() + 60_000).toISOString();
  const safe = (text: string) => text.replaceAll("&", "&amp;");
  const xml = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" IssueInstant="${at}" Destination="${safe(acs)}"><saml:Issuer>https://ent.exemple.fr</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_a" Version="2.0" IssueInstant="${at}"><saml:Issuer>https://ent.exemple.fr</saml:Issuer><saml:Subject><saml:NameID>e123</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${safe(acs)}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${safe(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at}"/></saml:Assertion></samlp:Response>`;
  const signed = new SignedXml({
    privateKey: by.key,
    signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
  });
  const assertion = "//*[local-name()='Assertion']";
  signed.addReference({
    xpath: assertion,
    digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
    transforms: [
      "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
    ],
  });
  signed.computeSignature(xml, {
    location: { reference: `${assertion}/*[local-name()='Issuer']`, action: "after" },
  });
  return signed.getSignedXml();
}
