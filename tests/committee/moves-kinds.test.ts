import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import type { RunbookContext } from "#machines/runbook/v1/context.ts";
import type { RequestContext } from "#machines/whitelist-request/v1/context.ts";
import { classique, drafted } from "../communication/stage.ts";
import { homologated, named, system } from "../homologation/support.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis } from "../support/grand-est.ts";
import { withPerson } from "../support/world.ts";
import { asking } from "../whitelist/real.ts";
import { type CommitteeStage, committeeStage } from "./stage.ts";

describe("every kind of point that moves a dossier moves a real one", () => {
  let db: Database;
  let stage: CommitteeStage;
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await committeeStage(db);
  });
  afterAll(() => db.close());

  /** A meeting where the chair's and Nancy's seats are there, each point opened then decided. */
  async function decided(instance: string, points: { key?: string; kind: string; title: string; dossier: string; outcome: object }[]) {
    const { seats } = await stage.fill(instance);
    const { seated } = stage;
    const meeting = await stage.meet(instance, points.map(({ outcome: _, ...point }) => point));
    await meeting.arrive([seats.region, seated.president], [seats.nancy, seated.nancy], [seats.reims, seated.reims]);
    for (const [n, { kind, outcome }] of points.entries()) {
      const item = meeting.keys[n];
      const by = kind.startsWith("homologation") || kind === "suspension" ? stage.authority : seated.president;
      await meeting.go(seated.secretary, "item.opened", { item });
      await meeting.go(by, "item.decided", { item, outcome: { kind, ...outcome } });
    }
    return { meeting, ref: (await stage.read(meeting.id)).ref };
  } // biome-ignore format: one act a line

  test("a homologation is suspended by a review, then takes effect again, as its authority says in the commission", async () => {
    const dossier = await homologated(db, stage);
    const authority = { name: "Autorité", function: "Autorité d’homologation", person: stage.authority.person.id };
    await stage.act(stage.people.rssi, await stage.instance("commission-homologation"), "guests.named", { guests: [named(stage.authority)] });
    await decided("commission-homologation", [
      { kind: "homologation-review", title: "Réexamen", dossier: dossier.id, outcome: { verdict: "suspended", reason: "Réserve en retard.", authority } },
      { kind: "suspension", title: "Reprise", dossier: dossier.id, outcome: { verdict: "resumed", reason: "Réserve levée.", authority } },
    ]);
    const { state, context } = await stage.read<HomologationContext>(dossier.id);
    expect([state, context.suspended]).toEqual(["in-force", null]);
    const types = await db.query<{ type: string }>(
      "select type from journal_entry where dossier_id = $1 and type like 'decision.%' order by seq",
      [dossier.id],
    );
    expect(types.map(({ type }) => type)).toEqual(["decision.taken", "decision.suspended", "decision.resumed"]);
  }); // biome-ignore format: one act a line

  test("a procedure is approved, and the journal of it says in which meeting", async () => {
    const [runbook] = await db.query<{ id: string }>(
      "select id from dossier where kind = 'runbook' and columns->>'key' = 'messagerie-ent-compromise'",
    );
    const id = runbook?.id ?? "";
    await stage.act(stage.people.rssi, id, "runbook.submitted");
    const { ref } = await decided("commission-homologation", [
      { kind: "runbook", title: "Procédure", dossier: id, outcome: { verdict: "approved" } },
    ]);
    const { state, context } = await stage.read<RunbookContext>(id);
    expect(state).toBe("approved");
    expect(context.versions.at(-1)?.approved).toMatchObject({
      instance: "commission-homologation",
      instanceName: "Commission d’homologation RGS",
      minutes: `Procès-verbal ${ref}`,
    });
  });

  test("an urgent message is examined by the instance that the text names, and by no other", async () => {
    const president = await withPerson(db, { function: "elu", at: "departement-54", name: "Présidente 54" });
    const urgent = classique({
      process: "urgent",
      justification: "Neige.",
      startsAt: undefined,
      endsAt: undefined,
    });
    const message = await drafted(db, president, urgent, stage.clock.at);
    await message.act(president, stage.tick(), "communication.submitted");
    const point = { kind: "urgent-review", title: "Neige", dossier: message.id };
    await decided("cosui", [{ ...point, outcome: { verdict: "reserve", text: "Trop long pour un écran." } }]);
    const { context } = await stage.read<CommunicationContext>(message.id);
    expect(context.review?.opinions).toMatchObject([{ instance: "cosui", opinion: "reserve" }]);
    await expect(
      decided("gt-conformite", [{ ...point, outcome: { verdict: "conforme", text: "Rien à redire." } }]),
    ).rejects.toThrow("c’est l’affaire de « COSUI » et « CST »");
  });

  test("an application comes back by a decision of the board, and goes by another", async () => {
    const ien = await withPerson(db, {
      function: "referentNumerique",
      at: "academie-reims",
      name: "Référente",
    });
    const whitelist = asking(db, { ...stage.people, ien }, stage.clock.at);
    const request = await whitelist.toActive("Labo virtuel");
    await whitelist.act(stage.people.rssi, request.id, "request.suspended", { reason: "Fuite." });
    stage.tick(120);
    const point = { title: "Labo virtuel", dossier: request.id };
    const { ref } = await decided("comite-suivi-securite", [
      { ...point, kind: "whitelist-reinstatement", outcome: { verdict: "reinstated", reasons: "Corrigée." } },
      {
        ...point,
        kind: "whitelist-review",
        outcome: { verdict: "revoked", reasons: "Plus personne ne s’en sert." },
      },
    ]);
    const { state, context } = await stage.read<RequestContext>(request.id);
    expect(state).toBe("withdrawn");
    expect(context.decisions.map(({ what, sitting }) => [what, sitting.ref])).toEqual([
      ["decided", undefined],
      ["suspended", undefined],
      ["reinstated", ref],
      ["revoked", undefined],
    ]);
    expect(context.decisions.at(-1)?.reasons).toBe(
      `Plus personne ne s’en sert. (Comité de suivi sécurité, ${ref})`,
    );
  });

  test("an attestation that lapses becomes a check to make, on the desk of whoever attests, closed by the check", async () => {
    const { rssi } = stage.people;
    const { id } = await registerSystem(db, rssi, system({ key: "alerte", name: "AlerteTiers", nature: "communication" }), stage.tick());
    const { ref } = await decided("commission-homologation", [
      { kind: "attestation", title: "AlerteTiers", dossier: id, outcome: { verdict: "to-check", text: "Elle se périme en mars." } },
    ]);
    const task = async () => (await db.query<{ state: string; title: string }>("select state, title from task where dossier_id = $1 and key = 'attestation'", [id]))[0];
    expect(await task()).toEqual({ state: "open", title: expect.stringMatching(/^Vérifier l’attestation RGS de .*AlerteTiers.*Elle se périme en mars\./) });
    expect((await task())?.title).toContain(ref);
    await stage.act(rssi, id, "system.attested", { checkedAt: stage.clock.at.toISOString(), proof: "Attestation 2026" });
    expect((await task())?.state).toBe("done");
    // A system that speaks to nobody has none; a person cannot say that a committee asked.
    const other = await registerSystem(db, rssi, system({ key: "autre", name: "Autre", nature: "module" }), stage.tick());
    await expect(
      decided("commission-homologation", [{ kind: "attestation", title: "Autre", dossier: other.id, outcome: { verdict: "to-check", text: "x" } }]),
    ).rejects.toThrow("Seul un système de communication");
    await expect(stage.act(rssi, id, "attestation.asked", { reason: "x" })).rejects.toThrow();
  }); // biome-ignore format: one act a line

  test("late actions of a RETEX are given another day, found done, or given up: the crisis says so, open or closed", async () => {
    const { people } = stage;
    const crisis = await activeCrisis(db, people);
    const runbooks = await readRunbooks(db);
    await crisis.act(people.direction, "crisis.exited", { criteria: runbooks });
    const [longer, done, given] = [randomUUID(), randomUUID(), randomUUID()];
    for (const key of [longer, done, given])
      await crisis.act(people.direction, "retex.action-added", { key, title: `Action ${key.slice(0, 4)}`, owner: "DSI", dueAt: stage.tick(60).toISOString() });
    await stage.ring(new Date(stage.clock.at.getTime() + 3_600_000));
    const points = (verdicts: Record<string, object>) =>
      Object.entries(verdicts).map(([key, outcome]) => ({ key, kind: "retex-action", title: "Action en retard", dossier: crisis.id, outcome }));
    await expect(decided("cosui", points({ [longer]: { verdict: "extended", text: "Encore deux mois." } }))).rejects.toThrow("dites lequel");
    await decided("cosui", points({
      [longer]: { verdict: "extended", text: "Encore deux mois.", until: "2026-12-31" },
      [done]: { verdict: "done", text: "Vu sur place." },
      [given]: { verdict: "dropped", text: "Le service ferme." },
    }));
    const { context } = await stage.read<CrisisContext>(crisis.id);
    const of = (key: string) => context.retex.actions.find((one) => one.key === key);
    expect(of(longer)).toMatchObject({ late: false, dueAt: "2026-12-31T22:59:59.000Z" });
    expect(of(longer)?.done).toBeUndefined();
    expect(of(done)).toMatchObject({ done: { note: expect.stringContaining("Vu sur place. (COSUI, SEA-") } });
    expect(of(given)).toMatchObject({ dropped: true, done: { note: expect.stringContaining("Le service ferme.") } });
    const clocks = await db.query<{ key: string; state: string }>("select key, state from deadline where dossier_id = $1 and key like 'action-%' and state = 'running'", [crisis.id]);
    expect(clocks.map(({ key }) => key)).toEqual([`action-${longer}`]);
    const tasks = await db.query("select 1 from task where dossier_id = $1 and key like 'action-%' and state = 'open'", [crisis.id]);
    expect(tasks).toEqual([]);
    // Done already: the meeting reads why, and nothing is written.
    await expect(decided("cosui", points({ [done]: { verdict: "done", text: "Encore." } }))).rejects.toThrow("déjà faite");
  }); // biome-ignore format: one act a line
});

/** Criteria of the way out of the procedure played. */
async function readRunbooks(db: Database): Promise<string[]> {
  const [row] = await db.query<{ text: string }>(
    "select c.body::text text from dossier d join content c on c.hash = d.content_hash where d.kind = 'crisis' limit 1",
  );
  return (JSON.parse(row?.text ?? "{}") as { exit?: { key: string }[] }).exit?.map(({ key }) => key) ?? [];
}
