import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeclareAgain, DeclarePreview } from "#app/incident/queries/declare-page.ts";
import type { DeclareValues } from "#app/incident/queries/declare-page-form.ts";
import type { PlaceChoice } from "#app/incident/queries/my-places.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/incidents.declarer.tsx";
import { loader as places } from "#app/routes/incidents.declarer_.lieux.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { smallVersailles } from "../../support/versailles.ts";
import { withConvention, withPerson } from "../../support/world.ts";
import { answerOf, browser } from "./harness.ts";

const PATH = "/incidents/declarer";
const typed = (more: Partial<DeclareValues & { intent: string; noticedAt: string }> = {}) => ({
  intent: "preview",
  key: "une-cle",
  place: "0781024P@versailles",
  search: "",
  category: "threat-messages",
  when: "cette nuit 2h30",
  description: "Un compte d’élève a envoyé quarante messages de menace. Le compte est bloqué.",
  certainty: "proven",
  title: "",
  ...more,
});

describe("declaring by the page", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let web: ReturnType<typeof browser>;
  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    web = browser(db, { at: v.now });
  });
  afterAll(() => db.close());
  const count = async () =>
    (await db.query<{ n: number }>("select count(*) n from dossier where kind = 'incident'"))[0]?.n;
  const preview = async (more = {}, as = v.head) =>
    (await answerOf(web.post(action, as, PATH, typed(more)))).data as DeclareAgain | DeclarePreview;

  test("a head of school is offered their school, a mayor the commune and its schools, an RSSI a search", async () => {
    const open = async (as: typeof v.head) =>
      (await answerOf(web.get(loader, as, PATH))).data as never as {
        places: { choices: PlaceChoice[]; searchable: boolean };
      };
    expect(await open(v.head)).toMatchObject({
      places: { choices: [{ value: "0781024P@versailles", name: "École Richard Mique" }], searchable: false },
    });
    const mayor = await open(v.mayor);
    expect(mayor.places.choices[0]).toMatchObject({ name: "Versailles", mine: true });
    expect(mayor.places.choices.map((one) => one.name).sort()).toEqual(
      ["Versailles", "École Richard Mique", "École des Écuyers"].sort(),
    );
    expect((await open(v.rssi)).places.searchable).toBe(true);
    expect((await answerOf(web.get(loader, null, PATH))).to).toBe("/connexion?suite=%2Fincidents%2Fdeclarer");
  });

  test("a search finds by name without accents or by UAI, only where one may declare", async () => {
    const search = async (q: string, as = v.rssi) =>
      (
        (await answerOf(web.get(places, as, `${PATH}/lieux?q=${encodeURIComponent(q)}`))).data as never as {
          found: PlaceChoice[];
        }
      ).found.map((one) => one.value);
    expect(await search("ecuyers")).toEqual(["0781121V@versailles"]);
    expect(await search("0781024p")).toEqual(["0781024P@versailles"]);
    expect(await search("ecuyers", v.head)).toEqual([]);
    expect(await search("100%_\\")).toEqual([]);
  });

  test("typed without JavaScript, a search of several asks which; of one, goes on", async () => {
    const several = (await preview({ place: "", search: "école 078" }, v.rssi)) as DeclareAgain;
    expect(several.errors).toEqual([{ path: "place", message: expect.stringMatching(/Plusieurs lieux/) }]);
    expect(several.found.length).toBe(2);
    expect(several.values.description).toContain("quarante");
    expect(await preview({ place: "", search: "ecuyers" }, v.rssi)).toMatchObject({
      step: "preview",
      place: "École des Écuyers",
    });
  });

  test("the preview says who, why and which clocks, and does nothing", async () => {
    const shown = (await preview()) as DeclarePreview;
    expect(shown).toMatchObject({
      step: "preview",
      place: "École Richard Mique",
      noticedAt: "2026-03-24T01:30:00.000Z",
      values: { title: "Messages de menace – École Richard Mique" },
    });
    const [chain] = shown.foreseen.groups;
    expect(chain?.reason).toMatchObject({ rule: "VER-7", article: "Article 7" });
    expect(chain?.reason.to).toBe("/conventions/versailles#regle-VER-7");
    expect(shown.foreseen.mailboxes).toBe(1);
    expect(shown.foreseen.clocks.map((clock) => clock.name)).toContain(
      "Signalement à l’IEN et à la boîte d’alerte SSI",
    );
    expect(await count()).toBe(0);
  });

  test("every mistake is said at its field, and nothing typed is lost", async () => {
    const wrong = {
      category: "",
      when: "n’importe quand",
      description: "",
      certainty: "",
      title: "Mon titre",
    };
    const again = (await preview(wrong)) as DeclareAgain;
    expect(again.errors.map((one) => one.path)).toEqual(["category", "when", "description", "certainty"]);
    expect(again.values).toMatchObject(wrong);
    const future = (await preview({ when: "demain" })) as DeclareAgain;
    expect(future.errors[0]?.path).toBe("when");
    expect(((await preview({ when: "25/03/2026 8h" })) as DeclareAgain).errors).toEqual([
      { path: "when", message: expect.stringMatching(/futur/) },
    ]);
    expect(((await preview({ place: "0781121V@versailles" })) as DeclareAgain).errors).toEqual([
      { path: "place", message: expect.stringMatching(/ne permettent pas/) },
    ]);
    expect(((await preview({ place: "0000000A@versailles" })) as DeclareAgain).errors[0]?.path).toBe("place");
    expect(((await preview({ place: "x" })) as DeclareAgain).errors[0]?.path).toBe("place");
    expect(((await preview({ description: "é".repeat(9_000) })) as DeclareAgain).errors[0]).toMatchObject({
      path: "description",
    });
    expect(await count()).toBe(0);
  });

  test("a title of 10 MB is refused at its field, on the page that shows it", async () => {
    const shown = (await preview({
      title: "T".repeat(10_000_000),
      intent: "declare",
      noticedAt: v.now.toISOString(),
    })) as DeclarePreview;
    expect(shown.step).toBe("preview");
    expect(shown.errors).toEqual([{ path: "title", message: expect.stringMatching(/160/) }]);
    expect(shown.values.title.length).toBe(10_000_000);
    expect(await count()).toBe(0);
  });

  test("sent twice, even with the answer lost in between, it is declared once", async () => {
    const send = (more = {}) =>
      answerOf(
        web.post(
          action,
          v.head,
          PATH,
          typed({ intent: "declare", when: "", noticedAt: v.now.toISOString(), ...more }),
        ),
      );
    const first = await send();
    expect(first.to).toBe("/incidents/INC-2026-001?declare=1");
    expect((await send()).to).toBe(first.to);
    expect((await send({ noticedAt: new Date(v.now.getTime() + 60_000).toISOString() })).to).toBe(first.to);
    expect(await count()).toBe(1);
    const other = await send({ description: "Autre chose." });
    expect(other.data).toMatchObject({ step: "preview", errors: [{ path: "title" }] });
    expect(await count()).toBe(1);
  });

  test("« Modifier » gives everything back, and an untouched title is proposed anew", async () => {
    const shown = (await preview()) as DeclarePreview;
    const fields = { ...typed(), title: shown.proposed, proposed: shown.proposed, intent: "edit" };
    const back = (await answerOf(web.post(action, v.head, PATH, fields))).data as DeclareAgain;
    expect(back).toMatchObject({ step: "form", values: { title: "", when: "cette nuit 2h30" } });
  });

  test("whoever may declare nowhere is told so, and refused", async () => {
    const auditor = await withPerson(db, { function: "auditeur" });
    expect((await answerOf(web.get(loader, auditor, PATH))).data).toMatchObject({
      places: { choices: [], searchable: false },
    });
    expect(((await preview({}, auditor)) as DeclareAgain).errors[0]?.message).toMatch(/ne permettent pas/);
  });

  test("a school of two dispositifs is offered once for each, the dispositif said", async () => {
    await withConvention(db, "mbn-grand-est");
    await db.query(
      "insert into coverage (dispositif_id, organisation_id, party_key) select d.id, o.id, null from dispositif d, organisation o where d.key = 'mbn' and o.key = '0781024P'",
    );
    const { data } = await answerOf(web.get(loader, v.head, PATH));
    const { choices } = (data as { places: { choices: PlaceChoice[] } }).places;
    expect(choices.map((one) => one.value).sort()).toEqual(["0781024P@mbn", "0781024P@versailles"]);
    expect(choices.every((one) => /Mon Bureau|ENT des/.test(one.detail))).toBe(true);
  });
});
