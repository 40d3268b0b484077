import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { ringDue } from "#app/engine/clock.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { activeCrisis, crisisOpening } from "../support/grand-est.ts";
import { NIGHT } from "../support/world.ts";
import { activate, exerciseStage, type Stage } from "./stage.ts";

const mail = (who: { function: string; at: string }) =>
  `${who.function}-${who.at}-0@agents.example.invalid`.toLowerCase();
const players = [
  mail({ function: "recteur", at: "academie-reims" }),
  mail({ function: "rssi", at: "academie-reims" }),
  mail({ function: "exploitant", at: "prestataire-mbn" }),
].sort();

describe.each(["postgres", "embedded"] as const)("an exercise and the real world, on %s", (kind) => {
  let s: Stage;
  let exercise: { id: string; ref: string };
  let crisis: { id: string; ref: string };
  beforeAll(async () => {
    s = await exerciseStage(kind);
    exercise = await s.prepare();
    crisis = await s.start(exercise.ref);
    await activate(s, crisis.id);
    await s.turn();
  });
  afterAll(async () => {
    expect(s.errors).toEqual([]);
    await s.db.close();
  });

  test("of all those whom the crisis calls, players alone get a message; the rest is simulated and counted", async () => {
    const reached = [...new Set(s.left.map(({ address }) => address))].sort();
    expect(reached).toEqual(players.filter((one) => !one.startsWith("recteur")));
    const states = await s.states(crisis.id);
    expect(states.simulated).toBeGreaterThan(3);
    expect(Object.keys(states).sort()).toEqual(["sent", "simulated"]);
    const [told] = await s.db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and type = 'alerts.sent' and payload like '%cell-1%' limit 1",
      [crisis.id],
    );
    const { data } = JSON.parse(told?.payload ?? "{}");
    expect(data.simulated).toBeGreaterThan(0);
    expect(data.sent).toBeGreaterThanOrEqual(data.simulated);
    expect(data.failed).toBe(0);
  });

  test("it closes its own lock; that of its dispositif never hears of it", async () => {
    expect(await s.lock(exercise.id)).toMatchObject({ state: "crisis" });
    expect(await s.lock(null)).toMatchObject({ state: "open", revision: 1 });
  });

  test("a second exercise has a lock of its own, and a real crisis closes neither", async () => {
    const second = await s.prepare({ title: "Un autre exercice" });
    await s.start(second.ref);
    const real = await activeCrisis(s.db, s.people);
    expect(await s.lock(second.id)).toMatchObject({ state: "open", revision: 1 });
    expect(await s.lock(exercise.id)).toMatchObject({ state: "crisis" });
    expect(await s.lock(null)).toMatchObject({ state: "crisis" });
    await real.act(s.people.direction, "crisis.exited", { criteria: ["plus-de-menace"] }).catch(() => {});
  });

  test("a message to the community passes the exercise's own lock, and even then leaves for nobody", async () => {
    const key = "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001";
    await s.db.query(
      `insert into notice (id, dossier_id, key, seq, template, facts, created_at)
       values ($1, $2, 'message-essai', 1, 'community', '{}', $3)`,
      [key, crisis.id, NIGHT.toISOString()],
    );
    for (const [n, channel] of ["ent-messaging", "sms", "ent-flash", "fax"].entries())
      await s.db.query(
        `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article,
           alert, via, next_at, audience, dispositif_id)
         select $1, d.id, d.organisation_id, 'families', 'Collège', $4, $2, 'r', 'a', 'community', 'community', $5,
                'community', d.dispositif_id from dossier d where d.id = $3`,
        [key, channel, crisis.id, `0511234A/families${n}`, NIGHT.toISOString()],
      );
    await s.turn();
    expect(s.communityLeft).toEqual([]);
    const rows = await s.db.query<{ channel: string; state: string }>(
      "select channel, state from delivery where notice_id = $1 order by channel",
      [key],
    );
    expect(Object.fromEntries(rows.map((row) => [row.channel, row.state]))).toEqual({
      "ent-messaging": "simulated",
      "ent-flash": "held",
      sms: "held",
      fax: "held",
    });
  });

  test("no statement gets round the database: forged claims, addresses, channels, states", async () => {
    const forged = async (set: string) => {
      const [row] = await s.db.query<{ id: string }>(
        `insert into delivery (notice_id, dossier_id, organisation_id, function, person_id, name, address, rule, article,
           alert, via, next_at)
         select n.id, n.dossier_id, o.id, 'x', p.id, 'X', p.email, 'r', 'a', 'x', 'holder', now()
           from notice n, organisation o, person p
          where n.dossier_id = $1 and o.key = 'academie-reims' and p.email = $2 limit 1 returning id`,
        [crisis.id, players[1]],
      );
      const [after] = await s.db.query<{ state: string }>(
        `update delivery set ${set} where id = $1 returning state`,
        [row?.id],
      );
      await s.db.query("delete from delivery where id = $1", [row?.id]);
      return after?.state;
    };
    expect(await forged("state = 'sending'")).toBe("sending");
    expect(await forged("state = 'sending', address = 'famille@example.invalid'")).toBe("simulated");
    expect(await forged("state = 'sending', channel = 'sms'")).toBe("simulated");
    expect(await forged("state = 'sending', person_id = null")).toBe("simulated");
    expect(await forged(`state = 'sending', person_id = '${s.people.head.person.id}'`)).toBe("simulated");
    expect(await forged("state = 'sent', address = 'famille@example.invalid'")).toBe("simulated");
    expect(await forged("state = 'sending', audience = 'community'")).toBe("held");
    await expect(
      s.db.query("update dossier set exercise = false, exercise_id = null where id = $1", [crisis.id]),
    ).rejects.toThrow(/ne passe pas de l'exercice au réel/);
    await expect(
      s.db.query("update dossier set exercise = true where kind = 'lock' and exercise_id is null"),
    ).rejects.toThrow(/ne passe pas de l'exercice au réel/);
  });

  test("no event of an exercise tells a real dossier, nor a real one an exercise", async () => {
    const incident = await declareIncident(
      s.db,
      s.people.rssi,
      {
        ...{
          dispositif: "mbn",
          organisation: "0511234A",
          title: "Vrai incident",
          category: "threat-messages",
        },
        ...{ description: "Réel.", certainty: "proven", noticedAt: "2026-03-24T01:30:00Z" },
      },
      s.now(),
    );
    const on = (more: Record<string, unknown>) =>
      openCrisis(s.db, s.people.rssi, crisisOpening(more), s.now());
    const refused = await on({ exercise: true, incident: incident.ref }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RuleRefused);
    expect((refused as RuleRefused).refusal).toMatchObject({
      rule: "CHOIX-EXERCICE",
      because: expect.stringContaining(incident.ref),
    });
    const [pretended] = await s.db.query<{ n: number }>(
      "select count(*)::int n from dossier where kind = 'crisis' and title = $1 and exercise",
      [crisisOpening().title],
    );
    expect(pretended?.n).toBe(0);
  });

  test("an exercise dossier that nobody gave players reaches nobody at all", async () => {
    await s.turn();
    const before = s.left.length;
    const alone = await openCrisis(
      s.db,
      s.people.rssi,
      crisisOpening({ exercise: true, title: "Seule" }),
      s.now(),
    );
    await s.turn();
    expect(s.left.length).toBe(before);
    expect(Object.keys(await s.states(alone.id))).toEqual(["simulated"]);
    expect(await s.lock(alone.id)).toMatchObject({ state: "open" });
  });

  test("after FINEX nothing leaves any more, not even to players, and nothing rings", async () => {
    await s.say(s.people.rssiNancy, exercise.id, "exercise.ended");
    const before = s.left.length;
    await s.db.query("update delivery set state = 'queued' where dossier_id = $1", [crisis.id]);
    await ringDue(s.db, new Date(s.now().getTime() + 40 * 86_400_000));
    await s.turn();
    expect(s.left.filter(({ dossier }) => dossier === crisis.id).length).toBe(
      s.left.slice(0, before).filter(({ dossier }) => dossier === crisis.id).length,
    );
    const rings = await s.db.query(
      "select 1 from journal_entry where dossier_id = $1 and type = 'deadline.reached'",
      [crisis.id],
    );
    expect(rings).toEqual([]);
  });
});
