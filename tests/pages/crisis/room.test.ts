import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import type { CrisisMessage } from "#app/communication/queries/of-crisis.ts";
import type { RoomPage } from "#app/crisis/room-state/page.ts";
import type { Posted } from "#app/crisis/room-state/room-context.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/crises.$ref._index.tsx";
import { action as send } from "#app/routes/crises.$ref.envoyer.ts";
import { action as beat, loader as presence } from "#app/routes/crises.$ref.presence.ts";
import { loader as messagePage } from "#app/routes/messages.$ref._index.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { acting, activeCrisis, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { NIGHT, withPerson } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

let db: Database;
let people: GrandEst;
let ref: string;
let dossier: string;
let web: ReturnType<typeof browser>;
const clock = { at: NIGHT };
beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
});
beforeEach(async () => {
  const crisis = await activeCrisis(db, people);
  ref = crisis.ref;
  dossier = crisis.id;
  clock.at = new Date(NIGHT.getTime() + 30 * 60_000);
  web = browser(db, clock);
});
afterAll(() => db.close());

const room = async (as: GrandEst["rssi"]) => {
  const { data } = await answerOf(web.get(loader, as, `/crises/${ref}`));
  return (data as { page: RoomPage }).page;
};
const post = async (as: GrandEst["rssi"], fields: Record<string, string>) => {
  const { response } = await answerOf(web.post(send, as, `/crises/${ref}/envoyer`, fields));
  return (await response?.json()) as Record<string, unknown>;
};
const entries = async () =>
  db.query<{ n: number }>(
    "select count(*)::int n from journal_entry where dossier_id = $1 and type = 'log.entered'",
    [dossier],
  );

describe("the room", () => {
  test("shows each person what they may do, and where the crisis is", async () => {
    const page = await room(people.rssi);
    expect(page.room.state).toBe("active");
    expect(page.me.seats).toEqual(["rssi"]);
    expect(page.can).toContain("step.taken");
    expect(page.lock?.state).toBe("crisis");
    expect((await room(people.head)).can).not.toContain("crisis.exited");
  });

  test("does not exist for whoever may not read it", async () => {
    const stranger = await withPerson(db, { function: "draaf", name: "Étranger" });
    expect((await answerOf(web.get(loader, stranger, `/crises/${ref}`))).status).toBe(404);
    expect(await post(stranger, { type: "log.entered", kind: "fait", content: "moi" })).toHaveProperty(
      "refused",
    );
    expect((await answerOf(web.get(presence, stranger, `/crises/${ref}/presence`))).status).toBe(404);
    expect((await answerOf(web.get(loader, people.rssi, "/crises/CRI-2026-999"))).status).toBe(404);
  });
});

describe("messages to the community in the room", () => {
  test("are listed with how far they are and the way to them; a draft is its author’s alone", async () => {
    const { act } = acting(db, dossier, new Date(NIGHT.getTime() + 40 * 60_000));
    const shown = async (as: GrandEst["rssi"]) =>
      ((await answerOf(web.get(loader, as, `/crises/${ref}`))).data as { messages: CrisisMessage[] })
        .messages;
    expect(await shown(people.rssi)).toEqual([]);
    const key = randomUUID();
    await act(people.direction, "message.proposed", {
      ...{
        key,
        channel: "ent-messaging",
        profiles: ["families"],
        subject: "Menaces reçues",
        body: "Les cours ont lieu.",
      },
      justification: "Les familles ont reçu des menaces.",
    });
    // Whoever proposed it, the approval is awaited by a date that the room shows.
    const [waiting, ...rest] = await shown(people.rssi);
    expect(rest).toEqual([]);
    expect(Date.parse(waiting?.dueAt ?? "")).toBeGreaterThan(NIGHT.getTime());
    expect(waiting).toMatchObject({
      title: "Menaces reçues",
      state: "approval",
      process: "crise",
      channels: ["ent-messaging"],
    });
    expect((await answerOf(web.get(messagePage, people.rssi, `/messages/${waiting?.ref}`))).status).toBe(200);
    await act(people.direction, "message.withdrawn", { key, reason: "Les cours n’ont pas lieu." });
    expect(await shown(people.rssi)).toMatchObject([{ ref: waiting?.ref, state: "withdrawn", dueAt: null }]);
    const written = await draftMessage(
      db,
      people.region,
      {
        ...{ dispositif: "mbn", process: "crise", topic: "other", profiles: ["families"], channels: ["sms"] },
        ...{ perimeter: "dispositif", title: "Brouillon", long: "Texte.", crisis: ref },
      },
      clock.at,
    );
    expect((await shown(people.region)).map((one) => one.ref)).toContain(written.ref);
    expect((await shown(people.rssi)).map((one) => one.ref)).not.toContain(written.ref);
  });
});

describe("what is sent from the room", () => {
  test("is written in the journal, with the hour at which it was typed", async () => {
    const typedAt = "2026-03-24T02:31:00.000Z";
    const answer = await post(people.rssi, {
      type: "log.entered",
      kind: "fait",
      content: "Le préfet appelle.",
      typedAt,
    });
    expect(answer).toEqual({ ok: { revision: expect.any(Number) } });
    const { lines } = (await room(people.dane)).room;
    expect(lines.at(-1)).toMatchObject({
      type: "log.entered",
      data: { content: "Le préfet appelle.", typedAt },
    });
  });

  test("sent twice under one key, on a bad network, it is written once", async () => {
    const line = { type: "log.entered", kind: "fait", content: "Une fois.", key: randomUUID() };
    const first = await post(people.rssi, line);
    expect(await post(people.rssi, line)).toEqual(first);
    expect((await entries())[0]?.n).toBe(1);
    expect(await post(people.rssi, { ...line, content: "Autre chose." })).toHaveProperty("invalid");
  });

  test("two people take the same step: one wins, the other hears who, by which article", async () => {
    const taken = { type: "step.taken", step: "alerter-parties" };
    const answers = await Promise.all([post(people.rssi, taken), post(people.direction, taken)]);
    expect(answers.filter((one) => "ok" in one)).toHaveLength(1);
    const [lost] = answers.filter((one) => "refused" in one) as unknown as {
      refused: Record<string, string>;
    }[];
    expect(lost?.refused.because).toMatch(/déjà prise par Camille (RSSI|Recteur) Reims/);
    expect(lost?.refused).toMatchObject({
      rule: "MBN-4.4",
      article: "4.4",
      to: "/conventions/mbn#regle-MBN-4.4",
    });
    expect(lost?.refused.statement).toBeTruthy();
  });

  test("what is not of this seat, not well formed or no event at all is told apart", async () => {
    expect(await post(people.dpd, { type: "step.taken", step: "alerter-parties" })).toMatchObject({
      refused: { instead: ["member.joined"] },
    });
    expect(await post(people.rssi, { type: "log.entered", kind: "rumeur", content: "?" })).toHaveProperty(
      "invalid",
    );
    expect(await post(people.rssi, { type: "log.entered", content: "à", eventAt: "jadis" })).toMatchObject({
      invalid: [{ path: "eventAt" }],
    });
    expect(await post(people.rssi, { type: "crisis.invented" })).toHaveProperty("invalid");
    expect((await entries())[0]?.n).toBe(0);
  });
});

describe("without JavaScript", () => {
  test("the entry line is a form: a letter chooses, and one comes back to the main courante", async () => {
    const fields = { type: "log.entered", kind: "fait", content: "d fermer le portail" };
    const { to } = await answerOf(web.post(action, people.rssi, `/crises/${ref}`, fields));
    expect(to).toBe(`/crises/${ref}?onglet=journal`);
    expect((await room(people.rssi)).room.lines.at(-1)?.data).toMatchObject({
      kind: "decision",
      content: "fermer le portail",
    });
  });

  test("a refused form keeps what was typed and says why", async () => {
    const fields = { type: "step.done", step: "alerter-parties", proof: "accusés reçus" };
    const { status, data } = await answerOf(web.post(action, people.rssi, `/crises/${ref}`, fields));
    expect(status).toBe(422);
    expect(data as Posted).toMatchObject({
      body: { proof: "accusés reçus" },
      answer: { refused: { article: "4.4" } },
    });
  });
});

describe("presence", () => {
  const there = async (as: GrandEst["rssi"]) => {
    const { response } = await answerOf(web.get(presence, as, `/crises/${ref}/presence`));
    if (!response) throw new Error("no answer");
    return ((await response.json()) as { presence: { name: string }[] }).presence;
  };

  test("whoever looks is seen by the others, the latest first, and forgotten after an hour", async () => {
    await web.post(beat, people.rssi, `/crises/${ref}/presence`, {});
    clock.at = new Date(clock.at.getTime() + 20_000);
    await web.post(beat, people.direction, `/crises/${ref}/presence`, {});
    await web.post(beat, people.direction, `/crises/${ref}/presence`, {});
    expect((await there(people.rssi)).map(({ name }) => name)).toEqual([
      "Camille Recteur Reims",
      "Camille RSSI Reims",
    ]);
    expect((await room(people.rssi)).presence).toHaveLength(2);
    clock.at = new Date(clock.at.getTime() + 61 * 60_000);
    expect(await there(people.rssi)).toEqual([]);
  });
});
