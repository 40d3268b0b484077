import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict } from "#app/engine/errors.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { homologationSpecs } from "#app/homologation/forms/homologation-forms.ts";
import type { Database } from "#app/platform/database/database.ts";
import { dayAt, endOfDay, morningOf, shiftMonths } from "#machines/homologation/v1/time.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT } from "../support/world.ts";
import {
  acting,
  assessed,
  days,
  firm,
  type HomologationStage,
  homologated,
  homologationStage,
  reserve,
  strategy,
  submitted,
  system,
} from "./support.ts";

test.each([
  ["over the summer hour, the same hour of the clock", "2026-11-27T14:44:00Z", 6, "Europe/Paris", "2027-05-27T13:44:00.000Z"],
  ["on the 1st at half past midnight, which UTC calls the 28th", "2026-02-28T23:30:00Z", 6, "Europe/Paris", "2026-08-31T22:30:00.000Z"],
  ["on the 31st, the last day of a shorter month", "2026-08-31T10:00:00Z", 6, "Europe/Paris", "2027-02-28T11:00:00.000Z"],
  ["from 29 February, the 28th", "2028-02-29T09:00:00Z", 12, "Europe/Paris", "2029-02-28T09:00:00.000Z"],
  ["into the hour that the summer skips, the one after", "2026-09-28T00:30:00Z", 6, "Europe/Paris", "2027-03-28T01:30:00.000Z"],
  ["in La Réunion, which has no summer hour", "2026-11-27T20:30:00Z", 6, "Indian/Reunion", "2027-05-27T20:30:00.000Z"],
  ["back, for a reminder", "2027-05-27T13:44:00Z", -6, "Europe/Paris", "2026-11-27T14:44:00.000Z"],
] as const)("months are counted %s", (_, at, months, zone, then) => {
  expect(shiftMonths(at, months, zone)).toBe(then);
}); // biome-ignore format: one case a line

test("a day is that of the place: La Réunion is on the next one while Paris still dines", () => {
  expect(dayAt("2026-11-27T21:00:00Z", "Indian/Reunion")).toBe("2026-11-28");
  expect(dayAt("2026-11-27T21:00:00Z", "Europe/Paris")).toBe("2026-11-27");
  expect(morningOf("2026-03-29", "Europe/Paris")).toBe("2026-03-29T06:00:00.000Z");
  expect(morningOf("2026-03-28", "Europe/Paris")).toBe("2026-03-28T07:00:00.000Z");
  expect(morningOf("2026-03-29", "Indian/Reunion")).toBe("2026-03-29T04:00:00.000Z");
  expect(endOfDay("2026-10-25", "Europe/Paris")).toBe("2026-10-25T23:00:00.000Z");
});

describe("bad luck of a homologation", () => {
  let db: Database;
  let stage: HomologationStage;
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await homologationStage(db);
  });
  afterAll(() => db.close());
  const anew = async (key: string) => {
    const given = system({ key, name: key, nature: "application" });
    const { id } = await registerSystem(db, stage.people.rssi, given, NIGHT);
    await sendEvent(db, stage.people.rssi, id, assessed, NIGHT);
    return id;
  };
  const count = async (dossier: string, type: string) =>
    (await db.query("select 1 from journal_entry where dossier_id = $1 and type = $2", [dossier, type]))
      .length;

  test("two people set the strategy at the same instant: one is told what changed, nothing is lost", async () => {
    const { id } = await openHomologation(db, stage.people.rssi, await anew("deux"), NIGHT);
    const { act, read } = acting(db, id);
    const revision = (await read()).revision;
    const tries = await Promise.allSettled(
      ["Premier périmètre.", "Second périmètre."].map((perimeter) =>
        act(stage.people.rssi, "strategy.set", { ...strategy(stage), perimeter, revision }),
      ),
    );
    const failed = tries.filter((one) => one.status === "rejected");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toBeInstanceOf(Conflict);
    expect(await count(id, "strategy.set")).toBe(1);
    const kept = tries[0]?.status === "fulfilled" ? "Premier périmètre." : "Second périmètre.";
    expect((await read()).context.file.strategy?.perimeter).toBe(kept);
  });

  test("who decides and who leads are the directory's, whatever is sent of them; a stranger is refused", async () => {
    const { id } = await openHomologation(db, stage.people.rssi, await anew("noms"), NIGHT);
    const { act, read } = acting(db, id);
    const { authority, lead, ...rest } = strategy(stage);
    const stranger = { ...authority, person: "00000000-0000-4000-8000-00000000dead" };
    await expect(
      act(stage.people.rssi, "strategy.set", { ...rest, lead, authority: stranger }),
    ).rejects.toThrow("parmi les personnes de ce dispositif");
    const elsewhere = { id: lead.organisation.id, key: "autre", name: "Une autre maison" };
    const dressed = { ...authority, name: "Quelqu’un d’autre", organisation: elsewhere };
    await act(stage.people.rssi, "strategy.set", { ...rest, lead, authority: dressed });
    expect((await read()).context.file.strategy).toMatchObject({
      ...rest,
      authority: { ...authority, name: "Camille Autorité" },
      lead: { ...lead, name: "Camille RSSI Reims" },
    });
    const [grant] = await db.query(
      "select 1 from dossier_access where dossier_id = $1 and organisation_id = $2",
      [id, authority.organisation.id],
    );
    expect(grant).toBeDefined();
  });

  test("a réserve lifted while the decision is suspended is lifted, and the decision stays suspended", async () => {
    const due = "2026-06-01";
    const decision = firm(12, { decision: "reserved", reserves: [reserve(1, due), reserve(2, due)] });
    const { id, act, read, ring } = await homologated(db, stage, decision, await anew("reserves"));
    await act(stage.authority, "decision.suspended", { reason: "Réserves oubliées." });
    await act(stage.authority, "reserve.lifted", { key: reserve(1, due).key, proof: "Constat du 2 avril" });
    expect((await read()).state).toBe("suspended");
    // Its clock is cleared: the day it was due rings for the other one alone.
    await ring(new Date(endOfDay(due, "Europe/Paris")));
    const { context } = await read();
    expect(context.reserves[reserve(1, due).key]).toMatchObject({ lifted: { proof: "Constat du 2 avril" } });
    expect(context.reserves[reserve(1, due).key]).not.toHaveProperty("lateSince", expect.any(String));
    expect(context.reserves[reserve(2, due).key]?.lateSince).toBeTruthy();
    await expect(
      act(stage.authority, "reserve.lifted", { key: reserve(1, due).key, proof: "Encore" }),
    ).rejects.toMatchObject({ refusal: { because: "Cette réserve est déjà levée." } });
    await act(stage.authority, "decision.resumed", { reason: "Levée." });
    expect((await read()).state).toBe("in-force");
    expect(id).toBeTruthy();
  });

  test("the clock rung twice, by two processes at once, ends a homologation once", async () => {
    const { id, read } = await homologated(db, stage, firm(6), await anew("finie"));
    const { until } = (await read()).context.decision ?? {};
    expect(until).toBe(shiftMonths((await read()).context.decision?.effectAt ?? "", 6, "Europe/Paris"));
    const end = new Date(until ?? "");
    const rings = () => ringDue(db, end, undefined, id);
    for (let turns = 0; turns < 10; turns += 1) await Promise.all([rings(), rings()]);
    expect((await read()).state).toBe("expired");
    const ends = await db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and type = 'deadline.reached' and payload like '%\"expiry\"%'",
      [id],
    );
    expect(ends).toHaveLength(1);
    expect(await rings()).toBe(0);
  });

  test("a decision whose day is past, to come or too far: refused with its reason, or taken for that morning", async () => {
    const { act, read, clock } = await submitted(db, stage, await anew("dates"));
    const decide = (day: string) =>
      act(stage.authority, "decision.taken", { ...firm(6), effectAt: morningOf(day, "Europe/Paris") });
    const saying = (because: RegExp) => ({ refusal: { because: expect.stringMatching(because) } });
    await expect(decide("2026-03-01")).rejects.toMatchObject(saying(/avant que le dossier soit présenté/));
    await expect(decide("2027-06-01")).rejects.toMatchObject(saying(/dans l’année/));
    // The night after, clocks go forward: it takes effect at eight of the new hour, and ends at eight of the winter.
    await decide("2026-03-30");
    const { state, context } = await read();
    expect([state, context.decision?.effectAt]).toEqual(["decided", "2026-03-30T06:00:00.000Z"]);
    expect(context.decision?.until).toBe("2026-09-30T06:00:00.000Z");
    await ringDue(db, later(new Date("2026-03-30T06:00:00Z"), -1));
    expect((await read()).state).toBe("decided");
    await ringDue(db, new Date("2026-03-30T06:00:00Z"));
    expect((await read()).state).toBe("in-force");
    expect(clock.at < days(10)).toBe(true);
  });

  test("a day typed on the form is that of the place of the dossier", () => {
    const page = { context: { timezone: "Indian/Reunion" } } as never;
    const sent = homologationSpecs["decision.taken"]?.data({ effectAt: "29/03/2026" }, page, {} as never);
    expect(sent?.effectAt).toBe("2026-03-29T04:00:00.000Z");
  });
});
