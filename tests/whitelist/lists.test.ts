import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importHostLists } from "#app/console/import-hosts.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as hosts, action as importing } from "#app/routes/liste-blanche.hotes-signales.tsx";
import { readHosts } from "#app/whitelist/bad-hosts/read-hosts.ts";
import { runChecks } from "#app/whitelist/checks/run-checks.ts";
import { draftRequest } from "#app/whitelist/commands/draft-request.ts";
import { importGar } from "#app/whitelist/import-gar.ts";
import { renderWhitelistNotice } from "#app/whitelist/messages/render-whitelist-notice.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { withConvention, withOrganisations, withPerson } from "../support/world.ts";
import { wholeDraft } from "./cast.ts";
import { asking, MORNING, type People, whitelistWorld } from "./real.ts";

const REAL_GAR = "../shared/data/gar/gar-ressources-diffusables-2021-05-19.csv";
const nowhere = { resolve: async () => [] };

describe("reading lists of hosts", () => {
  const of = (text: string) => readHosts(text).hosts.map(({ host, reason }) => `${host} ${reason}`);
  const listed = "sur une liste d’hôtes signalés";
  test("a file of hosts, one a line, a filter list, a CSV: each as it comes", () => {
    expect(
      of(
        "# liste\r\n127.0.0.1 localhost\r\n0.0.0.0 Pirate.Example # hameçonnage\r\n0.0.0.0 a.example b.example\n\n::1 ip6-localhost",
      ),
    ).toEqual(["pirate.example hameçonnage", `a.example ${listed}`, `b.example ${listed}`]);
    expect(
      of("! filtres\n||pirate.example^\n*.autre.example\nhttps://x.example/chemin?a=1\npoint.example."),
    ).toEqual(
      ["pirate.example", "autre.example", "x.example", "point.example"].map((host) => `${host} ${listed}`),
    );
    expect(
      of('\uFEFFHôte;Raison\n"Pirate.example";"Vol; de mots de passe"\nprоnote.fr;homoglyphe\n'),
    ).toEqual(["pirate.example Vol; de mots de passe", "xn--prnote-xqf.fr homoglyphe"]);
    expect(of("domain,threat\npirate.example,malware")).toEqual(["pirate.example malware"]);
  });
  test("bad lines are told by their number and stop nothing; said twice counts once", () => {
    const read = readHosts(
      "bon.example\n192.0.2.1\nfr\n-x-.example\nbon.example\nun deux.example\nhttp://[::1]/\n" +
        "a".repeat(300),
    );
    expect(read.hosts.map(({ host }) => host)).toEqual(["bon.example", "deux.example"]);
    expect(read.twice).toBe(1);
    expect(read.refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 une adresse IP, et non un nom d’hôte",
      "3 une extension seule : tout ce qui est au-dessous serait barré",
      "4 ce n’est pas un nom d’hôte",
      "6 une extension seule : tout ce qui est au-dessous serait barré",
      "7 une adresse IP, et non un nom d’hôte",
      "8 ce n’est pas un nom d’hôte",
    ]);
  });
  test("two hundred thousand lines are read in a moment", () => {
    const start = Date.now();
    expect(
      readHosts(Array.from({ length: 200_000 }, (_, n) => `0.0.0.0 h${n}.example`).join("\n")).hosts,
    ).toHaveLength(200_000);
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});

describe.each(["postgres", "embedded"] as const)("lists of hosts on the %s database", (kind) => {
  let db: Database;
  let people: People;
  let folder: string;
  const clock = { at: MORNING };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    folder = await mkdtemp(join(tmpdir(), "hotes-"));
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });
  const counts = () =>
    db.query<{ source: string; n: number }>(
      "select source, count(*)::int n from bad_host group by 1 order by 1",
    );

  test("by a page: nothing changes before it is confirmed, and what is open is checked again", async () => {
    const request = asking(db, people);
    const open = await request.file("Labo virtuel");
    const admin = await withPerson(db, { function: "administrateur" });
    const web = browser(db, clock);
    const post = (fields: Record<string, string | File>) =>
      answerOf(web.post(importing, admin, "/liste-blanche/hotes-signales", fields));
    const file = new File(["hôte;raison\nexemple.fr;domaine repris\nmauvais\n"], "cert.csv");
    const { data } = await post({ source: "CERT", file });
    const { preview } = data as { preview: { hash: string } };
    expect(preview).toMatchObject({
      added: 1,
      refusedTotal: 1,
      touched: [{ ref: open.ref }],
      touchedTotal: 1,
    });
    expect(await counts()).toEqual([]);
    expect((await post({ hash: preview.hash })).to).toBe("/liste-blanche/hotes-signales?importee=CERT");
    expect((await post({ hash: preview.hash })).status).toBe(409);
    await runChecks(db, request.now, nowhere);
    const [row] = await db.query<{ verdict: string }>(
      `select jsonb_path_query_first(context, '$.checks.list[*] ? (@.key == "known-bad")')->>'verdict' verdict from dossier where id = $1`,
      [open.id],
    );
    expect(row?.verdict).toBe("bad");
    await expect(request.act(people.dane, open.id, "request.admitted")).rejects.toMatchObject({
      refusal: { because: expect.stringContaining("domaine repris") },
    });
    const page = (
      await answerOf(
        web.get(hosts, people.rssi, "/liste-blanche/hotes-signales?hote=https://sous.exemple.fr/x"),
      )
    ).data as never;
    expect(page).toMatchObject({
      may: false,
      lists: [{ source: "CERT", count: 1 }],
      found: [{ host: "exemple.fr" }],
    });
    expect(
      (
        await answerOf(
          web
            .post(importing, people.rssi, "/liste-blanche/hotes-signales", { source: "x", file })
            .catch((thrown: unknown) => thrown) as Promise<unknown>,
        )
      ).status,
    ).toBe(403);
  });

  test("by the command: dry first, then in earnest; the same name replaces, twice changes nothing, an empty file empties nothing", async () => {
    const path = join(folder, "Menaces.txt");
    await writeFile(path, "0.0.0.0 un.example\n0.0.0.0 deux.example\nrien du tout ici!\n");
    const said: string[] = [];
    const around = {
      db,
      io: { out: (text: string) => said.push(text), err: () => {}, cwd: folder, tty: false },
      env: {},
      now: () => clock.at,
    } as never;
    const run = (dryRun = false) => importHostLists(["Menaces.txt"], around, { dryRun, source: undefined });
    await run(true);
    expect(said[0]).toContain("2 ajoutées");
    expect((await counts()).map(({ source }) => source)).toEqual(["CERT"]);
    await run();
    await run();
    expect(said.at(-2) ?? said.join("")).toBeTruthy();
    expect(said.join("")).toMatch(
      /Menaces\.txt : liste « Menaces », 6 lues, 0 ajoutées, 0 modifiées, 2 inchangées, 0 retirées, 0 en double, 4 refusées/,
    );
    await writeFile(path, "deux.example\ntrois.example\n");
    await run();
    expect(said.at(-1)).toContain("1 ajoutées, 0 modifiées, 1 inchangées, 1 retirées");
    expect(await counts()).toEqual([
      { source: "CERT", n: 1 },
      { source: "Menaces", n: 2 },
    ]);
    await writeFile(path, "# plus rien\n");
    await expect(run()).rejects.toThrow(/Aucun hôte/);
    await writeFile(path, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]));
    await expect(run()).rejects.toThrow(/pas du texte/);
    expect(await counts()).toEqual([
      { source: "CERT", n: 1 },
      { source: "Menaces", n: 2 },
    ]);
  });
});

describe("NAN-2: a resource of the GAR", () => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase();
    await withConvention(db, "ent-ecoles-nancy-metz");
    const common = { academie: "Nancy-Metz", departement: "54" };
    await withOrganisations(db, [
      { key: "0540580G", kind: "circonscription", ...common, parent: "dsden-54", uai: "0540580G" },
      { key: "commune-54395", kind: "commune", name: "Nancy", ...common, communeInsee: "54395" },
      { key: "0541024P", kind: "ecole", schoolType: "ecole", name: "École Didion", uai: "0541024P", ...common, communeInsee: "54395", parent: "0540580G" },
    ]); // biome-ignore format: one organisation a line
    await rebuildCoverage(db);
  });
  afterAll(() => db.close());

  test("filed in a school, found in the imported list, it leaves the board for the académie's GAR contact, with the article", async () => {
    const head = await withPerson(db, { function: "chefEtablissement", at: "0541024P" });
    const dane = await withPerson(db, { function: "dane", at: "academie-nancy-metz" });
    const folder = await mkdtemp(join(tmpdir(), "gar-"));
    const file = existsSync(REAL_GAR) ? REAL_GAR : join(folder, "gar.csv");
    if (file !== REAL_GAR)
      await writeFile(
        file,
        "idRessource;nomRessource;idEditeur;distributeursCom;distributeurTech;affichable;diffusable\nark://79688/mn40247a32;Naturally!;130006042_0000;x;x;True;True\n",
      );
    await withPerson(db, { function: "rssi", at: "academie-nancy-metz" });
    const report = await importGar(db, { file, now: MORNING });
    expect(report.added).toBeGreaterThan(0);
    let minutes = 0;
    const now = () => new Date(MORNING.getTime() + ++minutes * 60_000);
    const { id, ref } = await draftRequest(
      db,
      head,
      { dispositif: "nancy-metz", organisation: "0541024P", name: "Naturally !" },
      now(),
    );
    for (const [section, values] of Object.entries(wholeDraft("naturally", "Naturally !")))
      await sendEvent(db, head, id, { type: "form.saved", section, values }, now());
    await sendEvent(db, head, id, { type: "request.filed" }, now());
    await runChecks(db, now, nowhere);
    const [row] = await db.query<{ state: string; gar: { id: string }; closed: boolean }>(
      "select state, context->'checks'->'gar' gar, closed_at is not null closed from dossier where id = $1",
      [id],
    );
    expect(row).toMatchObject({ state: "redirected", gar: { id: "ark://79688/mn40247a32" }, closed: true });
    const sent: { to: string; text: string }[] = [];
    const mail = {
      concurrency: 2,
      send: async (delivery: never, notice: never) => {
        sent.push(renderWhitelistNotice(delivery, notice, { publicUrl: "https://tocsin.example" }));
        return { ok: true as const, providerId: `<${sent.length}@test>` };
      },
    };
    await outboxWorker(db, { channels: { mail }, now, onError: (error) => { throw error; } }).run(); // biome-ignore format: short
    const to = (email: string) =>
      sent
        .filter((one) => one.to.toLowerCase() === email.toLowerCase())
        .map((one) => one.text)
        .join("\n");
    expect(to("dane-academie-nancy-metz-0@agents.example.invalid")).toMatch(
      /ressource qui passe par le GAR[\s\S]*Naturally![\s\S]*Règle NAN-2|NAN-2/,
    );
    expect(to("chefetablissement-0541024p-0@agents.example.invalid")).toContain(
      "l’académie centralise ces demandes",
    );
    const tasks = await db.query<{ key: string }>(
      "select key from task where dossier_id = $1 and state = 'open'",
      [id],
    );
    expect(tasks).toEqual([{ key: "gar" }]);
    // Nothing of the board is left to do to it.
    await expect(sendEvent(db, dane, id, { type: "request.admitted" }, now())).rejects.toMatchObject({
      refusal: { because: expect.stringContaining("transmise au GAR") },
    });
    await sendEvent(db, dane, id, { type: "note.added", text: `${ref} portée au GAR.` }, now());
    await rm(folder, { recursive: true });
  });
});
