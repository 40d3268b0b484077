import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { roomPage } from "#app/crisis/queries/room.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { jumpToNext } from "#app/exercise/commands/jump-to-next.ts";
import { startExercise } from "#app/exercise/commands/start-exercise.ts";
import { debriefPdf } from "#app/exercise/pdf.ts";
import { debriefPage } from "#app/exercise/queries/debrief-page.ts";
import { exercisePage } from "#app/exercise/queries/exercise-page.ts";
import { exercisesOf } from "#app/exercise/queries/exercises.ts";
import { locksOf } from "#app/lock/queries/lock-banner.ts";
import { realAt, shownAt } from "#machines/exercise/clock.ts";
import { activate, exerciseStage, type Stage } from "./stage.ts";

const DEBEX = Date.parse("2026-03-24T01:10:00Z");
const story = (minutes: number) => new Date(DEBEX + minutes * 60_000).toISOString();

test("a moment of the story and its real instant lead to each other, and time never goes back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999 }), fc.nat(10 ** 9), fc.nat(10 ** 9), (tenths, a, b) => {
      const pace = { real: story(0), shown: story(7), factor: tenths / 10 };
      const [first, second] = [new Date(DEBEX + Math.min(a, b)), new Date(DEBEX + Math.max(a, b))];
      expect(shownAt(pace, first) <= shownAt(pace, second)).toBe(true);
      const back = realAt(pace, shownAt(pace, second)) as Date;
      expect(Math.abs(back.getTime() - second.getTime())).toBeLessThanOrEqual(6 + 1 / pace.factor);
      expect(shownAt({ ...pace, factor: 0 }, second).toISOString()).toBe(pace.shown);
    }),
    { numRuns: 2_000 },
  );
});

describe.each(["postgres", "embedded"] as const)("three days in twenty minutes, on %s", (kind) => {
  let s: Stage;
  let exercise: { id: string; ref: string };
  let crisis: { id: string; ref: string };
  const animator = () => s.people.rssiNancy;
  const states = async () =>
    Object.fromEntries((await s.context(exercise.id)).injects.map(({ key, state }) => [key, state]));
  beforeAll(async () => {
    s = await exerciseStage(kind);
    exercise = await s.prepare();
  });
  afterAll(async () => {
    expect(s.errors).toEqual([]);
    await s.db.close();
  });

  test("before DEBEX it is prepared: nobody was told, and only who conducts it may start it", async () => {
    await s.turn();
    expect(s.left).toEqual([]);
    const refused = await startExercise(s.db, s.people.rssi, exercise.ref, {}, s.now()).catch(
      (error: unknown) => error,
    );
    expect((refused as RuleRefused).refusal).toMatchObject({ rule: "CHOIX-EXERCICE" });
    const [crises] = await s.db.query("select count(*)::int n from dossier where kind = 'crisis'");
    expect(crises).toEqual({ n: 0 });
  });

  test("players are convoked by mail, and they alone", async () => {
    await s.say(animator(), exercise.id, "exercise.convened");
    await s.turn();
    expect(s.left.map(({ address }) => address).sort()).toEqual([
      "exploitant-prestataire-mbn-0@agents.example.invalid",
      "recteur-academie-reims-0@agents.example.invalid",
      "rssi-academie-reims-0@agents.example.invalid",
    ]);
  });

  test("DEBEX opens the crisis at the story's hour; started twice it opens one", async () => {
    crisis = await s.start(exercise.ref, 216);
    const page = await roomPage(s.db, s.people.rssi, crisis.ref, s.now());
    expect(page.now).toBe(story(0));
    expect(page.room.lines[0]?.at).toBe(story(0));
    await expect(s.start(exercise.ref, 216)).rejects.toBeInstanceOf(RuleRefused);
    const [crises] = await s.db.query("select count(*)::int n from dossier where kind = 'crisis'");
    expect(crises).toEqual({ n: 1 });
  });

  test("what is said after ten real seconds bears the story's time, and deadlines are counted in it", async () => {
    await s.pass(10 / 60);
    await activate(s, crisis.id);
    const [entry] = await s.db.query<{ told: string }>(
      "select payload::jsonb->>'at' told from journal_entry where dossier_id = $1 and type = 'crisis.activated'",
      [crisis.id],
    );
    expect(entry?.told).toBe(story(36));
    const [step] = await s.db.query<{ started: Date }>(
      "select started_at started from deadline where dossier_id = $1 and key like 'step-%' and started_at > $2 limit 1",
      [crisis.id, story(1)],
    );
    expect(step?.started.toISOString()).toBe(story(36));
    const seen = await previewEvent(
      s.db,
      s.people.rssi,
      crisis.id,
      { type: "log.entered", kind: "fait", content: "Vu." },
      s.now(),
    );
    expect(seen.players).toHaveLength(3);
  });

  test("a stimulus comes by the story's clock, as a line of the room and a mail to its player alone", async () => {
    expect(await states()).toEqual({ appel: "fired", presse: "planned" });
    const page = await roomPage(s.db, s.people.rssi, crisis.ref, s.now());
    const line = page.room.lines.find(({ data }) => String(data.content).startsWith("Stimulus appel"));
    expect(line?.data).toMatchObject({ from: "Une famille", channel: "téléphone" });
    const mails = s.left.filter(({ subject }) => subject === "Stimulus appel");
    expect(mails.map(({ address }) => address)).toEqual(["rssi-academie-reims-0@agents.example.invalid"]);
  });

  test("paused, an hour of the console changes nothing; resumed, the story goes on where it stood", async () => {
    await s.say(animator(), exercise.id, "exercise.paused");
    const before = (await exercisePage(s.db, animator(), exercise.ref, s.now())).shown;
    await s.pass(60);
    expect((await exercisePage(s.db, animator(), exercise.ref, s.now())).shown).toBe(before);
    expect((await states()).presse).toBe("planned");
    await s.say(animator(), exercise.id, "exercise.resumed");
    expect((await exercisePage(s.db, animator(), exercise.ref, s.now())).shown).toBe(before);
  });

  test("on to the next event: the clock stops exactly there, nothing is skipped on the way", async () => {
    for (let n = 0; n < 40 && (await states()).presse === "planned"; n += 1) {
      const to = await jumpToNext(s.db, animator(), exercise.ref, s.now());
      expect((await exercisePage(s.db, animator(), exercise.ref, s.now())).shown).toBe(to.toISOString());
      await s.pass(0);
    }
    expect((await states()).presse).toBe("fired");
    await expect(s.say(animator(), exercise.id, "clock.jumped", { to: story(0) })).rejects.toBeInstanceOf(
      RuleRefused,
    );
  });

  test("the chronogramme is steered on the fly: added, edited, fired by hand once, skipped with a reason", async () => {
    const text = {
      to: ["direction"],
      way: "visite",
      from: "Un élu",
      content: "Je viens voir.",
      expected: "L’accueillir.",
    };
    await s.say(animator(), exercise.id, "inject.added", {
      key: "elu",
      at: 5_000,
      title: "Une visite",
      ...text,
    });
    await s.say(animator(), exercise.id, "inject.edited", {
      key: "elu",
      at: 5_001,
      title: "Une visite annoncée",
      ...text,
    });
    await s.say(animator(), exercise.id, "inject.fired", { key: "elu" });
    await expect(s.say(animator(), exercise.id, "inject.fired", { key: "elu" })).rejects.toThrow(
      /déjà parti/,
    );
    await s.say(animator(), exercise.id, "inject.added", { key: "trop", at: 6_000, title: "Trop", ...text });
    await s.say(animator(), exercise.id, "inject.skipped", {
      key: "trop",
      reason: "Les joueurs sont débordés.",
    });
    await s.turn();
    expect(s.left.filter(({ subject }) => subject === "Une visite annoncée")).toHaveLength(1);
    await expect(s.say(s.people.rssi, exercise.id, "inject.fired", { key: "presse" })).rejects.toThrow(
      /animation/,
    );
  });

  test("a player answers what was addressed to them, observers keep the grid, nobody swaps parts", async () => {
    await s.say(s.people.rssi, exercise.id, "inject.answered", { key: "appel", text: "Noté." });
    await expect(
      s.say(s.people.exploitant, exercise.id, "inject.answered", { key: "appel", text: "Moi ?" }),
    ).rejects.toThrow(/adressé/);
    await s.say(s.people.dpd, exercise.id, "observation.noted", {
      criterion: "verrou",
      observed: "partly",
      note: "Tard.",
    });
    await s.say(s.people.dpd, exercise.id, "observation.noted", { criterion: "verrou", observed: "yes" });
    await expect(
      s.say(s.people.rssi, exercise.id, "observation.noted", { criterion: "verrou", observed: "yes" }),
    ).rejects.toThrow(/observateurs/);
    expect((await s.context(exercise.id)).observations).toHaveLength(1);
    const mine = await exercisePage(s.db, s.people.exploitant, exercise.ref, s.now());
    expect(mine.context.injects).toEqual([]);
  });

  test("the banner of its lock is for its players; an animator and a head of school see none", async () => {
    const seenBy = async (who: typeof s.people.rssi) =>
      (await locksOf(s.db, who.tenures, s.now(), who.person.id)).banners.map((one) => one.exercise);
    expect(await seenBy(s.people.rssi)).toEqual([exercise.ref]);
    expect(await seenBy(animator())).toEqual([]);
    expect(await seenBy(s.people.head)).toEqual([]);
  });

  test("after FINEX the figures say what was reached, and a PDF tells them", async () => {
    await s.say(animator(), exercise.id, "exercise.ended");
    await s.say(animator(), exercise.id, "exercise.debriefed", { summary: "Bien, mais tard." });
    const page = await debriefPage(s.db, animator(), exercise.ref, s.now());
    expect(page.results).toMatchObject({
      toLock: 36,
      firstAck: null,
      toMessage: null,
      injects: { answered: 1, fired: 3 },
      grid: { yes: 1, all: 1 },
    });
    expect(page.results?.simulated).toBeGreaterThan(3);
    const [listed] = await exercisesOf(s.db, animator());
    expect(listed?.results).toEqual(page.results);
    const pdf = await debriefPdf(page, s.now());
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await expect(
      sendEvent(s.db, animator(), exercise.id, { type: "inject.fired", key: "presse" }, s.now()),
    ).rejects.toBeInstanceOf(RuleRefused);
  });
});
