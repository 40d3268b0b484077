import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { domainToASCII } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { setOwnReach } from "#app/platform/net/own-reach.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { action as addPiece } from "#app/routes/liste-blanche.$ref._index.tsx";
import { action as act } from "#app/routes/liste-blanche.$ref.agir.$type.tsx";
import { action as save, loader as step } from "#app/routes/liste-blanche.$ref.formulaire.$etape.tsx";
import { action as ask } from "#app/routes/liste-blanche.demander.tsx";
import type { Ways } from "#app/whitelist/checks/check-request.ts";
import { looksLike } from "#app/whitelist/checks/look-alike.ts";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { exactAddress } from "#machines/whitelist-request/v1/address.ts";
import type { Check } from "#machines/whitelist-request/v1/events.ts";
import { readForm } from "#machines/whitelist-request/v1/form.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { wholeDraft } from "./cast.ts";
import { certificate } from "./certificate.ts";
import { asking, MORNING, type People, whitelistWorld } from "./real.ts";

let db: Database;
let people: People;
let request: ReturnType<typeof asking>;
const nowhere = { resolve: async () => [] };
beforeAll(async () => {
  db = await freshDatabase();
  people = await whitelistWorld(db);
  request = asking(db, people);
});
afterAll(() => db.close());
afterEach(() => setOwnReach(nowhere));

/** A draft whose link step is as given; not filed. */
async function drafted(link: Record<string, string>, more: { by?: Caller; at?: string } = {}) {
  const key = `appli-${randomUUID().slice(0, 8)}`;
  const { id, ref } = await request.draft(key, more);
  for (const [section, values] of Object.entries({
    ...wholeDraft(key, key),
    link: { protocol: "cas", ...link },
  }))
    await request.act(more.by ?? people.head, id, "form.saved", { section, values });
  return { id, ref, key };
}
async function checked(
  link: Record<string, string>,
  ways: Ways = nowhere,
  now = MORNING,
): Promise<Record<string, Check>> {
  const { id } = await drafted(link);
  await request.act(people.head, id, "request.filed");
  await runChecks(db, () => now, ways);
  const [row] = await db.query<{ list: Check[] }>(
    "select context->'checks'->'list' list from dossier where id = $1",
    [id],
  );
  return Object.fromEntries((row?.list ?? []).map((one) => [one.key, one]));
}
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { rule: string; because: string } }) => error.refusal ?? null,
  );

describe("addresses", () => {
  test.each([
    "http://labo.exemple.fr/", "https://*.exemple.fr/", "https://labo.exemple.fr/retour#ici", "https://labo.exemple.fr/a/../b",
    "https://LABO.exemple.fr/", "https://labo.exemple.fr:443/", "https://labo.exemple.fr\\@pirate.example/", "https://labo.exemple.fr@pirate.example/",
    "https://labo.exemple.fr/a b", "https://labo.exemple.fr/\nSet-Cookie:x", "https://pronоte.fr/", "javascript:alert(1)", "labo.exemple.fr",
    "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest",
    "https://localhost/", "https://localhost./", "https://intranet/", "https://base.local/", "https://metadata.google.internal/", "https://nas.home.arpa/",
  ])("%s is no exact address of a public service", (address) => {
    expect(exactAddress(address)).toBeTruthy();
    const draft = { ...wholeDraft(), link: { protocol: "oidc", clientId: "x", serviceUrl: "https://labo.exemple.fr", redirectUris: address } };
    expect(readForm(draft).missing.map(({ field }) => field)).toEqual(["redirectUris"]);
  }); // biome-ignore format: a list to read at a glance

  test("an exact one is taken as it is", () => {
    for (const address of [
      "https://labo.exemple.fr",
      "https://labo.exemple.fr/retour?a=1&b=%20",
      "https://xn--pronte-4qf.fr/",
      "https://labo.exemple.fr:8443/x",
    ])
      expect(exactAddress(address), address).toBeNull();
  });

  test("a name that leads inside is refused when it is filed, with its article, and the refusal is kept", async () => {
    setOwnReach({
      resolve: async (host) => (host.startsWith("retour") ? ["192.168.1.7"] : ["93.184.215.14"]),
    });
    const inside = await drafted({
      serviceUrl: "https://labo.exemple.fr/cas",
      redirectUris: "https://retour.exemple.fr/x",
    });
    expect(await refusalOf(request.act(people.head, inside.id, "request.filed"))).toMatchObject({
      rule: "MBN-6.1",
      because: expect.stringContaining("« retour.exemple.fr » mène à une adresse intérieure"),
    });
    const [row] = await db.query<{ state: string; kept: number }>(
      "select state, (select count(*)::int from refusal r where r.dossier_id = d.id) kept from dossier d where id = $1",
      [inside.id],
    );
    expect(row).toMatchObject({ state: "draft", kept: 1 });
    // Both kinds of address at once: who answers so is testing us.
    setOwnReach({ resolve: async () => ["93.184.215.14", "::ffff:127.0.0.1"] });
    expect((await refusalOf(request.act(people.head, inside.id, "request.filed")))?.because).toContain(
      "labo.exemple.fr",
    );
  });

  test("one that turned inside after it was filed is found by the checks and bars it", async () => {
    const facts = await checked(
      { serviceUrl: "https://labo.exemple.fr/cas" },
      { resolve: async () => ["10.1.2.3"] },
    );
    expect(facts.host).toMatchObject({ verdict: "bad" });
    const returns = await checked(
      { serviceUrl: "https://labo.exemple.fr/cas", redirectUris: "https://ailleurs.exemple.com/x" },
      { resolve: async (host) => (host.startsWith("ailleurs") ? ["fd00::1"] : []) },
    );
    expect(returns.redirects).toMatchObject({ verdict: "bad" });
  });
});

describe("a live service over TLS", () => {
  const authority = certificate("Autorité d’essai", { authority: true });
  const by = { cn: "Autorité d’essai", made: authority };
  const pair = authority.pair;
  const made = {
    good: certificate("labo.exemple.fr", { hosts: ["labo.exemple.fr"], by, pair }),
    expired: certificate("labo.exemple.fr", { hosts: ["labo.exemple.fr"], by, pair, until: new Date("2021-01-01T00:00:00Z") }),
    other: certificate("autre.exemple.fr", { hosts: ["autre.exemple.fr"], by, pair }),
    alone: certificate("labo.exemple.fr", { hosts: ["labo.exemple.fr"], pair }),
  }; // biome-ignore format: one a line
  const servers: Server[] = [];
  const ways: Ways = { resolve: async () => ["127.0.0.1"], inside: ["127.0.0.0/8"], ca: authority.pem };
  async function serve(which: keyof typeof made, location?: string): Promise<string> {
    const server = createServer({ cert: made[which].pem, key: made[which].key }, (_, response) =>
      response.writeHead(location ? 302 : 200, location ? { location } : {}).end(),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `https://labo.exemple.fr:${(server.address() as AddressInfo).port}/cas`;
  }
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  test("a good certificate is told with its chain and its end; one that ends soon is a warning", async () => {
    const serviceUrl = await serve("good");
    const { certificate: found, host } = await checked({ serviceUrl }, ways);
    expect(found).toMatchObject({
      verdict: "ok",
      text: expect.stringMatching(/Autorité d’essai.*2099-01-01/),
    });
    expect(host).toMatchObject({ verdict: "ok", text: expect.stringContaining("répond (200)") });
    const soon = await checked({ serviceUrl }, ways, new Date("2098-12-22T00:00:00Z"));
    expect(soon.certificate).toMatchObject({
      verdict: "warning",
      text: expect.stringContaining("expire dans 10 jours"),
    });
  });

  test.each([
    ["expired", "il a expiré"],
    ["other", "il n’est pas pour cet hôte"],
    ["alone", "il est signé par lui-même"],
  ] as const)("a certificate that is %s is refused, in words", async (which, why) => {
    const facts = await checked({ serviceUrl: await serve(which) }, ways);
    expect(facts.certificate).toMatchObject({ verdict: "bad", text: expect.stringContaining(why) });
  });

  test("a redirect inside is found, when filed and by the checks", async () => {
    const serviceUrl = await serve("good", "https://10.0.0.1/admin");
    const facts = await checked({ serviceUrl }, ways);
    expect(facts.host).toMatchObject({ verdict: "bad" });
    setOwnReach(ways as never);
    const { id } = await drafted({ serviceUrl });
    expect((await refusalOf(request.act(people.head, id, "request.filed")))?.because).toContain(
      "adresse intérieure",
    );
  });
});

describe("names", () => {
  const known = ["pronote.exemple.fr", "www.labomep.net", "correcteur.fr", "notes.ac-reims.gouv.fr"];
  test.each([
    ["one letter off", "www.labomap.net", "near"], ["one letter more", "www.labommep.net", "near"], ["two letters swapped", "www.laobmep.net", "near"],
    ["Cyrillic letters", "www.lаbоmep.net", "letters"], ["the same in punycode", domainToASCII("www.lаbоmep.net"), "letters"],
    ["a Greek letter", domainToASCII("lαbomap.net"), "near"], ["a figure for a letter", "www.l4bomep.net", "letters"], ["rn for m", "www.labornep.net", "letters"],
    ["an accent", "www.lâbomep.net", "letters"], ["another host of the imitator", "connexion.labomap.net", "near"], ["a hyphen", "www.labo-mep.net", "near"],
    ["another ending", "labomep.com", "ending"], ["an ending of two labels", "www.labomep.co.uk", "ending"], ["one that anybody may take", "labomep.github.io", "ending"],
    ["the name within another", "connexion-labomep.com", "within"], ["the domain under another", "labomep.net.pirate.com", "within"],
  ])("%s: %s is told to look like one of the list", (_, host, how) => {
    expect(looksLike(host, known)).toEqual({ other: "www.labomep.net", how });
  }); // biome-ignore format: a list to read at a glance
  test("letters of two alphabets are told whatever the list has; a name wholly in another alphabet is not", () => {
    expect(looksLike(domainToASCII("bаnque-postale.fr"), [])).toEqual({ how: "mixed" });
    expect(looksLike(domainToASCII("школа.рф"), [])).toBeNull();
  });
  test("another name, the same host, or its sibling is no imitation", () => {
    // « gouv.fr » is a public ending: two académies are two owners, and neither name is the other's.
    for (const host of [
      "autre.essai.org",
      "www.labomep.net",
      "sons.labomep.net",
      "court.fr",
      "ac-lyon.gouv.fr",
      "a.notes.ac-reims.gouv.fr",
    ])
      expect(looksLike(host, known), host).toBeNull();
  });
  test("a reported host bars a request by any of its addresses, with all that is below it", async () => {
    await db.query(
      "insert into bad_host (host, source, reason, added_at) values ('pirate.example.net', 'essai', 'hameçonnage', now()) on conflict do nothing",
    );
    const facts = await checked({
      serviceUrl: "https://labo.exemple.fr/cas",
      redirectUris: "https://cdn.x.pirate.example.net/r",
    });
    expect(facts["known-bad"]).toMatchObject({
      verdict: "bad",
      text: expect.stringContaining("hameçonnage"),
    });
  });
  test("the same application of the same school, of another, or another key for the same host", async () => {
    const first = await request.file("Doublon", { host: "doublon.exemple.fr" });
    const mine = await request.draft("Doublon");
    const theirs = await request.draft("Doublon", { by: people.regionRssi, at: "0511235B" });
    const hidden = await request.draft("Doublon bis");
    for (const [id, by, key] of [
      [mine.id, people.head, "doublon"],
      [theirs.id, people.regionRssi, "doublon"],
      [hidden.id, people.head, "doublon-bis"],
    ] as const) {
      const draft = wholeDraft(key, key, "doublon.exemple.fr");
      // At another address: at the same one it is not even filed (twice.test.ts).
      draft.link.serviceUrl += `/${id}`;
      for (const [section, values] of Object.entries(draft))
        await request.act(by, id, "form.saved", { section, values });
      await request.act(by, id, "request.filed");
    }
    await runChecks(db, request.now, nowhere);
    const found = async (id: string) => {
      const [row] = await db.query<{ one: Check }>(
        "select jsonb_path_query_first(context, '$.checks.list[*] ? (@.key == \"duplicates\")') one from dossier where id = $1",
        [id],
      );
      return row?.one;
    };
    expect(await found(mine.id)).toMatchObject({ verdict: "bad", text: expect.stringContaining(first.ref) });
    expect(await found(theirs.id)).toMatchObject({ verdict: "warning" });
    expect(await found(hidden.id)).toMatchObject({
      verdict: "warning",
      text: expect.stringContaining("autre clé"),
    });
  });
});

describe("pages", () => {
  const clock = { at: MORNING };
  const web = () => browser(db, clock);

  test("the same request pressed twice is one draft; filed twice it is filed once", async () => {
    const sent = { place: "mbn 0511234A", name: "Deux fois", idempotency: randomUUID() };
    const [one, two] = [
      await answerOf(web().post(ask, people.head, "/liste-blanche/demander", sent)),
      await answerOf(web().post(ask, people.head, "/liste-blanche/demander", sent)),
    ];
    expect([one.status, two.to]).toEqual([302, one.to]);
    const { ref, id } = await drafted({ serviceUrl: "https://labo.exemple.fr/cas" });
    const press = (idempotency: string) =>
      answerOf(
        web().post(act, people.head, `/liste-blanche/${ref}/agir/deposer`, {
          intent: "confirm",
          idempotency,
        }),
      );
    const same = randomUUID();
    expect([(await press(same)).status, (await press(same)).status]).toEqual([302, 302]);
    expect((await press(randomUUID())).status).toBe(422);
    const [row] = await db.query<{ n: number }>(
      "select count(*)::int n from journal_entry where dossier_id = $1 and type = 'request.filed'",
      [id],
    );
    expect(row?.n).toBe(1);
  });

  test("two tabs on one step: the second sees what the first saved, keeps its own, and saves over it knowingly; two steps hinder nothing", async () => {
    const { ref, id } = await drafted({ serviceUrl: "https://labo.exemple.fr/cas" });
    const path = (etape: string) => `/liste-blanche/${ref}/formulaire/${etape}`;
    const see = async (etape: string) =>
      ((await answerOf(web().get(step, people.head, path(etape)))).data as { values: Record<string, string> })
        .values;
    const put = (etape: string, values: Record<string, string>) =>
      answerOf(web().post(save, people.head, path(etape), { ...values, intent: "leave" }));
    const [tab, other, third] = [await see("hosting"), await see("hosting"), await see("evidence")];
    expect((await put("hosting", { ...tab, host: "Premier" })).status).toBe(302);
    expect((await put("evidence", { ...third, evidence: "Audit du 3 mars 2026." })).status).toBe(302);
    const stale = await put("hosting", { ...other, host: "Second" });
    expect(stale).toMatchObject({
      status: 409,
      data: { values: { host: "Second" }, meanwhile: [{ name: "Hébergeur", stored: "Premier" }] },
    });
    const stored = async () =>
      (
        await db.query<{ host: string }>(
          "select context->'draft'->'hosting'->>'host' host from dossier where id = $1",
          [id],
        )
      )[0]?.host;
    expect(await stored()).toBe("Premier");
    expect((await put("hosting", (stale.data as { values: Record<string, string> }).values)).status).toBe(
      302,
    );
    expect(await stored()).toBe("Second");
    await request.act(people.head, id, "request.filed");
    // Filed in another tab: the form leads to the dossier.
    expect(await put("hosting", { ...tab, host: "Trop tard" })).toMatchObject({
      status: 302,
      to: `/liste-blanche/${ref}`,
    });
  });

  /** A body that grows as it is read; counts what was taken of it. */
  function streamed(head: string, size: number) {
    const taken = { bytes: 0 };
    const chunk = new Uint8Array(256 * 1024).fill(65);
    const body = new ReadableStream<Uint8Array>({
      start: (to) => to.enqueue(new TextEncoder().encode(head)),
      pull(to) {
        if (taken.bytes >= size) return to.close();
        taken.bytes += chunk.length;
        to.enqueue(chunk);
      },
    });
    return { body, taken };
  }

  test("a piece of 200 MB is cut while it streams, in a clear sentence, and nothing is kept", async () => {
    const { ref, id } = await drafted({ serviceUrl: "https://labo.exemple.fr/cas" });
    const session = {
      personId: people.head.person.id,
      method: "link" as const,
      userAgent: null,
      now: clock.at,
    };
    const cookie = `__Host-tocsin=${await openSession(db, session)}`;
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="gros.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n';
    const { body, taken } = streamed(head, 200_000_000);
    const { env, log } = { env: {}, log: { warn() {} } };
    const sent = new Request(`https://tocsin.example/liste-blanche/${ref}`, {
      ...{
        method: "POST",
        body,
        duplex: "half",
        headers: { cookie, "content-type": "multipart/form-data; boundary=x" },
      },
    } as RequestInit);
    const context = { db, env, log, now: () => clock.at, secret: "s".repeat(43), wake() {} };
    const answer = await answerOf(
      addPiece({ request: sent, params: { ref }, context } as never) as Promise<unknown>,
    );
    expect(answer).toMatchObject({
      status: 413,
      data: { errors: [{ path: "file", message: expect.stringContaining("20 Mo") }] },
    });
    expect(taken.bytes).toBeLessThan(30_000_000);
    expect(await db.query("select 1 from attachment where dossier_id = $1", [id])).toEqual([]);
  });

  test("a PDF that is not one, a page, a program, an empty file: each its sentence", async () => {
    const { ref, id } = await drafted({ serviceUrl: "https://labo.exemple.fr/cas" });
    const send = async (name: string, content: string | Uint8Array) => {
      const file = new File([content as BlobPart], name);
      const { status, data } = await answerOf(
        web().post(addPiece, people.head, `/liste-blanche/${ref}`, { file }),
      );
      return [status, (data as { errors?: { message: string }[] } | null)?.errors?.[0]?.message ?? ""];
    };
    expect(await send("audit.pdf", "Ceci n’est pas un PDF")).toEqual([
      422,
      expect.stringContaining("son contenu est autre"),
    ]);
    expect(await send("audit.pdf", "<html><script>alert(1)</script>")).toEqual([422, expect.any(String)]);
    expect(await send("audit.pdf", new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]))).toEqual([
      422,
      expect.any(String),
    ]);
    expect((await send("vide.pdf", ""))[0]).toBe(422);
    expect(await db.query("select 1 from attachment where dossier_id = $1", [id])).toEqual([]);
    expect((await send("audit.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"))[0]).toBe(302);
  });
});
