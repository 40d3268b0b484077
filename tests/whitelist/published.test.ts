import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Strategy } from "@coursetable/passport-cas";
import { SAML } from "@node-saml/node-saml";
import { parse } from "csv-parse/sync";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { createToken } from "#app/platform/token/create-token.ts";
import { loader as jwks } from "#app/routes/[.]well-known.jwks[.]json.ts";
import { readSamlMetadata } from "#app/whitelist/checks/saml-metadata.ts";
import { casServices } from "#app/whitelist/publish/cas-fragment.ts";
import type { Entry } from "#app/whitelist/publish/published.ts";
import { samlEntities, samlFilter } from "#app/whitelist/publish/saml-fragment.ts";
import { freshDatabase } from "../support/databases.ts";
import { rawCall } from "./raw-call.ts";
import { asking, MORNING, type People, whitelistWorld } from "./real.ts";

let db: Database;
let people: People;
let token: string;
let request: ReturnType<typeof asking>;
const files = {
  json: "whitelist",
  csv: "whitelist.csv",
  cas: "whitelist.cas.json",
  saml: "whitelist.saml.xml",
} as const;
const get = (file: keyof typeof files, headers: Record<string, string> = {}) =>
  rawCall(db, `/api/v1/dispositifs/mbn/${files[file]}`, { authorization: `Bearer ${token}`, ...headers });
beforeAll(async () => {
  db = await freshDatabase();
  people = await whitelistWorld(db);
  token = await createToken(db, {
    email: "prestataire@example.invalid",
    role: "exploitant",
    dispositif: "mbn",
    organisation: "prestataire-mbn",
    now: MORNING,
  });
  request = asking(db, people);
  await request.toActive("Labo virtuel");
  await request.file("Autre", { host: "autre.exemple.fr" });
});
afterAll(() => db.close());

const verified = async (body: string, signature: string) => {
  const keys = await (await jwks({ context: { db, secret: "s".repeat(43) } } as never)).json();
  expect(JSON.stringify(keys)).not.toContain('"d"');
  const [header = "", , mark = ""] = signature.split(".");
  return flattenedVerify(
    { protected: header, payload: Buffer.from(body).toString("base64url"), signature: mark },
    createLocalJWKSet(keys),
  );
};

test("lists what is active, nothing of what is examined, and signs the very bytes", async () => {
  const answer = await get("json");
  const { applications } = JSON.parse(answer.body);
  expect(applications.map((one: Entry) => [one.key, one.attributes])).toEqual([
    ["labo-virtuel", ["uid", "ENTPersonProfils", "ENTPersonStructRattach"]],
  ]);
  const { protectedHeader } = await verified(answer.body, answer.headers.get("x-jws-signature") ?? "");
  expect(protectedHeader).toMatchObject({ alg: "ES256", sub: "mbn/json" });
  await expect(
    verified(answer.body.replace("labo", "faux"), answer.headers.get("x-jws-signature") ?? ""),
  ).rejects.toThrow();
  const rows = parse((await get("csv")).body, { columns: true }) as Record<string, string>[];
  expect(rows).toMatchObject([
    { key: "labo-virtuel", protocol: "cas", serviceUrl: "https://labo.exemple.fr/cas" },
  ]);
});

test("answers 304 while nothing changes, and new bytes as soon as an incident suspends it", async () => {
  const first = await get("json");
  const etag = first.headers.get("etag") ?? "";
  expect((await get("json", { "if-none-match": etag })).status).toBe(304);
  const incident = {
    dispositif: "mbn",
    organisation: "academie-reims",
    title: "Fuite",
    description: "Des comptes circulent.",
    category: "data-leak",
    certainty: "proven",
    noticedAt: request.now().toISOString(),
    compromises: ["sso-application:labo-virtuel"],
  };
  await declareIncident(db, people.rssi, incident, request.now());
  const after = await get("json", { "if-none-match": etag });
  expect([after.status, JSON.parse(after.body).applications]).toEqual([200, []]);
});

test("is for who may read the convention, and says 404 of another dispositif", async () => {
  expect((await rawCall(db, "/api/v1/dispositifs/mbn/whitelist", {})).status).toBe(401);
  expect(
    (await rawCall(db, "/api/v1/dispositifs/autre/whitelist", { authorization: `Bearer ${token}` })).status,
  ).toBe(404);
});

const entry = (more: Partial<Entry> = {}): Entry => ({
  key: "labo",
  ref: "APP-2026-001",
  name: "Labo",
  publisher: "Éditions",
  purpose: "pedagogical",
  organisation: "0511234A",
  protocol: "cas",
  serviceUrl: "http://127.0.0.1/labo",
  redirectUris: [],
  logoutUrl: null,
  clientId: null,
  saml: null,
  attributes: ["uid", "ENTPersonProfils"],
  profiles: ["pupils"],
  since: "",
  until: null,
  ...more,
});

/** The rules of Apereo CAS over its registry: a service whose whole address matches, and the attributes it may have. */
function casServer(services: { serviceId: string; allowed: string[] }[]): Server {
  const people = { uid: "e123", ENTPersonProfils: "National_ELV", mail: "e123@exemple.fr" };
  return createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://cas.invalid");
    const service = url.searchParams.get("service") ?? "";
    const found = services.find((one) => new RegExp(one.serviceId).test(service));
    response.setHeader("content-type", "application/xml");
    if (!found || url.searchParams.get("ticket") !== "ST-1")
      return void response.end(
        `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="INVALID_SERVICE">refus</cas:authenticationFailure></cas:serviceResponse>`,
      );
    const given = Object.entries(people).filter(([name]) => found.allowed.includes(name));
    response.end(
      `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>e123</cas:user><cas:attributes>${given.map(([name, value]) => `<cas:${name}>${value}</cas:${name}>`).join("")}</cas:attributes></cas:authenticationSuccess></cas:serviceResponse>`,
    );
  });
}

test("the CAS fragment lets a real CAS client in for its service alone, with its attributes alone", async () => {
  const [published] = casServices([entry()]);
  expect(published?.file).toBe("labo-2026001.json");
  const service = published?.service as {
    serviceId: string;
    attributeReleasePolicy: { allowedAttributes: [string, string[]] };
  };
  const server = casServer([
    { serviceId: service.serviceId, allowed: service.attributeReleasePolicy.allowedAttributes[1] },
  ]);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signIn = (serviceUrl: string) =>
    new Promise<unknown>((resolve, reject) => {
      const client = new Strategy(
        { version: "CAS3.0", ssoBaseURL: base, serverBaseURL: serviceUrl, callbackURL: serviceUrl },
        (profile: unknown, done: (error: unknown, user: unknown) => void) => done(null, profile),
      );
      Object.assign(client, { success: resolve, fail: reject, error: reject });
      client.authenticate({ query: { ticket: "ST-1" }, headers: {}, url: "/", originalUrl: "/" } as never);
    });
  try {
    expect(await signIn("http://127.0.0.1/labo/retour")).toMatchObject({
      user: "e123",
      attributes: { uid: "e123", entpersonprofils: "National_ELV" },
    });
    expect(JSON.stringify(await signIn("http://127.0.0.1/labo"))).not.toContain("mail");
    for (const other of [
      "http://127.0.0.1/labo-pirate",
      "http://127.0.0.1.pirate.example/labo",
      "http://pirate.example/?http://127.0.0.1/labo",
    ])
      await expect(signIn(other), other).rejects.toThrow();
  } finally {
    server.close();
  }
});

test("an OpenID Connect service is its exact return addresses, and nothing near them", () => {
  const [oidc] = casServices([
    entry({ protocol: "oidc", clientId: "labo", redirectUris: ["https://labo.exemple.fr/retour?a=1"] }),
  ]);
  expect(oidc?.service).toMatchObject({
    "@class": "org.apereo.cas.services.OidcRegisteredService",
    clientId: "labo",
  });
  const pattern = new RegExp(oidc?.service.serviceId as string);
  expect([
    pattern.test("https://labo.exemple.fr/retour?a=1"),
    pattern.test("https://labo.exemple.fr/retour?a=12"),
    pattern.test("https://laboXexemple.fr/retour?a=1"),
  ]).toEqual([true, false, false]);
});

test("the SAML fragment carries what a maintained SAML library says of a service provider, and our own reader reads it back", () => {
  const saml = new SAML({
    callbackUrl: "https://labo.exemple.fr/acs",
    issuer: "https://labo.exemple.fr/saml?a=1&b=2",
    idpCert: "MIIB",
    wantAssertionsSigned: true,
  });
  const metadata = readSamlMetadata(saml.generateServiceProviderMetadata(null, null));
  expect(metadata).toMatchObject({
    entityId: "https://labo.exemple.fr/saml?a=1&b=2",
    wantsSigned: true,
    acs: [{ location: "https://labo.exemple.fr/acs" }],
  });
  const xml = samlEntities(
    [entry({ protocol: "saml", saml: metadata, name: "Labo <&> -- virtuel" })],
    "Mon Bureau Numérique",
  );
  const one = xml.slice(xml.indexOf("<md:EntityDescriptor"), xml.indexOf("</md:EntitiesDescriptor>"));
  const alone = one.replace(
    "<md:EntityDescriptor",
    '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
  );
  expect(readSamlMetadata(alone)).toEqual(metadata);
  expect(samlFilter([entry({ saml: metadata })])).toContain(
    "<Entity>https://labo.exemple.fr/saml?a=1&#38;b=2</Entity>",
  );
});
