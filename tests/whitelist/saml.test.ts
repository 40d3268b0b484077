import { SAML } from "@node-saml/node-saml";
import { beforeAll, describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { MetadataRefused, readSamlMetadata } from "#app/whitelist/checks/saml-metadata.ts";
import { ownTime } from "../support/own-time.ts";
import { certificate, type Made } from "./certificate.ts";

const MD = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const acs = (location: string) =>
  `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${location}" index="0"/>`;
const entity = (inside = acs("https://labo.exemple.fr/acs"), more = "") =>
  `<md:EntityDescriptor ${MD} entityID="https://labo.exemple.fr/saml" ID="_1">${more}<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}</md:SPSSODescriptor></md:EntityDescriptor>`;
const refused = (xml: string): string => {
  try {
    readSamlMetadata(xml);
  } catch (error) {
    expect(error).toBeInstanceOf(MetadataRefused);
    return (error as Error).message;
  }
  throw new Error("rien n’a été refusé");
};

describe("hostile SAML metadata", () => {
  test("a bomb of entities, an external one, a parameter one: refused before anything is read of them", () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
    for (const doctype of [
      `<!DOCTYPE lolz [<!ENTITY l0 "lol">${lol}]>`,
      '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE x SYSTEM "http://169.254.169.254/latest/meta-data/">',
      '<!doctype x [<!ENTITY % p SYSTEM "https://pirate.example/p.dtd"> %p;]>',
      "<!ENTITY seul 'x'>",
    ])
      expect(refused(doctype + entity(acs("https://&l9;.fr")))).toContain("DOCTYPE");
    expect(refused(entity(acs("https://&xxe;.fr")))).toContain("bien formé");
  });

  test("huge, too deep, cut in the middle, or not XML at all: a sentence, quickly", () => {
    const start = ownTime();
    expect(refused(entity(acs("https://labo.exemple.fr/acs") + " ".repeat(200_001)))).toContain("200 ko");
    expect(refused(`${"<a>".repeat(60)}${"</a>".repeat(60)}`)).toContain("imbriquées");
    for (const broken of [
      entity().slice(0, 120),
      "",
      "PK\u0003\u0004",
      "{}",
      `${entity()}${entity()}`,
      entity().replace("md:SPSS", "md:IDPSS"),
    ])
      expect(refused(broken).length).toBeGreaterThan(10);
    expect(ownTime() - start).toBeLessThan(1_000);
  });

  test("return addresses that are not exact, not https, of an inside name; and those put where they are not the provider's", () => {
    for (const odd of [
      "http://labo.exemple.fr/acs",
      "https://localhost/acs",
      "https://10.0.0.1/acs",
      "https://x:y@labo.exemple.fr/acs",
      "https://labo.exemple.fr/*",
      "https://intranet/acs",
      "https://labo.exemple.fr/a b",
      "javascript:alert(1)",
    ])
      expect(refused(entity(acs(odd))), odd).toMatch(/n’est pas exacte/);
    const elsewhere = `<md:Extensions><x>${acs("https://pirate.example/acs")}</x></md:Extensions>`;
    expect(readSamlMetadata(entity(undefined, elsewhere)).acs.map(({ location }) => location)).toEqual([
      "https://labo.exemple.fr/acs",
    ]);
    expect(refused(entity(elsewhere))).toContain("Aucune adresse");
    expect(
      refused(entity(Array.from({ length: 21 }, (_, n) => acs(`https://labo.exemple.fr/${n}`)).join(""))),
    ).toContain("vingt");
  });
});

describe("signatures of SAML metadata", () => {
  let signer: Made;
  let other: Made;
  beforeAll(() => {
    signer = certificate("signataire", {});
    other = certificate("autre", {});
  });
  const key = (made: Made, use = "") =>
    `<md:KeyDescriptor${use && ` use="${use}"`}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${made.base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  const signed = (xml: string, path: string, by: Made = signer) => {
    const one = new SignedXml({
      privateKey: by.key,
      publicCert: by.pem,
      signatureAlgorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
    });
    one.addReference({
      xpath: path,
      digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
      transforms: [
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/2001/10/xml-exc-c14n#",
      ],
    });
    one.computeSignature(xml, { location: { reference: "/*", action: "prepend" }, prefix: "ds" });
    return one.getSignedXml();
  };

  test("what a maintained library signs is found exact, its keys kept by their use, the signer's key not among them", () => {
    const provider = certificate("labo.exemple.fr", {});
    const xml = new SAML({
      callbackUrl: "https://labo.exemple.fr/acs",
      issuer: "https://labo.exemple.fr/saml",
      idpCert: other.pem,
      privateKey: provider.key,
      decryptionPvk: other.key,
      signatureAlgorithm: "sha256",
      digestAlgorithm: "sha256",
      signMetadata: true,
    }).generateServiceProviderMetadata(other.pem, provider.pem);
    const read = readSamlMetadata(xml);
    expect(read).toMatchObject({ signed: true, entityId: "https://labo.exemple.fr/saml" });
    expect(read.keys).toEqual([
      { use: "signing", certificate: provider.base64 },
      { use: "encryption", certificate: other.base64 },
    ]);
    const apart = readSamlMetadata(signed(entity(), "/*"));
    expect([apart.signed, apart.keys]).toEqual([true, []]);
  });

  test("changed after it was signed, even by a letter: refused", () => {
    const xml = signed(entity(key(signer) + acs("https://labo.exemple.fr/acs")), "/*");
    expect(readSamlMetadata(xml).signed).toBe(true);
    expect(refused(xml.replace("labo.exemple.fr/acs", "1abo.exemple.fr/acs"))).toContain("fausse");
    expect(refused(xml.replace(/<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"))).toContain("fausse");
    expect(refused(xml.replaceAll(signer.base64, other.base64))).toContain("fausse");
  });

  test("a true signature of something else, wrapped around the rest, is none", () => {
    const harmless = '<md:Extensions><x ID="_x">rien</x></md:Extensions>';
    const xml = signed(
      entity(key(signer) + acs("https://pirate.example/acs"), harmless),
      "//*[local-name(.)='x']",
    );
    expect(refused(xml)).toContain("ne couvre pas tout");
    const root = signed(entity(key(signer) + acs("https://labo.exemple.fr/acs")), "/*");
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(root)?.[0] ?? "";
    expect(refused(root.replace(signature, `<md:Extensions>${signature}</md:Extensions>`))).toContain(
      "à sa place",
    );
    expect(refused(root.replace(signature, signature + signature))).toContain("plus d’une");
  });
});
