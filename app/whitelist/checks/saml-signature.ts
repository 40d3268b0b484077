import { DOMParser, type Element } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";
import { MetadataRefused } from "./metadata-refused.ts";

const DS = "http://www.w3.org/2000/09/xmldsig#";

/**
 * Whether a document is signed as a whole by one of these certificates. A signature somewhere in it that covers
 * something else (an extension, another element of the same name) is worth less than none: it is there to deceive.
 * @param certificates base64 of DER
 * @throws MetadataRefused when there is a signature and it is false, or not of the whole
 */
export function signedWhole(xml: string, certificates: readonly string[]): boolean {
  const root = parsed(xml);
  const signatures = Array.from(root.getElementsByTagNameNS(DS, "Signature"));
  const [node] = signatures;
  if (!node) return false;
  const refuse = (why: string): never => {
    throw new MetadataRefused(`Les métadonnées portent une signature, et ${why}.`);
  };
  if (signatures.length > 1) refuse("plus d’une");
  if (node.parentNode !== root) refuse("elle n’est pas à sa place, sous l’élément de tête");
  const exact = certificates.some((one) => signedBy(xml, node, root, one));
  return exact || refuse("elle est fausse, ou ne couvre pas tout");
}

function parsed(xml: string): Element {
  try {
    const root = new DOMParser({
      onError: (level, message) => {
        if (level !== "warning") throw new Error(message);
      },
    }).parseFromString(xml, "text/xml").documentElement;
    if (root) return root;
  } catch {
    // Told below: another reader took it for XML.
  }
  throw new MetadataRefused("Ce n’est pas du XML bien formé.");
}

function signedBy(xml: string, node: Element, root: Element, certificate: string): boolean {
  const signed = new SignedXml({
    publicCert: `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----`,
    getCertFromKeyInfo: () => null,
  });
  try {
    signed.loadSignature(node as unknown as Node);
    if (!signed.checkSignature(xml)) return false;
    const [reference, ...others] = signed.getReferences();
    const id = root.getAttribute("ID");
    return others.length === 0 && (reference?.uri === "" || (Boolean(id) && reference?.uri === `#${id}`));
  } catch {
    // Another certificate may be the signer's.
    return false;
  }
}
