import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitingOnHome } from "#app/communication/queries/home.ts";
import { messagePage, waitingMessages } from "#app/communication/queries/list.ts";
import { reached } from "#app/communication/queries/reached.ts";
import { urgentMessages } from "#app/communication/queries/urgent.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action as act } from "#app/routes/messages.$ref.agir.$type.tsx";
import { loader as compilation } from "#app/routes/messages.urgents[.]csv.ts";
import { loader as printed } from "#app/routes/messages.urgents[.]pdf.ts";
import { classique, drafted, MONDAY, type People, stage } from "../../communication/stage.ts";
import { freshDatabase } from "../../support/databases.ts";
import { answerOf, browser } from "../incident/harness.ts";

const urgent = classique({
  process: "urgent",
  title: "Cars suspendus",
  justification: "Verglas, alerte de la préfecture.",
  startsAt: undefined,
  endsAt: undefined,
  objective: undefined,
  short: undefined,
});

describe.each(["postgres", "embedded"] as const)("lists of messages, on %s", (kind) => {
  let db: Database;
  let people: People;
  let ref: string;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await stage(db);
    const message = await drafted(db, people.departement, urgent);
    await message.act(people.departement, MONDAY, "communication.submitted");
    ref = message.ref;
    await drafted(db, people.departement, classique(), new Date(MONDAY.getTime() + 60_000));
  });
  afterAll(() => db.close());

  test("a draft is its author's alone; filters hold; what was urgent waits for COSUI and CST, one opinion each", async () => {
    const mine = await messagePage(db, people.departement, {}, null);
    expect(mine.rows.map(({ process, state }) => `${process} ${state}`)).toEqual([
      "classique draft",
      "urgent sending",
    ]);
    expect((await messagePage(db, people.rssi, {}, null)).rows.map((row) => row.ref)).toEqual([ref]);
    const filtered = await messagePage(db, people.departement, { q: "CARS susp", process: "urgent" }, null);
    expect(filtered.rows.map((row) => row.ref)).toEqual([ref]);
    expect((await messagePage(db, people.departement, { state: "t2" }, null)).rows).toEqual([]);
    expect(await waitingMessages(db, people.regionRssi)).toMatchObject([{ ref, waits: "review" }]);
    expect((await waitingOnHome(db, people.regionRssi))[0]?.to).toBe(`/messages/${ref}/agir/examiner`);

    const web = browser(db, { at: MONDAY });
    const say = async (instance: string) =>
      answerOf(
        web.post(act, people.regionRssi, `/messages/${ref}/agir/examiner`, {
          ...{ instance, opinion: "conforme", text: "Justifié.", idempotency: instance, intent: "confirm" },
        }),
      );
    const task = async () =>
      (await db.query<{ state: string }>("select state from task where key = 'review'"))[0]?.state;
    expect((await say("cosui")).to).toContain("fait=examiner");
    // COSUI and CST (MBN-5.3-U): machine, task and page wait for the last of them.
    expect(await task()).toBe("open");
    expect(await urgentMessages(db, people.regionRssi, { review: "pending" })).toHaveLength(1);
    expect((await say("cst")).to).toContain("fait=examiner");
    expect(await task()).toBe("done");
    expect(await urgentMessages(db, people.regionRssi, { review: "pending" })).toEqual([]);
    const csv = await web.get(compilation, people.regionRssi, "/messages/urgents.csv");
    expect(await csv.text()).toMatch(/Cars suspendus.*Verglas.*CST : conforme/s);
    const pdf = await web.get(printed, people.regionRssi, "/messages/urgents.pdf");
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  });

  test("who gets it is counted by profile and school; what nobody counted is said, never guessed", async () => {
    await db.query(
      `insert into headcount (organisation_id, profile, people, source, at)
       select id, 'families', 640, 'annuaire', now() from organisation where uai = '0511234A'`,
    );
    const [row] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
    const place = people.departement.tenures[0]?.organisation?.id ?? "";
    const who = await reached(db, row?.id ?? "", {
      profiles: ["families", "pupils"],
      scope: { perimeter: "departement", departement: "51", place, declarer: place },
    });
    expect(who.schools).toBe(2);
    const families = who.profiles.find(({ profile }) => profile === "families");
    expect(families).toEqual({ profile: "families", people: 640, uncounted: 1 });
    expect(who.profiles.find(({ profile }) => profile === "pupils")).toMatchObject({ uncounted: 2 });
    expect(who.departements).toEqual([{ departement: "51", schools: 2, people: 640 }]);
    expect(who.named.map(({ people }) => people)).toEqual([640, null]);
  });
});
