import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCallPage } from "#app/crisis/messages/call-page.ts";
import { callPageModel } from "#app/crisis/queries/call-page.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/a.$token.tsx";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { browser, SECRET } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";

type Row = {
  id: string;
  alert: string;
  person_id: string | null;
  acked_at: Date | null;
  answer: string | null;
};

describe("the page behind the link of a call to the cell", () => {
  let db: Database;
  let people: GrandEst;
  let crisis: string;
  const clock = { at: later(NIGHT, 20) };
  let web: ReturnType<typeof browser>;
  beforeAll(async () => {
    db = await freshDatabase("postgres");
    people = await smallGrandEst(db);
    crisis = (await activeCrisis(db, people)).id;
    web = browser(db, clock);
  });
  afterAll(() => db.close());

  const calls = (alert: string) =>
    db.query<Row>(
      "select id, alert, person_id, acked_at, answer from delivery where dossier_id = $1 and alert = $2 order by name",
      [crisis, alert],
    );
  const pathOf = ({ id }: Row) => ackPath(SECRET, id);
  const text = async (answer: Promise<unknown>) => {
    const response = (await answer) as Response;
    expect(response.status).toBe(200);
    return response.text();
  };
  const seats = async () => {
    const [row] = await db.query<{ context: CrisisContext }>("select context from dossier where id = $1", [
      crisis,
    ]);
    return row?.context.members.map(({ name, role }) => `${role} ${name}`) ?? [];
  };
  const one = async (alert: string, at = 0) => (await calls(alert))[at] as Row;

  test("reading answers nothing; one press takes the seat; twice is harmless", async () => {
    const call = await one("cell-dpd");
    const page = await text(web.get(loader, null, pathOf(call)));
    expect(page).toContain("La cellule de crise vous attend");
    expect(page).toContain("comme DPD");
    expect(page.match(/<form/g)).toHaveLength(2);
    expect(page).not.toContain("<script");
    expect((await one("cell-dpd")).answer).toBeNull();
    for (let n = 0; n < 2; n += 1) {
      const pressed = await text(web.post(action, null, pathOf(call), { answer: "taken" }));
      expect(pressed).toMatch(n === 0 ? /vous rejoignez la cellule/ : /a répondu « Je rejoins la cellule »/);
    }
    expect((await one("cell-dpd")).answer).toBe("taken");
    expect((await seats()).filter((seat) => seat.startsWith("dpd "))).toEqual(["dpd Camille DPD Reims"]);
  });

  test("« ce n’est pas moi » takes no seat", async () => {
    const before = await seats();
    const call = await one("cell-communication");
    const page = await text(web.post(action, null, pathOf(call), { answer: "not-me" }));
    expect(page).toContain("cet appel n’est pas pour vous");
    expect(await seats()).toEqual(before);
    expect((await one("cell-communication")).answer).toBe("not-me");
  });

  test("a head of school reads and says so, without a seat and without the room", async () => {
    const before = await seats();
    const call = await one("heads");
    const page = await text(web.get(loader, null, pathOf(call)));
    expect(page).toContain("Une crise est ouverte dans votre ENT.");
    expect(page).toContain("J’ai lu");
    const pressed = await text(web.post(action, null, pathOf(call), { answer: "taken" }));
    expect(pressed).toContain("vous avez lu ce message");
    expect(pressed).not.toContain("/crises/");
    expect(await seats()).toEqual(before);
  });

  test("whom to call is whoever directs the crisis", async () => {
    await db.query("update person set phone = '03 26 00 00 00' where id = $1", [people.direction.person.id]);
    const model = await callPageModel(db, (await one("cell-rssi")).id);
    expect(model?.contact).toEqual({
      name: expect.stringContaining("Recteur Reims"),
      phone: "03 26 00 00 00",
    });
    expect(model && renderCallPage(model)).toContain('href="tel:0326000000"');
  });

  test("a link that was changed opens nothing", async () => {
    const response = (await web.get(
      loader,
      null,
      `${pathOf(await one("cell-rssi"))}x`,
    )) as unknown as Response;
    expect(response.status).toBe(404);
  });
});
