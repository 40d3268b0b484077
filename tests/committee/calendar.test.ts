import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calendarPath } from "#app/committee/calendar/link.ts";
import { writeCalendar } from "#app/committee/calendar/write-calendar.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as agenda } from "#app/routes/agenda.$token[.]ics.ts";
import { action, loader as page } from "#app/routes/connexion.agenda.tsx";
import { visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { NIGHT } from "../support/world.ts";

const read = (body: string) => {
  const calendar = new ICAL.Component(ICAL.parse(body));
  return calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
};

describe("what an agenda reads", () => {
  const meeting = {
    ...{ ref: "SEA-2026-001", instance: "Comité de suivi sécurité", dispositif: "Mon Bureau Numérique" },
    ...{ state: "convened", kind: "sitting" as const, place: "Salle 3 ; Metz, 2e étage", link: null },
    ...{ at: "2026-12-03T13:00:00.000Z", endsAt: "2026-12-03T15:00:00.000Z", sequence: 2 },
    changedAt: "2026-11-20T08:00:00.000Z",
    items: ["Labo virtuel : demande d’application, avec un titre si long qu’il faut le plier sur deux lignes", "Divers"],
  }; // biome-ignore format: facts
  const where = { publicUrl: "https://tocsin.exemple.fr", operator: "Académie" };

  test("a meeting comes back whole from another reader: hours, place, sequence, agenda, accents", () => {
    const [event] = read(writeCalendar({ meetings: [meeting], deadlines: [] }, where));
    expect(event?.uid).toBe("SEA-2026-001@tocsin.exemple.fr");
    expect(event?.sequence).toBe(2);
    expect(event?.startDate.toJSDate().toISOString()).toBe(meeting.at);
    expect(event?.endDate.toJSDate().toISOString()).toBe(meeting.endsAt);
    expect(event?.location).toBe(meeting.place);
    expect(event?.description).toContain(`1. ${meeting.items[0]}\n2. Divers`);
    expect(event?.component.getFirstPropertyValue("status")).toBe("CONFIRMED");
  });

  test("one that is only planned is tentative, one that is cancelled says so, a consultation takes no time", () => {
    const meetings = [
      { ...meeting, state: "planned" },
      { ...meeting, state: "cancelled" },
      { ...meeting, kind: "written" as const, state: "consulting" },
    ];
    const events = read(writeCalendar({ meetings, deadlines: [] }, where));
    const of = (name: string) => events.map((one) => one.component.getFirstPropertyValue(name));
    expect(of("status")).toEqual(["TENTATIVE", "CANCELLED", "CONFIRMED"]);
    expect(of("transp")).toEqual([null, null, "TRANSPARENT"]);
  });

  test("no line is longer than 75 bytes, and a hostile title adds no line of its own", () => {
    const items = ["Piège\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:faux"];
    const body = writeCalendar({ meetings: [{ ...meeting, items }], deadlines: [] }, where);
    for (const line of body.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(76);
    expect(read(body)).toHaveLength(1);
  });
});

describe("a secret link", () => {
  let db: Database;
  let people: GrandEst;
  let visit: ReturnType<typeof visitor>;
  let ref: string;
  beforeAll(async () => {
    db = await freshDatabase();
    people = await smallGrandEst(db);
    visit = visitor(db, () => NIGHT);
    const declared = await declareIncident(
      db,
      people.rssi,
      {
        dispositif: "mbn",
        organisation: "academie-reims",
        title: "Fuite",
        description: "Des notes circulent.",
        category: "data-leak",
        certainty: "proven",
        personalData: true,
        noticedAt: NIGHT.toISOString(),
      },
      NIGHT,
    );
    ref = declared.ref;
  });
  afterAll(() => db.close());

  const press = async (intent: string) => {
    await visit.post(action, people.rssi, "/connexion/agenda", { intent });
    const { feed } = await visit.get(page, people.rssi, "/connexion/agenda");
    return feed?.url ?? "";
  };
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const token = /\/agenda\/(.+)\.ics$/.exec(url)?.[1] ?? "";
    return visit.raw(agenda, "/agenda/x.ics", { token }, headers);
  };

  test("none at first; opened, it gives what its owner leads and has to do, by when", async () => {
    expect((await visit.get(page, people.rssi, "/connexion/agenda")).feed).toBeNull();
    const answer = await ask(await press("open"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const events = read(await answer.text());
    expect(events.map((one) => one.summary)).toContain(`Échéance : Notification à la CNIL (${ref})`);
    expect(events.every((one) => one.description.includes(`/incidents/${ref}`))).toBe(true);
  });

  test("the same agenda is answered in a word; the page says that one was read", async () => {
    const { feed } = await visit.get(page, people.rssi, "/connexion/agenda");
    const first = await ask(feed?.url ?? "");
    const again = await ask(feed?.url ?? "", { "if-none-match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(feed?.readAt).toBe(NIGHT.toISOString());
  });

  test("renewed or revoked, the address before opens nothing; opened again, it is another", async () => {
    const { feed } = await visit.get(page, people.rssi, "/connexion/agenda");
    const first = feed?.url ?? "";
    const second = await press("renew");
    expect([(await ask(first)).status, (await ask(second)).status]).toEqual([404, 200]);
    expect(await press("revoke")).toBe("");
    expect((await ask(second)).status).toBe(404);
    const third = await press("open");
    expect(new Set([first, second, third]).size).toBe(3);
    expect((await ask(third)).status).toBe(200);
  });

  test.each(["", "x", "....", "AAAAAAAAAAAAAAAAAAAAAA.AAAA", "é".repeat(5_000), "%00"])(
    "a made-up address is not there (%#)",
    async (token) => {
      const answer = await visit.raw(agenda, "/agenda/x.ics", { token });
      expect(answer.status).toBe(404);
    },
  );

  test("somebody else’s key does not open it, and who has left has none", async () => {
    const forged = calendarPath("another secret", { person: people.rssi.person.id, generation: 9 });
    expect((await ask(`http://localhost${forged}`)).status).toBe(404);
    const { feed } = await visit.get(page, people.rssi, "/connexion/agenda");
    await db.query("update person set closed_at = $2 where id = $1", [people.rssi.person.id, NIGHT]);
    expect((await ask(feed?.url ?? "")).status).toBe(404);
    await db.query("update person set closed_at = null where id = $1", [people.rssi.person.id]);
  });
});
