import type { Page } from "playwright";
import { expect, test } from "vitest";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import type { Caller } from "#app/platform/caller.ts";
import { someone } from "#tools/demo/people.ts";
import { accessible, phone } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { act, answer, type Play, type Seat } from "./play.ts";

/** A meeting of five members, one of them a substitute, one in conflict, decides of the request on its own pages. */
export function sitting(play: Play) {
  const members = {} as Record<"region" | "nancy" | "reims" | "strasbourg" | "departement", Seat>;
  let secretary: Seat;
  let path = "";
  const named = ({ person }: Caller) => [person.givenName, person.name].filter(Boolean).join(" ");
  const placeOf = ({ tenures: [tenure] }: Caller) => {
    const place = tenure?.organisation;
    if (!place) throw new Error("sans organisation");
    return { id: place.id, key: place.key, name: place.name };
  };
  const instance = async () => {
    const [row] = await play.server.db.query<{
      id: string;
      ref: string;
      seats: { key: string; label: string; organisation: { key: string } | null; kind: string }[];
    }>(
      `select i.id, i.ref, i.context->'seats' seats from dossier i join dispositif d on d.id = i.dispositif_id
        where i.kind = 'instance' and i.columns->>'key' = 'comite-suivi-securite' and d.key = 'mbn'`,
    );
    if (!row) throw new Error("instance inconnue");
    return row;
  };
  /** One press, and the answer that it gets. */
  const press = async ({ page }: Seat, name: string) => {
    const button = page.getByRole("button", { name, exact: true }).first();
    await button.waitFor();
    await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === "POST"),
      button.click(),
    ]);
  };
  const option = (page: Page, select: string, name: string) =>
    page.locator(`select[name="${select}"] option`, { hasText: name }).first().getAttribute("value");

  test("five seats are filled, one with a substitute; a secretary is named", async () => {
    const { cast, server } = play;
    const { id, ref, seats } = await instance();
    const of = (key: string) => seats.find(({ organisation }) => organisation?.key === key)?.key ?? "";
    const stand = await someone(server.db, "mbn", {
      function: "dsi",
      kind: "academie",
      at: "academie-nancy-metz",
    });
    const departement = await someone(server.db, "mbn", { function: "rssi", kind: "departement" });
    const { page } = await play.seat(cast.rssi);
    const places = [
      { seat: of("region-grand-est"), who: cast.region },
      { seat: of("academie-reims"), who: cast.rssi },
      { seat: of("academie-nancy-metz"), who: cast.nancy, stand },
      { seat: of("academie-strasbourg"), who: cast.strasbourg },
      { seat: seats.find(({ kind }) => kind === "departement")?.key ?? "", who: departement },
    ];
    for (const { seat, who, stand: substitute } of places) {
      if (!substitute) {
        const holder = {
          person: who.person.id,
          name: named(who),
          function: "rssi",
          organisation: placeOf(who),
        };
        const event = { type: "seat.filled", seat, holder, substitutes: [] };
        await actInMeeting(server.db, cast.rssi, id, event, new Date());
        continue;
      }
      // The one with somebody to stand in, by its page.
      await page.goto(`/instances/${ref}/agir/sieger?siege=${seat}`);
      await answer(page, { holder: (await option(page, "holder", who.person.name)) ?? "" });
      await page.locator("main label", { hasText: substitute.person.name }).first().click();
      await page.locator('main form button[name="intent"]').first().click();
      await page.waitForURL(/fait=1/);
    }
    await page.goto(`/instances/${ref}/agir/secretariat`);
    await page.locator("main label", { hasText: cast.dane.person.name }).first().click();
    await page.locator('main form button[name="intent"]').first().click();
    await page.waitForURL(/fait=1/);
    Object.assign(members, {
      region: await play.seat(cast.region),
      reims: { caller: cast.rssi, page, errors: [] },
      nancy: await play.seat(stand, phone),
      strasbourg: await play.seat(cast.strasbourg),
      departement: await play.seat(departement),
    });
    secretary = await play.seat(cast.dane);
    const [row] = await server.db.query<{ n: number }>(
      "select count(*)::int n from dossier, jsonb_array_elements(context->'seats') s where ref = $1 and s->'holder' <> 'null'",
      [ref],
    );
    expect(row?.n).toBe(5);
  });

  test("it is planned with what waits for it, and each is called by mail", async () => {
    const { page } = members.reims;
    const { ref } = await instance();
    await page.goto(`/instances/${ref}/prevoir`);
    await page.getByText(`Labo virtuel (${play.ref})`).waitFor();
    const soon = new Date(Date.now() + 30 * 60_000).toLocaleString("fr-FR", {
      timeZone: "Europe/Paris",
      dateStyle: "short",
      timeStyle: "short",
    });
    await answer(page, { debut: soon.replace(":", "h"), lieu: "Salle Barr" });
    await page.locator('main form[method="post"] button[type="submit"]').first().click();
    await page.waitForURL(/\/seances\/SEA-/);
    path = new URL(page.url()).pathname;
    const before = play.server.mail.received.length;
    await act(page, `${path}/agir/convoquer`);
    await expect
      .poll(() => play.server.mail.received.length - before, { timeout: 20_000 })
      .toBeGreaterThanOrEqual(6);
  });

  test("four vote of five, the substitute among them; the one in conflict neither speaks nor votes; the decision moves the request", async () => {
    await secretary.page.goto(path);
    await press(secretary, "Ouvrir la séance");
    for (const seat of Object.values(members)) {
      await seat.page.goto(path);
      if (seat === members.nancy) await seat.page.goto(`${path}?vue=presents`);
      await press(seat, "Je suis là");
    }
    await secretary.page.goto(path);
    await press(secretary, "Ouvrir le point 1");
    const vote = async (seat: Seat, how: string) => {
      await seat.page.goto(`${path}?vue=votes`);
      await press(seat, how);
      await seat.page.getByText(`Vous avez voté : ${how}.`).waitFor();
    };
    const { strasbourg } = members;
    await strasbourg.page.goto(path);
    await strasbourg.page.getByText("Déclarer un conflit d’intérêts").click();
    await strasbourg.page.locator('textarea[name="reason"]').first().fill("L’éditeur emploie un proche.");
    await press(strasbourg, "Me retirer de ce point");
    await strasbourg.page.getByText("vous ne parlez ni ne votez").first().waitFor();
    expect(await strasbourg.page.getByRole("button", { name: "Pour", exact: true }).count()).toBe(0);
    await vote(members.region, "Pour");
    await vote(members.reims, "Pour");
    await vote(members.nancy, "Pour");
    await vote(members.departement, "Contre");
    const { page } = members.region;
    await page.goto(path);
    await page.getByText("3 pour, 1 contre, 0 abstention").first().waitFor();
    await accessible(page);
    await picture(page, "seance-liste-blanche");
    await page.getByRole("link", { name: "Proclamer la décision" }).click();
    await page.waitForURL("**/agir/decider**");
    const foreseen = await act(page, page.url(), {
      verdict: "approved-with-conditions",
      reasons: "Au vu des trois avis.",
      ...{ condition1: "Audit avant la rentrée", conditionOwner1: "L’éditeur", conditionDue1: "31/08/2031" },
    });
    expect(foreseen).toContain(play.ref);
    const [row] = await play.server.db.query<{ state: string; sitting: { ref: string }; votes: string[] }>(
      `select r.state, r.context->'decisions'->-1->'sitting' sitting,
              array(select v->>'vote' from dossier m, jsonb_array_elements(m.context->'items'->0->'votes') v where m.ref = $2) votes
         from dossier r where r.ref = $1`,
      [play.ref, path.split("/").at(-1)],
    );
    expect(row).toMatchObject({ state: "approved", sitting: { ref: path.split("/").at(-1) } });
    expect(row?.votes.sort()).toEqual(["against", "for", "for", "for"]);
  });

  test("minutes come of it, the chair validates them, members receive them", async () => {
    await secretary.page.goto(path);
    await secretary.page.getByText("Autres actes").click();
    await press(secretary, "Lever la séance");
    const { page } = members.region;
    await page.goto(path);
    await press(members.region, "Valider le procès-verbal");
    await page.getByText("Validé par").first().waitFor();
    expect((await page.request.get(`${path}/proces-verbal.pdf`)).headers()["content-type"]).toBe(
      "application/pdf",
    );
    await act(secretary.page, `${path}/agir/envoyer`);
  });
}
