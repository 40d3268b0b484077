import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readTable } from "#app/platform/tables/read-table.ts";
import { loader as board } from "#app/routes/liste-blanche._index.tsx";
import { loader as figures } from "#app/routes/liste-blanche.chiffres.tsx";
import { loader as figuresCsv } from "#app/routes/liste-blanche.chiffres_.export[.]csv.ts";
import { loader as figuresOds } from "#app/routes/liste-blanche.chiffres_.export[.]ods.ts";
import { loader as boardCsv } from "#app/routes/liste-blanche.export[.]csv.ts";
import { loader as boardOds } from "#app/routes/liste-blanche.export[.]ods.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { later } from "../support/world.ts";
import { opinion } from "./cast.ts";
import { asking, MORNING, namedOf, type People, whitelistWorld } from "./real.ts";

describe.each(["postgres", "embedded"] as const)("figures and exports of the whitelist (%s)", (kind) => {
  let db: Database;
  let people: People;
  let web: ReturnType<typeof browser>;
  const clock = { at: MORNING };
  const DAY = 24 * 60;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    const request = asking(db, people);
    await request.file("Deux jours", { key: "deux-jours" });
    const named = {
      security: namedOf(people.rssi),
      dataProtection: namedOf(people.dpd),
      pedagogy: namedOf(people.ien),
    };
    const open = await request.file("=Dix jours", {
      key: "dix-jours",
      by: people.regionRssi,
      at: "0671237D",
    });
    request.pass(10 * DAY);
    await request.act(people.dane, open.id, "request.admitted");
    request.pass(4 * DAY);
    await request.act(people.dane, open.id, "instructors.named", named);
    await request.act(people.dpd, open.id, "opinion.given", opinion("dataProtection"));
    request.pass(2 * DAY);
    await request.toActive("Active", { host: "active.exemple.fr" });
    clock.at = later(request.now(), 1);
    web = browser(db, clock);
  });
  afterAll(() => db.close());
  // biome-ignore lint/suspicious/noExplicitAny: what pages are given, read field by field
  const see = async (loader: unknown, path: string, as: Caller = people.rssi): Promise<any> =>
    (await answerOf(web.get(loader as never, as, path))).data;
  const file = async (loader: unknown, path: string, as: Caller = people.rssi) => {
    const answer = await answerOf(web.get(loader as never, as, path));
    return answer.response as unknown as Response;
  };
  const rowsOf = async (response: Response) =>
    parse(await response.text(), { delimiter: ";", bom: true, columns: true }) as Record<string, string>[];

  test("time in each state, what each instructor owes, where requests come from", async () => {
    const shown = await see(figures, "/liste-blanche/chiffres");
    const filed = shown.states.find((one: { state: string }) => one.state === "filed");
    // Sixteen days and some minutes for the one that is still there; ten for the other; none for the third.
    expect(filed).toMatchObject({ passages: 3, here: 1, median: 10 });
    expect(filed.ninth).toBeGreaterThan(14);
    expect(shown.states.find((one: { state: string }) => one.state === "admissible")).toMatchObject({
      passages: 2,
      here: 0,
      ninth: 3.6,
    });
    expect(shown.load.map(({ name, due, given }: Record<string, unknown>) => [name, due, given])).toEqual(
      expect.arrayContaining([
        ["Camille DPD Reims", 0, 2],
        ["Camille RSSI Reims", 1, 1],
      ]),
    );
    expect(shown.schools).toEqual([
      { place: "Collège Joliot-Curie", open: 1, listed: 1, ended: 0 },
      { place: "Lycée Kléber", open: 1, listed: 0, ended: 0 },
    ]);
    expect(shown.academies.map(({ place }: { place: string }) => place)).toEqual(["Reims", "Strasbourg"]);
    const nextYear = browser(db, { at: later(clock.at, 400 * DAY) });
    const then = await answerOf(
      nextYear.get(figures as never, people.rssi, "/liste-blanche/chiffres?depuis=12"),
    );
    expect(then.data as unknown).toMatchObject({ schools: [], states: [] });
    expect(
      (
        await answerOf(
          web
            .get(figures as never, people.head, "/liste-blanche/chiffres")
            .catch((thrown: unknown) => thrown) as Promise<unknown>,
        )
      ).status,
    ).toBe(403);
  });

  test("each picture's table, and the board as filtered, as CSV and ODS; a formula stays text", async () => {
    expect(
      await rowsOf(await file(figuresCsv, "/liste-blanche/chiffres/export.csv?tableau=academies")),
    ).toEqual([
      {
        Académie: "Reims",
        "En cours": "1",
        "Sur la liste": "1",
        "Refusées, retirées ou transmises": "0",
        Total: "2",
      },
      {
        Académie: "Strasbourg",
        "En cours": "1",
        "Sur la liste": "0",
        "Refusées, retirées ou transmises": "0",
        Total: "1",
      },
    ]);
    for (const table of ["etats", "instructeurs", "etablissements", "academies"])
      expect(
        (await file(figuresOds, `/liste-blanche/chiffres/export.ods?tableau=${table}`)).headers.get(
          "content-type",
        ),
      ).toContain("opendocument");
    expect(
      (
        await file(figuresCsv, "/liste-blanche/chiffres/export.csv?tableau=constructor").catch(
          (thrown: unknown) => thrown as Response,
        )
      ).status,
    ).toBe(404);
    const all = await rowsOf(await file(boardCsv, "/liste-blanche/export.csv"));
    expect(all.map((one) => [one.Application, one.État]).sort()).toEqual([
      ["'=Dix jours", "En instruction"],
      ["Active", "Active"],
      ["Deux jours", "Déposée"],
    ]);
    expect(await rowsOf(await file(boardCsv, "/liste-blanche/export.csv?etat=filed&q=deux"))).toMatchObject([
      { Application: "Deux jours", Hôte: "labo.exemple.fr", "Avis donnés": "0" },
    ]);
    const bytes = new Uint8Array(await (await file(boardOds, "/liste-blanche/export.ods")).arrayBuffer());
    const back = await readTable(bytes);
    expect(JSON.stringify(back)).toContain("=Dix jours");
  });

  test("a column too long for the board is seen whole, page after page, none twice", async () => {
    const [model] = await db.query<{ id: string }>("select id from dossier where title = 'Deux jours'");
    await db.query(
      `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id, convention_id,
           organisation_id, title, columns, opened_at, changed_at, exercise)
         select gen_random_uuid(), 'APP-2019-' || n, kind, machine, machine_version, state, context, revision, head, dispositif_id,
                convention_id, organisation_id, 'Copie ' || n, columns, opened_at, changed_at, false
           from dossier cross join generate_series(1, 130) n where id = $1`,
      [model?.id],
    );
    const shown = await see(board, "/liste-blanche");
    const [column] = shown.columns;
    expect([column.count, column.cards.length, Boolean(column.next)]).toEqual(["100+", 10, true]);
    const seen: string[] = [];
    let after = "";
    for (let turn = 0; turn < 5; turn += 1) {
      const { columns } = await see(
        board,
        `/liste-blanche?etat=filed${after && `&apres=${encodeURIComponent(after)}`}`,
      );
      expect(columns).toHaveLength(1);
      seen.push(...columns[0].cards.map(({ ref }: { ref: string }) => ref));
      after = columns[0].next;
      if (!after) break;
    }
    expect([seen.length, new Set(seen).size]).toEqual([131, 131]);
  });
});
