import { DOMParser } from "@xmldom/xmldom";
import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { SignedXml } from "xml-crypto";

export type SamlMetadata = {
  entityId: string;
  acs: { binding: string; location: string }[];
  certificates: string[];
  /** Its own signature was found and is exact; who signed is for a person to recognise. */
  signed: boolean;
  wantsSigned: boolean;
};
/** Why metadata is not taken; a French sentence. */
export class MetadataRefused extends Error {}

const MD = "urn:oasis:names:tc:SAML:2.0:metadata";
const DS = "http://www.w3.org/2000/09/xmldsig#";
const LARGEST = 200_000;
const DEEPEST = 40;

/**
 * Reads the metadata of one service provider. A DOCTYPE is refused whole before anything is parsed: no entity is ever
 * declared, fetched or expanded, so no bomb and no file of ours can hide in it.
 * @throws MetadataRefused
 */
export function readSamlMetadata(xml: string): SamlMetadata {
  const refuse = (why: string): never => {
    throw new MetadataRefused(why);
  };
  if (xml.length > LARGEST) refuse("Les métadonnées dépassent 200 ko.");
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml))
    refuse("Les métadonnées contiennent un DOCTYPE : il est refusé (entités externes, bombes).");
  const found: SamlMetadata = { entityId: "", acs: [], certificates: [], signed: false, wantsSigned: false };
  let [depth, entities, providers] = [0, 0, 0];
  let certificate: string | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => refuse(`Ce n’est pas du XML bien formé : ${error.message.slice(0, 120)}.`));
  parser.on("opentag", ({ uri, local, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) refuse("Les métadonnées sont trop imbriquées.");
    const value = (name: string) => (attributes[name] as SaxesAttributeNS | undefined)?.value ?? "";
    if (uri === MD && local === "EntityDescriptor") {
      entities += 1;
      found.entityId = value("entityID");
    }
    if (uri === MD && local === "SPSSODescriptor") {
      providers += 1;
      found.wantsSigned = value("WantAssertionsSigned") === "true";
    }
    if (uri === MD && local === "AssertionConsumerService")
      found.acs.push({ binding: value("Binding").slice(0, 200), location: value("Location").slice(0, 500) });
    if (uri === DS && local === "X509Certificate") certificate = "";
  });
  parser.on("text", (text) => {
    if (certificate !== null) certificate += text;
  });
  parser.on("closetag", ({ uri, local }) => {
    depth -= 1;
    if (uri === DS && local === "X509Certificate" && certificate !== null) {
      const clean = certificate.replace(/\s+/g, "");
      if (!/^[A-Za-z0-9+/]+=*$/.test(clean)) refuse("Un certificat des métadonnées n’en est pas un.");
      if (!found.certificates.includes(clean)) found.certificates.push(clean);
      certificate = null;
    }
  });
  parser.write(xml).close();
  if (entities !== 1 || providers !== 1)
    refuse("Un seul fournisseur de service est attendu (EntityDescriptor et SPSSODescriptor).");
  if (!found.entityId || found.entityId.length > 500) refuse("L’identifiant d’entité manque.");
  if (found.acs.length === 0 || found.acs.length > 20)
    refuse("Aucune adresse de retour (AssertionConsumerService).");
  for (const { location } of found.acs)
    if (!URL.canParse(location) || new URL(location).protocol !== "https:")
      refuse(`Une adresse de retour n’est pas en https : ${location.slice(0, 80)}.`);
  return {
    ...found,
    certificates: found.certificates.slice(0, 10),
    signed: signature(xml, found.certificates),
  };
}

/** @throws MetadataRefused when it is signed and the signature is false. */
function signature(xml: string, certificates: string[]): boolean {
  const document = new DOMParser().parseFromString(xml, "text/xml");
  const [node] = [...Array.from(document.getElementsByTagNameNS(DS, "Signature"))];
  if (!node) return false;
  for (const one of certificates) {
    const signed = new SignedXml({
      publicCert: `-----BEGIN CERTIFICATE-----\n${one.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----`,
    });
    try {
      signed.loadSignature(node as unknown as Node);
      if (signed.checkSignature(xml)) return true;
    } catch {
      // Another certificate may be the signer's.
    }
  }
  throw new MetadataRefused("Les métadonnées portent une signature, et elle est fausse.");
}
