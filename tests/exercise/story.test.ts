import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { openCrises } from "#app/crisis/queries/list.ts";
import { ringDue } from "#app/engine/clock.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { mayReadJournal } from "#app/engine/exercise/journal.ts";
import { freeOfExercises } from "#app/engine/gate/free-of-exercises.ts";
import { exercisePage } from "#app/exercise/queries/exercise-page.ts";
import { resultsOf } from "#app/exercise/queries/results.ts";
import { journalPage } from "#app/incident/queries/api-journal.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { shownAt } from "#machines/exercise/clock.ts";
import { crisisOpening } from "../support/grand-est.ts";
import { activate, exerciseStage, type Stage } from "./stage.ts";

const DAY = 24 * 60;

describe.each(["postgres", "embedded"] as const)("what is said and kept in an exercise, on %s", (kind) => {
  let s: Stage;
  let exercise: { id: string; ref: string };
  let crisis: { id: string; ref: string };
  beforeAll(async () => {
    s = await exerciseStage(kind);
    const { people } = s;
    exercise = await s.prepare({
      players: [
        { id: people.direction.person.id, seat: "direction" },
        { id: people.rssi.person.id, seat: "rssi" },
        { id: people.region.person.id },
      ],
    });
  });
  afterAll(async () => {
    expect(s.errors).toEqual([]);
    await s.db.close();
  });

  test("a player reads nothing of the chronogramme before it happens, whatever right their function gives", async () => {
    const { rssi, rssiNancy, dpd, dane } = s.people;
    const now = s.now();
    for (const who of [rssi, dane]) {
      expect(await mayReadJournal(s.db, who, exercise.id)).toBe(false);
      await expect(journalPage(s.db, who, exercise.id, { after: 0, limit: 10 })).rejects.toThrow(Forbidden);
    }
    for (const who of [rssiNancy, dpd]) expect(await mayReadJournal(s.db, who, exercise.id)).toBe(true);
    expect((await exercisePage(s.db, rssi, exercise.ref, now)).context).toMatchObject({
      injects: [],
      grid: [],
    });
    expect((await exercisePage(s.db, dane, exercise.ref, now)).context.injects).toEqual([]);
    expect((await exercisePage(s.db, dpd, exercise.ref, now)).context.injects).toHaveLength(2);
    crisis = await s.start(exercise.ref);
    await s.pass(20);
    // Once it has come, its player has what came, and not what is hoped of them.
    const [mine] = (await exercisePage(s.db, rssi, exercise.ref, s.now())).context.injects;
    expect(mine).toMatchObject({ key: "appel", state: "fired", expected: "" });
    // The journal of the crisis that is played is the players' own.
    expect(await mayReadJournal(s.db, rssi, crisis.id)).toBe(true);
  });

  test("among open crises it stands apart, and its clocks are those of its story", async () => {
    const reach = reachOf(s.people.rssi.tenures, "dossier.read");
    expect((await openCrises(s.db, reach, { exercise: false })).crises).toEqual([]);
    const { crises } = await openCrises(s.db, reach, { exercise: true });
    const [{ ref, openedAt, pace } = {}] = crises;
    expect(ref).toBe(crisis.ref);
    expect(pace && shownAt(pace, s.now()).getTime() - Date.parse(openedAt ?? "")).toBeLessThan(3_600_000);
  });

  test("a message of the room belongs to the exercise: approved by a player, it leaves for nobody and is counted", async () => {
    await activate(s, crisis.id);
    const key = randomUUID();
    await s.say(s.people.direction, crisis.id, "message.proposed", {
      ...{ key, channel: "ent-messaging", profiles: ["families"], subject: "Information" },
      ...{ body: "Des messages de menace ont été envoyés.", justification: "Les familles les ont reçus." },
    });
    const read = async () =>
      (
        await s.db.query<{ kind: string; state: string; exercise_id: string; asked: boolean }>(
          "select kind, state, exercise_id, (context->>'exercise')::boolean asked from dossier where id = $1",
          [key],
        )
      )[0];
    expect(await read()).toMatchObject({ kind: "communication", exercise_id: exercise.id, asked: true });
    await s.pass(7);
    await s.say(s.people.region, crisis.id, "message.approved", { key });
    await s.pass(3);
    await s.turn();
    const rows = await s.db.query<{ audience: string; state: string; n: number }>(
      "select audience, state, count(*)::int n from delivery where dossier_id = $1 group by 1, 2 order by 1, 2",
      [key],
    );
    expect(rows.find(({ audience }) => audience === "community")).toMatchObject({ state: "simulated", n: 4 });
    expect(rows.filter(({ audience }) => audience === "community")).toHaveLength(1);
    expect(s.communityLeft).toEqual([]);
    // Whoever approves is asked by mail where they play; every other mail of the message is simulated.
    const players = await s.db.query<{ email: string }>(
      "select email from person where id = any($1::uuid[])",
      [[s.people.direction, s.people.rssi, s.people.region].map(({ person }) => person.id)],
    );
    const reached = s.left.map(({ address }) => address);
    expect(reached.filter((one) => !players.some(({ email }) => email === one))).toEqual([]);
    // Its case is in the exercise's lock; the real one was never asked.
    expect(await s.lock(null)).toMatchObject({ state: "open", revision: 1 });
    const { state: _, ...context } = await s.context(exercise.id);
    const results = (await resultsOf(s.db, [{ id: exercise.id, context }])).get(exercise.id);
    expect(results?.toLock).toBe(20);
    expect(results?.toMessage).toBe(27);
    expect(results?.simulated).toBeGreaterThanOrEqual(4);
  });

  test("a message that names the crisis of an exercise is of that exercise; a real one can never be", async () => {
    const input = (more: Record<string, unknown>) => ({
      ...{
        dispositif: "mbn",
        from: "academie-reims",
        process: "crise",
        topic: "it-security",
        title: "Information",
      },
      ...{ channels: ["ent-messaging"], profiles: ["families"], perimeter: "dispositif", long: "Bonjour." },
      ...{ justification: "Il faut prévenir.", ...more },
    });
    const played = await draftMessage(s.db, s.people.dane, input({ crisis: crisis.ref }), s.now());
    const [row] = await s.db.query("select exercise_id from dossier where id = $1", [played.id]);
    expect(row).toEqual({ exercise_id: exercise.id });
    const real = await draftMessage(s.db, s.people.dane, input({ process: "classique" }), s.now());
    const [{ draft } = { draft: {} }] = await s.db.query<{ draft: Record<string, unknown> }>(
      "select context->'facts' draft from dossier where id = $1",
      [real.id],
    );
    const turned = s.say(s.people.dane, real.id, "communication.edited", {
      draft: { ...draft, process: "surete", crisis: crisis.id },
    });
    await expect(turned).rejects.toThrow(RuleRefused);
    await expect(turned).rejects.toThrow(/ne se touchent pas/);
  });

  test("a crisis played before exercises had locks frees the real one when the console starts", async () => {
    const alone = await openCrisis(
      s.db,
      s.people.rssi,
      crisisOpening({ exercise: true, title: "Ancienne" }),
      s.now(),
    );
    // As a database of before the migration has it: no lock of its own, a case in the real one.
    const own = await s.lock(alone.id);
    await s.db.query("update dossier set kind = 'lock-gone' where id = $1", [own?.id]);
    const held = { dossier: alone.id, ref: alone.ref, title: "Ancienne", state: "crisis", since: s.now() };
    await s.db.query(
      `update dossier set state = 'crisis', context = context || jsonb_build_object('state', 'crisis', 'cases', jsonb_build_array($1::jsonb || '{"compromised":[],"opened":[]}'))
        where kind = 'lock' and exercise_id is null and dispositif_id = (select id from dispositif where key = 'mbn')`,
      [JSON.stringify(held)],
    );
    await freeOfExercises(s.db, s.now());
    await freeOfExercises(s.db, s.now());
    const freed = await s.lock(null);
    expect(freed).toMatchObject({ state: "open", revision: 2 });
    expect(await s.lock(alone.id)).toMatchObject({ state: "crisis", revision: 2 });
    const entries = await s.db.query<{ type: string }>(
      "select type from journal_entry where dossier_id = $1 order by seq",
      [freed?.id],
    );
    expect(entries.map(({ type }) => type)).toEqual(["lock.made", "case.closed"]);
  });

  test("actions of the debrief are real work: in real time, they ring after FINEX and leave a task", async () => {
    const { direction, rssi, rssiNancy } = s.people;
    await s.say(direction, crisis.id, "crisis.exited", {
      criteria: ["plus-de-menace", "comptes-assainis", "levee-du-doute", "familles-informees"],
    });
    const [played] = await s.db.query<{ state: string }>("select state from dossier where id = $1", [
      crisis.id,
    ]);
    expect(played?.state).toBe("sortie");
    await s.say(rssiNancy, exercise.id, "exercise.ended");
    await s.say(direction, crisis.id, "retex.opened");
    const due = new Date(s.now().getTime() + 10 * DAY * 60_000).toISOString();
    const key = randomUUID();
    await s.say(rssi, crisis.id, "retex.action-added", {
      ...{ key, title: "Préparer le message de substitution", dueAt: due, owner: "RSSI" },
    });
    const entries = await s.db.query<{ moment: string }>(
      "select payload::jsonb->>'at' moment from journal_entry where dossier_id = $1 and type = 'retex.action-added'",
      [crisis.id],
    );
    expect(entries).toEqual([{ moment: s.now().toISOString() }]);
    const tasks = () =>
      s.db.query("select title from task where dossier_id = $1 and key = $2", [crisis.id, `action-${key}`]);
    await ringDue(s.db, new Date(Date.parse(due) - 60_000));
    expect(await tasks()).toEqual([]);
    await ringDue(s.db, new Date(Date.parse(due) + 60_000));
    expect(await tasks()).toEqual([
      { title: "Action du RETEX en retard : Préparer le message de substitution" },
    ]);
  });
});
