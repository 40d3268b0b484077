import { describe, expect, test } from "vitest";
import { committeeSentence } from "#app/messages/committee-journal.ts";
import { instanceChart } from "#machines/instance/v1/chart.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import { instanceEvents, instancePersonEvents } from "#machines/instance/v1/events.ts";
import { instanceV1 } from "#machines/instance/v1/machine.ts";
import { seatsOf, termsOf } from "#machines/instance/v1/terms.ts";
import { checkedYear, nextCheck } from "#machines/instance/v1/year.ts";
import { meetingEvents } from "#machines/meeting/v1/events.ts";
import { StepRefused, type Stored } from "#machines/step.ts";
import { actor, convention, people, uuid, type Who, world } from "./cast.ts";

const places = new Map(
  ["region-grand-est", "academie-reims", "academie-nancy-metz", "academie-strasbourg"].map((key, n) => [
    key,
    { id: uuid(700 + n), key, kind: key.startsWith("region") ? "region" : "academie", name: key },
  ]),
);
const words = (party: string, role: string | null) => (role ? `${party}, ${role}` : party);
const KEY = "comite-suivi-securite";
const opening = (edition = "1") => ({
  key: KEY,
  terms: termsOf(convention, KEY, edition),
  seats: seatsOf(convention, KEY, places, words),
  timezone: "Europe/Paris",
  readers: [],
});

function step(
  stored: Stored | null,
  type: string,
  data: object = {},
  at = "2026-03-24T08:00:00.000Z",
  who: Who = "s",
) {
  return instanceV1.step(stored, { type, data: data as Record<string, unknown>, at, by: actor(who) }, world);
}
const context = (stored: Stored) => stored.context as unknown as InstanceContext;
const found = (...named: Who[]) => ({
  people: named.map((one) => ({
    id: people[one].person,
    name: people[one].name,
    function: "rssi",
    organisation: { ...people[one].organisation, kind: "academie" },
  })),
});
const put = (seat: string, holder: Who, ...substitutes: Who[]) => ({
  seat,
  holder: people[holder],
  substitutes: substitutes.map((one) => people[one]),
  found: found(holder, ...substitutes),
});
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof StepRefused) return error.refusal.because;
    throw error;
  }
  throw new Error("rien n’a été refusé");
};

describe("an instance", () => {
  test("takes every event of its own, and the journal has a sentence for each, as for those of meetings", () => {
    const taken = new Set(Object.values(instanceChart.states).flatMap((state) => state.ownEvents));
    expect(Object.keys(instanceEvents).filter((type) => !taken.has(type as never))).toEqual([]);
    expect(Object.keys(instanceV1.events)).toEqual(Object.keys(instancePersonEvents));
    for (const type of [...Object.keys(instanceEvents), ...Object.keys(meetingEvents)])
      expect(committeeSentence(type), type).not.toBe(type);
    expect(refusal(() => step(null, "seat.filled", put("a", "a")))).toContain("pas encore ouverte");
    expect(refusal(() => step(step(null, "instance.opened", opening()), "meeting.opened"))).toContain(
      "pas sa place",
    );
  });

  test("has the seats, the chair and the cadence of its text; a choice of the console is said to be one", () => {
    const { seats, chairSeat, terms } = context(step(null, "instance.opened", opening()));
    expect(seats.map(({ key, organisation }) => [key, organisation?.key ?? null])).toEqual([
      ["region-grand-est-rssi", "region-grand-est"],
      ["academie-nancy-metz-rssi", "academie-nancy-metz"],
      ["academie-reims-rssi", "academie-reims"],
      ["academie-strasbourg-rssi", "academie-strasbourg"],
      ["departement-rssi", null],
    ].sort(([a], [b]) => seats.findIndex(({ key }) => key === a) - seats.findIndex(({ key }) => key === b)));
    expect(chairSeat).toBe("region-grand-est-rssi");
    expect(terms.chair).toEqual({ kind: "region", rule: "CHOIX-INSTANCES", article: "choix de la console", choice: true });
    expect(termsOf(convention, "inconnue", "1")).toBeNull();
  }); // biome-ignore format: one seat a line

  test("one person, one seat; who leaves is named; a seat of the text stays, one that was added goes", () => {
    let stored: Stored = step(null, "instance.opened", opening());
    stored = step(stored, "seat.filled", put("region-grand-est-rssi", "a", "a2"));
    expect(refusal(() => step(stored, "seat.filled", put("academie-reims-rssi", "a")))).toContain("une personne, un siège");
    expect(refusal(() => step(stored, "seat.filled", put("academie-reims-rssi", "b", "b")))).toContain("titulaire et suppléant");
    expect(refusal(() => step(stored, "seat.filled", put("inconnu", "b")))).toContain("n’a pas ce siège");
    expect(refusal(() => step(stored, "seat.filled", { ...put("academie-reims-rssi", "b"), found: found() }))).toContain("L’annuaire");
    expect(refusal(() => step(stored, "seat.vacated", { seat: "region-grand-est-rssi", who: people.b.person, reason: "x" }))).toContain("ne siège pas");
    stored = step(stored, "seat.vacated", { seat: "region-grand-est-rssi", who: people.a.person, reason: "Départ." });
    expect(context(stored).seats[0]).toMatchObject({ holder: null, substitutes: [{ name: "Ange" }], since: null });
    const seat = { key: "invite", kind: "prestataire", label: "Titulaire du marché", organisation: null, function: null, substitutes: 0 };
    stored = step(stored, "seat.added", { seat });
    expect(refusal(() => step(stored, "seat.added", { seat }))).toContain("existe déjà");
    expect(refusal(() => step(stored, "seat.removed", { seat: "region-grand-est-rssi", reason: "x" }))).toContain("avenant");
    // Another version of the text: who sits still sits, what was added by decision stays.
    stored = step(stored, "instance.aligned", { terms: termsOf(convention, KEY, "2"), seats: opening().seats });
    expect(context(stored).seats.map(({ key }) => key)).toContain("invite");
    expect(context(stored).seats[0]?.substitutes).toHaveLength(1);
    stored = step(stored, "seat.removed", { seat: "invite", reason: "Le marché est fini." });
    expect(context(stored).seats.map(({ key }) => key)).not.toContain("invite");
    expect(refusal(() => step(stored, "secretaries.named", { secretaries: [people.s, people.s], found: found("s") }))).toContain("deux fois");
    expect(refusal(() => step(stored, "guests.named", { guests: [people.t, people.t], found: found("t") }))).toContain("deux fois");
  }); // biome-ignore format: one act a line

  test("the year is looked at on 1 October and 1 December where it is, then once it is over", () => {
    expect(nextCheck("2026-03-24T08:00:00.000Z", "Europe/Paris")).toBe("2026-09-30T22:00:00.000Z");
    expect(nextCheck("2026-09-30T22:00:00.000Z", "Europe/Paris")).toBe("2026-11-30T23:00:00.000Z");
    expect(nextCheck("2026-11-30T23:00:00.000Z", "Europe/Paris")).toBe("2026-12-31T23:00:00.000Z");
    expect(nextCheck("2026-12-31T23:00:00.000Z", "Indian/Reunion")).toBe("2027-09-30T20:00:00.000Z");
    expect(checkedYear("2026-12-31T23:00:00.000Z", "Europe/Paris")).toEqual({ year: 2026, over: true });
  });

  test("counts what was held and what is planned, each meeting once; saved in time, its warning is closed", () => {
    let stored: Stored = step(null, "instance.opened", opening());
    const record = (n: number, state: string, at = "2026-05-01T12:00:00.000Z") => {
      const after = step(stored, "meeting.recorded", { meeting: uuid(800 + n), ref: `SEA-${n}`, at, state });
      stored = after;
      return after;
    };
    for (const n of [1, 2, 3, 4]) record(n, "held");
    record(5, "planned", "2026-11-10T12:00:00.000Z");
    stored = step(stored, "year.checked", { key: "year" }, "2026-09-30T22:00:00.000Z");
    expect(context(stored).short).toMatchObject({ year: 2026, held: 4, planned: 1, needed: 6, over: false });
    record(5, "held", "2026-11-10T12:00:00.000Z");
    expect(context(stored).short).toMatchObject({ held: 5, planned: 0 });
    // Of another year, or cancelled: they save nothing.
    record(6, "planned", "2027-01-10T12:00:00.000Z");
    record(7, "cancelled", "2026-12-10T12:00:00.000Z");
    expect(context(stored).short).not.toBeNull();
    // Beyond the minimum, by agreement of the parties: it makes up for none (ATR-5).
    stored = step(stored, "meeting.recorded", {
      meeting: uuid(809),
      ref: "SEA-9",
      at: "2026-12-12T12:00:00.000Z",
      state: "held",
      extra: true,
    });
    expect(context(stored).short).not.toBeNull();
    const saved = record(8, "convened", "2026-12-15T12:00:00.000Z");
    expect(context(stored).short).toBeNull();
    expect(saved.effects).toEqual([{ do: "close-task", key: "year-2026" }]);
  });
});
