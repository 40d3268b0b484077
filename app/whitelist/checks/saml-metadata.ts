import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { exactAddress } from "#machines/whitelist-request/v1/address.ts";
import { MetadataRefused } from "./metadata-refused.ts";
import { signedWhole } from "./saml-signature.ts";

export { MetadataRefused } from "./metadata-refused.ts";

export type SamlMetadata = {
  entityId: string;
  acs: { binding: string; location: string }[];
  /** Keys of the service provider itself; `both` where its metadata does not say. */
  keys: { use: "signing" | "encryption" | "both"; certificate: string }[];
  /** Its own signature was found, covers it whole and is exact; who signed is for a person to recognise. */
  signed: boolean;
  wantsSigned: boolean;
};

const MD = "urn:oasis:names:tc:SAML:2.0:metadata";
const DS = "http://www.w3.org/2000/09/xmldsig#";
const LARGEST = 200_000;
const DEEPEST = 40;
const MOST_KEYS = 10;

const refuse = (why: string): never => {
  throw new MetadataRefused(why);
};

/**
 * Reads the metadata of one service provider. A DOCTYPE is refused whole before anything is parsed: no entity is ever
 * declared, fetched or expanded, so no bomb and no file of ours can hide in it. What counts is where it belongs: a
 * return address or a key put elsewhere (an extension, a signature) is not the provider's.
 * @throws MetadataRefused
 */
export function readSamlMetadata(xml: string): SamlMetadata {
  if (xml.length > LARGEST) refuse("Les métadonnées dépassent 200 ko.");
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml))
    refuse("Les métadonnées contiennent un DOCTYPE : il est refusé (entités externes, bombes).");
  const found: SamlMetadata = { entityId: "", acs: [], keys: [], signed: false, wantsSigned: false };
  let [entities, providers] = [0, 0];
  const signers: string[] = [];
  /** Names from the root to here: `md:SPSSODescriptor`, `ds:Signature`, or `?` for any other. */
  const way: string[] = [];
  let use: SamlMetadata["keys"][number]["use"] = "both";
  let certificate: string | null = null;
  const within = (...names: string[]) => way.slice(-names.length).join(" ") === names.join(" ");
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => refuse(`Ce n’est pas du XML bien formé : ${error.message.slice(0, 120)}.`));
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (way.length >= DEEPEST) refuse("Les métadonnées sont trop imbriquées.");
    const value = (name: string) => (attributes[name] as SaxesAttributeNS | undefined)?.value ?? "";
    const name = uri === MD ? `md:${local}` : uri === DS ? `ds:${local}` : "?";
    if (name === "md:EntityDescriptor") {
      entities += 1;
      found.entityId = value("entityID");
    }
    if (name === "md:SPSSODescriptor" && within("md:EntityDescriptor")) {
      providers += 1;
      found.wantsSigned = /^(true|1)$/.test(value("WantAssertionsSigned"));
    }
    if (name === "md:AssertionConsumerService" && within("md:EntityDescriptor", "md:SPSSODescriptor"))
      found.acs.push({ binding: value("Binding").slice(0, 200), location: value("Location") });
    if (name === "md:KeyDescriptor") {
      const given = value("use");
      use = given === "signing" || given === "encryption" ? given : "both";
    }
    if (name === "ds:X509Certificate") certificate = "";
    way.push(name);
  });
  parser.on("text", (text) => {
    if (certificate !== null) certificate += text;
  });
  parser.on("closetag", () => {
    const name = way.pop();
    if (name !== "ds:X509Certificate" || certificate === null) return;
    const clean = certificate.replace(/\s+/g, "");
    certificate = null;
    if (!/^[A-Za-z0-9+/]{1,20000}=*$/.test(clean)) refuse("Un certificat des métadonnées n’en est pas un.");
    if (within("ds:Signature", "ds:KeyInfo", "ds:X509Data")) signers.push(clean);
    else if (within("md:SPSSODescriptor", "md:KeyDescriptor", "ds:KeyInfo", "ds:X509Data"))
      found.keys.push({ use, certificate: clean });
  });
  parser.write(xml).close();
  if (entities !== 1 || providers !== 1)
    refuse("Un seul fournisseur de service est attendu (EntityDescriptor et SPSSODescriptor).");
  if (!found.entityId || found.entityId.length > 500 || /[\s\p{Cc}]/u.test(found.entityId))
    refuse("L’identifiant d’entité manque, ou n’en est pas un.");
  if (found.acs.length === 0) refuse("Aucune adresse de retour (AssertionConsumerService).");
  if (found.acs.length > 20) refuse("Plus de vingt adresses de retour (AssertionConsumerService).");
  if (found.keys.length > MOST_KEYS) refuse("Plus de dix certificats.");
  for (const { location } of found.acs) {
    const wrong = exactAddress(location);
    if (wrong) refuse(`Une adresse de retour des métadonnées n’est pas exacte : ${wrong}.`);
  }
  const trusted = [...new Set([...signers, ...found.keys.map((one) => one.certificate)])].slice(0, MOST_KEYS);
  return { ...found, signed: signedWhole(xml, trusted) };
}
