import { beforeAll, describe, expect, test } from "vitest";
import { holdersOf } from "#app/directory/holders.ts";
import { directoryPage } from "#app/directory/queries/directory-page.ts";
import { organisationPage } from "#app/directory/queries/organisation-page.ts";
import { anOrganisation, aPerson, aTenure } from "#prisma/seed/builders.ts";
import { KINDS, LATER, NOW, stage } from "./harness.ts";

describe.each(KINDS)("on %s", (kind) => {
  const here = stage(kind);

  describe("who holds a function", () => {
    test("holders before substitutes, those of the day, nobody who left", async () => {
      const { id } = await anOrganisation(here.db);
      const seat = { function: "ien", organisationId: id };
      const substitute = await aTenure(here.db, { ...seat, rank: 1 });
      const holder = await aTenure(here.db, seat);
      await aTenure(here.db, { ...seat, until: NOW });
      await aTenure(here.db, { ...seat, from: new Date("2030-01-01") });
      const closed = await aTenure(here.db, seat);
      await here.db.query("update person set closed_at = now() where id = $1", [closed.personId]);
      const found = await holdersOf(here.db, [id], ["ien"], LATER);
      expect(found.map(({ personId }) => personId)).toEqual([holder.personId, substitute.personId]);
      expect(await holdersOf(here.db, [id], ["dpd"], LATER)).toEqual([]);
    });
  });

  describe("the page of an organisation", () => {
    test("shows the levels above, nearest first, and what each function lacks", async () => {
      const dsden = await anOrganisation(here.db, { kind: "dsden", name: "DSDEN" });
      const ien = await anOrganisation(here.db, {
        kind: "circonscription",
        parentId: dsden.id,
        mail: null,
        name: "IEN",
      });
      const school = await anOrganisation(here.db, { parentId: ien.id, name: "École" });
      await aTenure(here.db, { function: "ien", organisationId: ien.id, rank: 1 });
      const page = await organisationPage(here.db, school.uai ?? "", LATER);
      expect(page?.levels.map(({ name }) => name)).toEqual(["IEN", "DSDEN"]);
      expect(page?.mailboxAnswersFor).toBe("chefEtablissement");
      expect(page?.functions[0]).toMatchObject({
        function: "chefEtablissement",
        holders: [],
        gap: "no-holder",
      });
      const above = await organisationPage(here.db, ien.id, LATER);
      expect(above?.functions).toEqual([
        expect.objectContaining({
          function: "ien",
          holders: [],
          substitutes: [expect.anything()],
          gap: "no-holder",
        }),
      ]);
    });

    test("says when nobody at all can be reached", async () => {
      const school = await anOrganisation(here.db, { mail: "sans arobase", mailState: "invalid" });
      const person = await aPerson(here.db, { email: null });
      await aTenure(here.db, {
        function: "chefEtablissement",
        organisationId: school.id,
        personId: person.id,
      });
      expect((await organisationPage(here.db, school.key))?.functions[0]?.gap).toBe("no-address");
      expect(await organisationPage(here.db, "rien' or 1=1")).toBeNull();
    });
  });

  describe("the directory", () => {
    beforeAll(async () => {
      for (let i = 0; i < 120; i++)
        await anOrganisation(here.db, {
          name: `Élémentaire ${i % 40}`,
          departement: "54",
          communeName: "Épinal 100%",
        });
    });

    test("finds by name, commune and UAI, whatever the accents, all words needed", async () => {
      const q = async (text: string) =>
        (await directoryPage(here.db, { q: text, departement: "54" })).rows.length;
      expect(await q("elementaire epinal")).toBe(50);
      expect(await q("ÉLÉMENTAIRE 39")).toBeGreaterThan(0);
      expect(await q("100%")).toBe(50);
      expect(await q("_")).toBe(0);
      expect(await q("elementaire metz")).toBe(0);
      expect(await q("0549")).toBeGreaterThan(0);
    });

    test("turns its pages without missing or repeating anybody", async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await directoryPage(here.db, {
          departement: "54",
          kind: "ecole",
          ...(cursor && { cursor }),
        });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect(seen.length).toBe(120);
      expect(new Set(seen).size).toBe(120);
    });

    test("an altered cursor shows the first page", async () => {
      expect(
        (await directoryPage(here.db, { departement: "54", cursor: "n'importe quoi" })).rows.length,
      ).toBe(50);
    });
  });
});
