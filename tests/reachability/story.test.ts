import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { recordProgress } from "#app/engine/outbox/progress.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { homePage } from "#app/incident/queries/home.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { answerTest } from "#app/reachability/commands/answer-test.ts";
import { openTest, previewTest } from "#app/reachability/commands/open-test.ts";
import { renderTest } from "#app/reachability/messages/render-test.ts";
import { previewOf } from "#app/reachability/queries/preview.ts";
import { recipients } from "#app/reachability/queries/recipients.ts";
import { findTest, testResult } from "#app/reachability/queries/test-result.ts";
import { loader as list } from "#app/routes/joignabilite._index.tsx";
import { action as act, loader as page } from "#app/routes/joignabilite.$ref._index.tsx";
import { loader as csv } from "#app/routes/joignabilite.$ref.export[.]csv.ts";
import { loader as pdf } from "#app/routes/joignabilite.$ref.resultat[.]pdf.ts";
import { action as create } from "#app/routes/joignabilite.nouveau.tsx";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { withPerson } from "../support/world.ts";

const MONDAY = new Date("2026-11-30T09:00:00Z");
const at = (iso: string) => new Date(iso);
const asked = (more: Record<string, unknown> = {}) => ({
  dispositif: "mbn",
  title: "Êtes-vous joignable ?",
  functions: ["chefEtablissement", "recteur"],
  territory: "dispositif",
  endsAt: "2026-12-11T17:00:00Z",
  ...more,
});

describe.each(["postgres", "embedded"] as const)("a test of the alert chain (%s)", (kind) => {
  let db: Database;
  let people: GrandEst;
  let id: string;
  let ref: string;
  const mails: { to: string; subject: string; text: string }[] = [];
  const REFUSED = "0541236c@ecoles.example.invalid";
  const post = (now: Date) =>
    outboxWorker(db, {
      channels: {
        mail: {
          concurrency: 4,
          send: async (delivery, notice) => {
            if (delivery.address === REFUSED)
              return { ok: false, permanent: true, reason: "550 boîte inconnue" };
            const { to, subject, text } = renderTest(delivery, notice, {
              publicUrl: "https://t.example",
              secret: "s".repeat(43),
            });
            mails.push({ to: String(to), subject, text });
            return { ok: true };
          },
        },
      },
      now: () => now,
      onError: (error) => {
        throw error;
      },
    }).run();
  const result = async () => testResult(db, (await findTest(db, people.rssi, ref)) as never);
  const delivery = async (address: string) =>
    (
      await db.query<{ id: string }>(
        "select d.id from delivery d join notice n on n.id = d.notice_id and n.key = 'test' where d.dossier_id = $1 and d.address = $2",
        [id, address],
      )
    )[0]?.id ?? "";

  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await smallGrandEst(db);
    // One box made up from its UAI, one school without any.
    await db.query("update organisation set mail = lower(mail) where uai is not null");
    await db.query("update organisation set mail_state = 'derived' where uai = '0511235B'");
    await db.query("update organisation set mail = null where uai = '0671237D'");
  });
  afterAll(() => db.close());

  test("before sending: how many by function and département, and who has no address; nothing is done", async () => {
    const { recipients: found } = await previewTest(db, people.rssi, asked(), MONDAY);
    const preview = previewOf(found);
    // Heads: one named (51), two boxes (51, 54), one school without any (67); the rector of Reims, two académies without.
    expect(
      preview.lines
        .filter(({ fn }) => fn === "chefEtablissement")
        .map(({ departement, people: n, missing }) => [departement, n, missing]),
    ).toEqual([
      ["51", 2, 0],
      ["54", 1, 0],
      ["67", 0, 1],
    ]);
    // The level above does not stand in: the DSDEN is not asked in the name of its school.
    expect(found.every(({ via }) => via !== "above")).toBe(true);
    expect(preview.gaps.map(({ key }) => key)).toContain("0671237D");
    expect(await db.query("select 1 from dossier where kind = 'reachability'")).toEqual([]);
  });

  test("who may not, what cannot be: refused in words", async () => {
    await expect(openTest(db, people.head, asked(), MONDAY)).rejects.toThrow(Forbidden);
    await expect(openTest(db, people.rssi, asked({ functions: [] }), MONDAY)).rejects.toThrow(InputRefused);
    await expect(openTest(db, people.rssi, asked({ territory: "departement:13" }), MONDAY)).rejects.toThrow(
      "territoire",
    );
    await expect(
      openTest(db, people.rssi, asked({ endsAt: "2026-11-30T09:10:00Z" }), MONDAY),
    ).rejects.toThrow(RuleRefused);
    await expect(
      openTest(db, people.rssi, asked({ endsAt: "2027-11-30T09:10:00Z" }), MONDAY),
    ).rejects.toThrow("60 jours");
    const elsewhere = await withPerson(db, {
      function: "rssi",
      at: "region-grand-est",
      email: "x@y.example.invalid",
    });
    await expect(openTest(db, elsewhere, asked({ dispositif: "atrium" }), MONDAY)).rejects.toThrow();
  });

  test("sent: everyone gets one message, the refused address becomes a task of whoever keeps the directory", async () => {
    ({ id, ref } = await openTest(db, people.rssi, asked(), MONDAY));
    expect(ref).toMatch(/^JOI-2026-/);
    await post(MONDAY);
    expect(mails.map(({ to }) => to)).toContain("chefetablissement-0511234a-0@agents.example.invalid");
    expect(mails.every(({ subject }) => subject.includes("Êtes-vous joignable"))).toBe(true);
    expect(mails.every(({ text }) => /\/a\/[\w-]+\.[\w-]+/.test(text))).toBe(true);
    const { tasks, outcomes, missing } = await result();
    expect(outcomes).toMatchObject({ failed: 1 });
    expect(missing).toBeGreaterThan(0);
    expect(tasks.find(({ key }) => key === "addresses-54")?.title).toBe(
      "Une adresse à corriger : Collège Callot",
    );
    const admin = await withPerson(db, { function: "administrateur" });
    const { waiting } = await homePage(db, admin, MONDAY);
    expect(waiting.map(({ what, to }) => [what, to])).toContainEqual([
      "Une adresse à corriger : Collège Callot",
      `/joignabilite/${ref}#taches`,
    ]);
    // Being asked opens no dossier: a head of school sees neither the list nor the names of the others.
    expect(await findTest(db, people.head, ref)).toBeNull();
    expect(await findTest(db, people.dpd, ref)).not.toBe(undefined);
  });

  test("answers: one press, twice is once; « ce n’est plus moi » names who it is and becomes a task", async () => {
    const head = await delivery("chefetablissement-0511234a-0@agents.example.invalid");
    const rector = await delivery("recteur-academie-reims-0@agents.example.invalid");
    expect(await answerTest(db, head, "taken", at("2026-11-30T10:00:00Z"))).toBe(true);
    expect(await answerTest(db, head, "taken", at("2026-11-30T10:00:01Z"))).toBe(true);
    await answerTest(
      db,
      rector,
      "not-me",
      at("2026-11-30T11:00:00Z"),
      "Mme\u0000 Martin,\n recteur@x.example",
    );
    const { total, outcomes, tasks } = await result();
    expect([total.reachable, outcomes.changed]).toEqual([1, 1]);
    expect(tasks.find(({ kind: of, key }) => of === "address" && key.startsWith("holder-"))?.title).toContain(
      "à présent : Mme Martin, recteur@x.example",
    );
    expect(await answerTest(db, "00000000-0000-4000-8000-000000000000", "taken", MONDAY)).toBe(false);
  });

  test("reminded every second working day, only who has not answered, by the same link", async () => {
    mails.length = 0;
    await ringDue(db, at("2026-12-02T23:00:00Z"));
    await post(at("2026-12-02T23:00:01Z"));
    expect(mails.map(({ to }) => to).sort()).toEqual(
      ["0511235b@ecoles.example.invalid", ...others(mails)].sort(),
    );
    expect(mails.every(({ subject }) => subject.includes("Rappel"))).toBe(true);
    expect(mails.map(({ to }) => to)).not.toContain("chefetablissement-0511234a-0@agents.example.invalid");
    const [next] = await db.query<{ due_at: Date }>(
      "select due_at from deadline where dossier_id = $1 and key = 'remind-test'",
      [id],
    );
    expect(next?.due_at.toISOString()).toBe("2026-12-04T23:00:00.000Z");
  });

  test("a corrected address gets the message, an address that comes back late is found", async () => {
    const wrong = await delivery(REFUSED);
    const retry = {
      type: "delivery.retried",
      delivery: wrong,
      address: "principal.callot@ecoles.example.invalid",
    };
    await expect(sendEvent(db, people.head, id, retry, MONDAY)).rejects.toThrow();
    await sendEvent(db, people.rssi, id, retry, at("2026-12-03T08:00:00Z"));
    mails.length = 0;
    await post(at("2026-12-03T08:00:01Z"));
    expect(mails.map(({ to }) => to)).toContain("principal.callot@ecoles.example.invalid");
    const derived = await delivery("0511235b@ecoles.example.invalid");
    await recordProgress(
      db,
      { delivery: derived },
      "failed",
      at("2026-12-03T09:00:00Z"),
      "5.1.1",
      at("2026-12-03T09:00:00Z"),
    );
    const { outcomes, tasks } = await result();
    expect(outcomes.failed).toBe(1);
    expect(tasks.map(({ key }) => key)).toContain("addresses-51");
  });

  test("ends by itself; a late answer still counts; compared with the next one", async () => {
    await ringDue(db, at("2026-12-11T17:00:01Z"));
    expect((await findTest(db, people.rssi, ref))?.state).toBe("ended");
    await answerTest(
      db,
      await delivery("principal.callot@ecoles.example.invalid"),
      "taken",
      at("2026-12-12T08:00:00Z"),
    );
    const first = await result();
    expect(first.total.reachable).toBe(2);
    await expect(
      sendEvent(
        db,
        people.rssi,
        id,
        { type: "reachability.ended", reason: "Encore" },
        at("2026-12-12T08:00:00Z"),
      ),
    ).rejects.toThrow(RuleRefused);
    const second = await openTest(
      db,
      people.rssi,
      asked({ functions: ["chefEtablissement"], endsAt: "2027-01-20T17:00:00Z" }),
      at("2027-01-11T08:00:00Z"),
    );
    const compared = await testResult(db, (await findTest(db, people.rssi, second.ref)) as never);
    expect(compared.before).toMatchObject({ ref, total: { reachable: 2 } });
    await sendEvent(
      db,
      people.rssi,
      second.id,
      { type: "reachability.ended", reason: "Assez de réponses." },
      at("2027-01-11T09:00:00Z"),
    );
    expect((await findTest(db, people.rssi, second.ref))?.state).toBe("ended");
    const listed = await recipients(db, id, {}, 1);
    expect(listed.rows[0]?.state).toBe("failed");
    expect(
      (await recipients(db, id, { state: "reachable", departement: "54" }, 1)).rows.map(
        ({ organisation }) => organisation,
      ),
    ).toEqual(["Collège Callot"]);
    expect((await verify(db)).bad).toBeFalsy();
  });

  test("the pages: list, result, filters, files, paper; answered without the link by who is signed in; closed to others", async () => {
    const visit = visitor(db, () => at("2027-01-12T08:00:00Z"));
    const here = { ref };
    const { tests, mayRun } = await visit.get(list, people.rssi, "/joignabilite");
    expect([tests.length, mayRun]).toEqual([2, true]);
    const shown = await visit.get(
      page,
      people.rssi,
      `/joignabilite/${ref}?departement=51&reponse=failed`,
      here,
    );
    expect(shown).toMatchObject({ view: "result", pages: 1, may: { run: true, fix: true, retry: true } });
    expect(await visit.get(page, people.head, `/joignabilite/${ref}`, here)).toMatchObject({
      view: "mine",
      mine: [{ answer: "taken" }],
    });
    expect(await statusOf(visit.get(page, people.exploitant, `/joignabilite/${ref}`, here))).toBe(404);
    expect(
      await statusOf(
        visit.get(page, people.rssi, "/joignabilite/x", { ref: "\u0000' or 1=1" }).catch((e) => e),
      ),
    ).toBe(404);
    const file = (await visit.get(csv, people.rssi, "/", here)) as unknown as Response;
    const lines = (await file.text()).trim().split("\r\n");
    expect(lines.length - 1).toBe((await result()).total.total);
    const paper = (await visit.get(pdf, people.rssi, "/", here)) as unknown as Response;
    expect((await paper.text()).slice(0, 5)).toBe("%PDF-");
    expect(await statusOf(visit.get(csv, people.head, "/", here))).toBe(404);
    const preview = await visit.post(create, people.rssi, "/joignabilite/nouveau", {
      where: "mbn@dispositif",
      functions: "chefEtablissement",
      ends: "20 janvier 18h",
    });
    expect(preview).toMatchObject({ step: "preview", preview: { missing: 1 } });
    const wrong = await visit.post(create, people.rssi, "/joignabilite/nouveau", {
      where: "mbn@dispositif",
      ends: "bientôt",
    });
    expect(wrong).toMatchObject({
      step: "form",
      errors: expect.arrayContaining([{ path: "functions", message: expect.any(String) }]),
    });
    expect(await statusOf(visit.post(create, people.head, "/joignabilite/nouveau", {}))).toBe(403);
    const [task] = (await result()).tasks.filter(({ kind: of }) => of === "address");
    expect(
      await statusOf(visit.post(act, people.rssi, "/", { intent: "task", key: task?.key ?? "" }, here)),
    ).toBe(302);
    expect((await result()).tasks.map(({ key }) => key)).not.toContain(task?.key);
    expect(await visit.post(act, people.rssi, "/", { intent: "end", reason: "x" }, here)).toMatchObject({
      because: expect.any(String),
    });
  });

  const others = (list: { to: string }[]) =>
    list.map(({ to }) => to).filter((to) => !to.startsWith("0511235b"));
});
