import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { ActAnswer } from "#app/incident/queries/incident-page-act.ts";
import { type JournalLine, sentenceOf } from "#app/messages/incident-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/incidents.$ref.agir.$type.tsx";
import { JournalItem } from "#app/ui/list/journal-item.tsx";
import { incidentEvents } from "#machines/incident/v1/events.ts";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { withPerson } from "../../support/world.ts";
import { answerOf, browser } from "./harness.ts";

describe("acting on an incident by its pages", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let web: ReturnType<typeof browser>;
  let ref: string;
  let id: string;
  const qualified = {
    field: "academie",
    severity: "major",
    certainty: "proven",
    category: "threat-messages",
    personalData: "yes",
    perimeter: "school",
    compromises: ["messaging"],
    application: "",
    reason: "Confirmé par les traces.",
    revision: "1",
    idempotency: "cle-1",
  };
  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    await withPerson(db, { function: "dpd", at: "academie-versailles" });
    web = browser(db, { at: v.now });
  });
  beforeEach(async () => {
    ({ ref, id } = await declareIncident(db, v.head, declaration(), v.now));
  });
  afterAll(() => db.close());
  const path = (slug: string) => `/incidents/${ref}/agir/${slug}`;
  const open = async (as: Caller, slug: string) => answerOf(web.get(loader, as, path(slug)));
  const post = async (as: Caller, slug: string, fields: Record<string, string | string[]>) => {
    const { status, to, data } = await answerOf(web.post(action, as, path(slug), fields));
    return { status, to, answer: data as ActAnswer };
  };
  const stateOf = async () =>
    (await db.query<{ state: string }>("select state from dossier where id = $1", [id]))[0]?.state;

  test("qualifying: the form, then who is added and which clock starts, then done once however often pressed", async () => {
    const form = (await open(v.rssi, "qualifier")).data as { start: ActAnswer; fields: { value: string }[] };
    expect(form.start).toMatchObject({
      step: "form",
      values: { revision: "1", field: "academie", certainty: "proven" },
    });
    expect(form.fields.map((one) => one.value)).toEqual(["academie", "partage", "collectivite"]);
    const { answer } = await post(v.rssi, "qualifier", { ...qualified, intent: "preview" });
    expect(answer.step).toBe("preview");
    expect(answer.foreseen?.state).toBe("qualified");
    expect(answer.foreseen?.clocks.map((one) => one.reason.rule)).toContain("GDPR-33");
    expect(await stateOf()).toBe("declared");
    const send = () => post(v.rssi, "qualifier", { ...qualified, idempotency: ref, intent: "confirm" });
    expect((await send()).to).toBe(`/incidents/${ref}`);
    expect((await send()).to).toBe(`/incidents/${ref}`);
    expect(await stateOf()).toBe("qualified");
    const [row] = await db.query<{ n: number }>("select revision n from dossier where id = $1", [id]);
    expect(row?.n).toBe(2);
  });

  test("several schools are named one by one, by UAI or name; an unknown one is told at the field", async () => {
    const several = { ...qualified, perimeter: "schools", idempotency: `s-${ref}` };
    const ask = async (schools: string, more = {}) =>
      (await post(v.rssi, "qualifier", { ...several, schools, ...more, intent: "preview" })).answer;
    expect((await ask("0781024P\n0789999Z")).errors).toEqual([
      { path: "schools", message: "Inconnu dans ce dispositif : « 0789999Z »." },
    ]);
    expect((await ask("École")).errors[0]?.message).toMatch(/Plusieurs.*Richard Mique \(0781024P\)/);
    expect((await ask("100%\nlycée")).errors[0]?.message).toMatch(/« 100% », « lycée »/);
    expect((await ask("0781024P", { perimeter: "academie" })).errors[0]?.message).toMatch(/videz ce champ/);
    const shown = await ask("0781024p ; ecuyers\nÉcole Richard-Mique");
    expect([shown.step, shown.values.schools]).toEqual([
      "preview",
      "0781024p ; ecuyers\nÉcole Richard-Mique",
    ]);
    const done = await post(v.rssi, "qualifier", {
      ...several,
      schools: "0781024p ; ecuyers",
      intent: "confirm",
    });
    expect(done.to).toBe(`/incidents/${ref}`);
    const [row] = await db.query<{ keys: string[] }>(
      `select array_agg(o.key order by o.key) keys from dossier d, organisation o
        where d.id = $1 and d.context->'scope'->'schools' ? o.id::text`,
      [id],
    );
    expect(row?.keys).toEqual(["0781024P", "0781121V"]);
    const { start } = (await open(v.rssi, "completer")).data as { start: ActAnswer };
    expect(start.refused ?? null).toBeNull();
  });

  test("someone else acted meanwhile: 409, what changed is told, what was typed is kept, and again goes through", async () => {
    await sendEvent(db, v.mayor, id, { type: "note.added", text: "Prestataire prévenu." }, v.now);
    for (const intent of ["preview", "confirm"]) {
      const { status, answer } = await post(v.rssi, "qualifier", { ...qualified, intent });
      expect(status).toBe(409);
      expect(answer.conflict).toMatchObject({ revision: 2, count: 1, lines: [{ type: "note.added" }] });
      expect(answer.values).toMatchObject({ reason: "Confirmé par les traces.", revision: "2" });
    }
    expect(await stateOf()).toBe("declared");
    expect(
      (await post(v.rssi, "qualifier", { ...qualified, revision: "2", idempotency: ref, intent: "confirm" }))
        .to,
    ).toBe(`/incidents/${ref}`);
  });

  test("the party that may not decide is refused with rule, article and what is possible instead", async () => {
    expect(((await open(v.mayor, "qualifier")).data as { start: ActAnswer }).start.refused).toMatchObject({
      reason: { rule: "VER-7", article: "Article 7" },
    });
    const { status, answer } = await post(v.mayor, "qualifier", { ...qualified, intent: "confirm" });
    expect(status).toBe(422);
    expect(answer.refused).toMatchObject({ reason: { rule: "VER-7" }, instead: ["note.added"] });
    expect(answer.values.reason).toBe("Confirmé par les traces.");
    expect(await stateOf()).toBe("declared");
  });

  test("what the state does not accept is said before anything is typed", async () => {
    const { start } = (await open(v.rssi, "clore")).data as { start: ActAnswer };
    expect(start.refused?.because).toMatch(/Déclaré/);
    expect(start.refused?.instead).toContain("incident.qualified");
    const { status, answer } = await post(v.rssi, "clore", {
      reason: "Fini",
      revision: "1",
      intent: "confirm",
    });
    expect([status, answer.refused?.reason]).toEqual([422, null]);
  });

  test("mistakes are said at their fields and nothing is lost", async () => {
    const { status, answer } = await post(v.rssi, "qualifier", {
      reason: "Mon texte",
      severity: "major",
      intent: "preview",
    });
    expect(status).toBe(422);
    expect(answer.errors.map((one) => one.path).sort()).toEqual([
      "category",
      "certainty",
      "field",
      "perimeter",
      "personalData",
    ]);
    expect(answer.values).toMatchObject({ reason: "Mon texte", severity: "major" });
    const bad = await post(v.rssi, "qualifier", {
      ...qualified,
      application: "Pas une clé !",
      intent: "preview",
    });
    expect(bad.answer.errors[0]?.path).toBe("compromises");
    expect((await post(v.head, "noter", { text: "", intent: "confirm" })).answer.errors[0]?.path).toBe(
      "text",
    );
    expect(
      (await post(v.head, "cnil", { notifiedAt: "demain peut-être", intent: "preview" })).answer.errors[0]
        ?.path,
    ).toBe("notifiedAt");
  });

  test("completing sends only what is new; the preview says whom it adds", async () => {
    const fields = {
      personalData: "yes",
      description: declaration().description,
      compromises: "",
      application: "",
      note: "",
      revision: "1",
      idempotency: `c-${ref}`,
    };
    const { answer } = await post(v.head, "completer", { ...fields, intent: "preview" });
    expect(answer.foreseen?.groups.map((one) => one.key)).toContain("ver-6-dpd");
    expect((await post(v.head, "completer", { ...fields, intent: "confirm" })).to).toBe(`/incidents/${ref}`);
    const [entry] = await db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and seq = 2",
      [id],
    );
    expect((JSON.parse(entry?.payload ?? "{}") as JournalLine).data).toEqual({ personalData: true });
  });

  test("unknown acts and unseen incidents are 404", async () => {
    expect((await open(v.rssi, "exploser")).status).toBe(404);
    expect((await answerOf(web.get(loader, v.rssi, "/incidents/INC-1999-001/agir/noter"))).status).toBe(404);
    expect((await open(v.rssi, "constructor")).status).toBe(404);
  });

  test("every event has its sentence, and what people type stays text", () => {
    for (const type of Object.keys(incidentEvents))
      expect(sentenceOf({ type, data: {} }).text).not.toBe(type);
    const { quote } = sentenceOf({
      type: "note.added",
      data: { text: "<img src=x onerror=alert(1)> =1+1 \u202eéviv" },
    });
    const html = renderToStaticMarkup(
      createElement(JournalItem, { seq: 1, at: v.now.toISOString(), actor: "<b>A</b>", text: quote }),
    );
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toMatch(/<img|<b>/);
  });
});
