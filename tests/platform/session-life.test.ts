import { describe, expect, it } from "vitest";
import { noSessionCookie, secretIn, sessionCookie } from "#app/platform/session/cookie.ts";
import { currentPerson } from "#app/platform/session/current-person.ts";
import { signInDemo } from "#app/platform/session/demo.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { requirePerson, safeNext } from "#app/platform/session/require-person.ts";
import {
  forgetEndedSessions,
  revokeSession,
  revokeSessionsOf,
} from "#app/platform/session/revoke-session.ts";
import { newSecret } from "#app/platform/session/secret.ts";
import { openConsole } from "./session-harness.ts";

const tocsin = openConsole();
const open = (personId: string) =>
  openSession(tocsin.db, { personId, method: "link", userAgent: null, now: tocsin.now() });
const who = (secret: string | null) => currentPerson(tocsin.db, tocsin.with(secret), tocsin.now());

describe("a session", () => {
  it("knows its person and the functions held now, not those ended or to come", async () => {
    const organisation = await tocsin.db.prisma.organisation.create({
      data: { key: "0781234A", kind: "etablissement", name: "Collège des Tilleuls" },
    });
    const { id } = await tocsin.person("head@ac.example");
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    await tocsin.db.prisma.tenure.createMany({
      data: [
        {
          personId: id,
          organisationId: organisation.id,
          function: "chefEtablissement",
          from: day("2026-09-01"),
        },
        { personId: id, function: "auditeur", from: day("2025-09-01"), until: day("2026-08-31") },
        { personId: id, function: "administrateur", from: day("2027-01-01") },
      ],
    });
    const signedIn = await who(await open(id));
    expect(signedIn?.tenures).toHaveLength(1);
    expect(signedIn?.tenures[0]).toMatchObject({
      function: "chefEtablissement",
      organisation: { key: "0781234A", name: "Collège des Tilleuls" },
    });
  });

  it("ends after twelve hours", async () => {
    const secret = await open((await tocsin.person("night@ac.example")).id);
    tocsin.passMinutes(12 * 60 - 1);
    expect(await who(secret)).not.toBeNull();
    tocsin.passMinutes(1);
    expect(await who(secret)).toBeNull();
  });

  it("ends at once when revoked, alone or with all of the person's others", async () => {
    const { id } = await tocsin.person("revoked@ac.example");
    const [one, two, three] = [await open(id), await open(id), await open(id)];
    await revokeSession(tocsin.db, (await who(one))?.sessionId ?? "", tocsin.now());
    expect(await who(one)).toBeNull();
    const kept = (await who(two))?.sessionId ?? "";
    expect(await revokeSessionsOf(tocsin.db, id, tocsin.now(), kept)).toBe(1);
    expect([await who(two), await who(three)].map(Boolean)).toEqual([true, false]);
  });

  it("is nobody's when the secret is invented, and its table holds no secret", async () => {
    expect(await who(newSecret())).toBeNull();
    const secret = await open((await tocsin.person("hashed@ac.example")).id);
    expect(JSON.stringify(await tocsin.db.query("select * from session"))).not.toContain(secret);
  });

  it("is forgotten 30 days after its end", async () => {
    const { id } = await tocsin.person("forgotten@ac.example");
    await open(id);
    tocsin.passMinutes(31 * 24 * 60);
    await forgetEndedSessions(tocsin.db, tocsin.now());
    expect(await tocsin.db.query("select 1 from session where person_id = $1", [id])).toHaveLength(0);
  });

  it("of a demo person opens for demo people only", async () => {
    const demo = await tocsin.person("demo@tocsin.example", "Démo", { demo: true });
    const real = await tocsin.person("real@ac.example");
    expect(await signInDemo(tocsin.db, demo.id, null, tocsin.now())).not.toBeNull();
    expect(await signInDemo(tocsin.db, real.id, null, tocsin.now())).toBeNull();
    expect(await signInDemo(tocsin.db, "' or demo --", null, tocsin.now())).toBeNull();
  });
});

describe("a page for signed-in people", () => {
  it("sends others to sign in and brings them back", async () => {
    const request = new Request("https://tocsin.example/incidents?q=1");
    const refused = await requirePerson(tocsin.context, request).catch((error: unknown) => error);
    expect((refused as Response).headers.get("Location")).toBe("/connexion?suite=%2Fincidents%3Fq%3D1");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/a\nb",
    null,
  ])("never goes on to another site: %s", (next) => expect(safeNext(next)).toBe("/"));
});

describe("the cookie", () => {
  const secret = newSecret();
  it("is out of reach of scripts, other sites and plain http", () => {
    const cookie = sessionCookie(tocsin.env, secret);
    for (const attribute of ["__Host-", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"])
      expect(cookie).toContain(attribute);
    expect(sessionCookie({ publicUrl: "http://localhost:3000" }, secret)).not.toContain("Secure");
    expect(noSessionCookie(tocsin.env)).toContain("Max-Age=0");
  });
  it("is read among others, and not when misshapen", () => {
    expect(secretIn(`a=b; __Host-tocsin=${secret}; c=d`)).toBe(secret);
    expect(secretIn(`xtocsin=${secret}`)).toBeNull();
    expect(secretIn("tocsin=short")).toBeNull();
  });
});
