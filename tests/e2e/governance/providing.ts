import { expect, test } from "vitest";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { accessible, phone } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { act, type Play } from "./play.ts";

/** The provider opens the link with its proofs; an incident closes it at once; the head reads why on a phone. */
export function providing(play: Play) {
  const published = async () => {
    const { page } = await play.seat(play.cast.rssi);
    const answer = await page.request.get("/api/v1/dispositifs/mbn/whitelist");
    expect(answer.headers()["x-jws-signature"]).toBeTruthy();
    return ((await answer.json()) as { applications: { key: string }[] }).applications.map(({ key }) => key);
  };

  test("the provider reads the ticket, integrates, tests and opens the link; it is on the published list", async () => {
    const { page } = await play.seat(play.cast.exploitant);
    await page.goto("/liste-blanche/integration");
    await accessible(page);
    await page.getByRole("link", { name: "Labo virtuel" }).click();
    await page.getByText("Service : https://labo-virtuel.invalid/cas").waitFor();
    await accessible(page);
    await picture(page, "liste-blanche-ticket");
    expect(await published()).not.toContain("labo-virtuel");
    for (const [slug, proof] of [
      ["integre", "Ticket INT-12"],
      ["teste", "Compte d’essai : connexion vue."],
      ["active", "Ouvert en production."],
    ] as const)
      await act(page, `/liste-blanche/${play.ref}/agir/${slug}`, { proof });
    await page.getByText("Active", { exact: true }).first().waitFor();
    expect(await published()).toContain("labo-virtuel");
  });

  test("an incident that names it suspends it in the same instant: list, board, provider and requester", async () => {
    const { ref } = await declareIncident(
      play.server.db,
      play.cast.rssi,
      {
        ...{
          dispositif: "mbn",
          organisation: "academie-reims",
          category: "data-leak",
          certainty: "proven",
        },
        ...{ title: "Fuite chez l’éditeur du Labo", description: "Des identifiants circulent." },
        ...{ noticedAt: new Date().toISOString(), compromises: ["sso-application:labo-virtuel"] },
      },
      new Date(),
    );
    expect(await published()).not.toContain("labo-virtuel");
    const { page } = await play.seat(play.cast.head, phone);
    await page.goto(`/liste-blanche/${play.ref}`);
    await page.getByText("Suspendue", { exact: true }).first().waitFor();
    await page.getByText(`${ref} nomme cette application parmi ce qui est compromis.`).first().waitFor();
    await accessible(page);
    await picture(page, "liste-blanche-suspendue-telephone");
    const provider = play.seats.find(({ caller }) => caller.person.id === play.cast.exploitant.person.id);
    await provider?.page.goto("/liste-blanche/integration");
    await provider?.page.getByRole("link", { name: "Labo virtuel" }).waitFor();
    const board = await play.seat(play.cast.rssi);
    await board.page.goto("/liste-blanche/chiffres");
    await accessible(board.page);
    await picture(board.page, "liste-blanche-chiffres", true);
    await board.page.goto("/liste-blanche/hotes-signales");
    await accessible(board.page);
    const wrong = play.seats.flatMap(({ errors, caller }) =>
      errors.map((one) => `${caller.person.name} ${one}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
}
