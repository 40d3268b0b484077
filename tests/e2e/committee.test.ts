import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { ensureHomologationContent } from "#app/homologation/commands/ensure-content.ts";
import { meeting as words } from "#app/messages/committee-meeting.ts";
import type { Caller } from "#app/platform/caller.ts";
import { cast, seat } from "../../tools/demo/committee.ts";
import { homologate, named, register } from "../../tools/demo/homologation.ts";
import { someone } from "../../tools/demo/people.ts";
import { classique, drafted } from "../communication/stage.ts";
import { accessible, browserOf, desktop, openBrowser, phone, pressed } from "./support/browser.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let people: Record<string, Caller>;
let ref: string;
const errors: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  const now = new Date();
  people = await cast(server.db);
  await seat({ db: server.db, people, now }, "comite-suivi-securite", "region", now);
  const by = people.region as Caller;
  const planned = await planMeeting(
    server.db,
    by,
    {
      ...{ dispositif: "mbn", instance: "comite-suivi-securite", place: "Salle 3" },
      at: new Date(now.getTime() + 3_600_000).toISOString(),
      items: ["Charte des applications", "Calendrier de l’année"].map((title) => ({ key: randomUUID(), kind: "other", title })),
    },
    now,
  );
  await actInMeeting(server.db, by, planned.id, { type: "meeting.convened" }, now);
  ref = planned.ref;
}); // biome-ignore format: facts in few lines
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const as = async (who: string, device: typeof phone | typeof desktop = desktop): Promise<Page> => {
  const one = await browserOf(browser, server, { person: (people[who] as Caller).person.id, device });
  one.page.on("close", () => errors.push(...one.errors));
  return one.page;
};
const here = (more = "") => `/instances/seances/${ref}${more}`;
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("five seats, one by its substitute and one in conflict, decide together; every screen follows", async () => {
  const secretary = await as("secretary");
  await secretary.goto(here());
  await press(secretary, words.acts.open);
  await secretary.getByText("En séance", { exact: true }).first().waitFor();
  const screens = {
    chair: await as("region"),
    reims: await as("reims", phone),
    substitute: await as("academie-nancy-metz-deputy", phone),
    strasbourg: await as("strasbourg"),
  };
  for (const page of Object.values(screens)) {
    await page.goto(here("?vue=presents"));
    await press(page, words.presence.arriveMe);
    await page.getByText(words.presence.leaveMe).waitFor();
  }
  // Nobody reloads: what the others did is on the secretary's screen.
  await secretary.getByText(words.quorum.reached(4, 3, 5)).waitFor();

  await press(secretary, words.agenda.openFor(1));
  await secretary.getByLabel(words.item.presentation).fill("La charte est présentée.");
  await press(secretary, words.item.save.presentation);
  await secretary.getByLabel(words.item.discussion).fill("La Région propose une relecture.");
  await press(secretary, words.item.save.discussion);
  await screens.chair.getByText("La Région propose une relecture.").first().waitFor();

  await screens.strasbourg.getByText(words.votes.conflict).first().click();
  await screens.strasbourg.getByLabel(words.votes.conflictReason).fill("J’en suis l’auteure.");
  await press(screens.strasbourg, words.votes.conflictConfirm);
  await screens.strasbourg.getByText(words.votes.youAreInConflict).waitFor();
  for (const who of ["chair", "reims", "substitute"] as const) {
    await screens[who].goto(here("?vue=votes"));
    await press(screens[who], "Pour");
    await screens[who].getByText(words.votes.voted("Pour")).waitFor();
  }
  await accessible(screens.reims);
  await picture(screens.reims, "instances-vote-telephone");
  await picture(secretary, "instances-seance");
  const projector = await as("region");
  await projector.goto(here("/projeter"));
  await projector.getByText(words.votes.tally(3, 0, 0)).waitFor();
  await picture(projector, "instances-projection");
  await accessible(secretary);

  await screens.chair.getByRole("link", { name: words.item.decide }).click();
  await screens.chair.getByLabel("La décision en quelques phrases").fill("La charte est adoptée.");
  await accessible(screens.chair);
  await press(screens.chair, "Voir ce qui va se passer");
  await screens.chair.getByText("avec le vote et le quorum de cet instant").waitFor();
  await press(screens.chair, words.item.decide);
  await screens.chair.getByText(words.done).waitFor();
  await projector.getByText("Adoption", { exact: true }).waitFor();

  await secretary.getByText(words.acts.more).click();
  await press(secretary, words.acts.close);
  await screens.chair.goto(here());
  await press(screens.chair, words.acts.validate);
  await screens.chair
    .getByText(/Validé par/)
    .first()
    .waitFor();
  await accessible(screens.chair);
  const pdf = await screens.chair.request.get(here("/proces-verbal.pdf"));
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
});

/** Answers the form of a decision, looks at what it would do, and proclaims it. */
async function proclaim(
  page: Page,
  meeting: string,
  item: string,
  values: Record<string, string>,
): Promise<string> {
  await page.goto(`/instances/seances/${meeting}?point=${item}&vue=point`);
  await page.getByRole("link", { name: words.item.decide }).click();
  const form = page.locator("main form", { has: page.locator('button[name="intent"]') });
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]`);
    if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await press(page, "Voir ce qui va se passer");
  await form.getByRole("button", { name: words.item.decide, exact: true }).waitFor();
  const foreseen = (await form.textContent()) ?? "";
  await pressed(page, words.item.decide);
  return foreseen;
}
const stateOf = async (ref: string) =>
  (
    await server.db.query<{ state: string; context: Record<string, never> }>(
      "select state, context from dossier where ref = $1",
      [ref],
    )
  )[0];
const hours = (n: number, from = Date.now()) => new Date(from + n * 3_600_000);

test("a commission suspends a homologation on its review, lets it take effect again, and approves a procedure", async () => {
  const { db } = server;
  const [authority, secretary, reims] = ["authority", "secretary", "reims"].map((who) => people[who] as Caller) as [Caller, Caller, Caller];
  const from = hours(-24 * 60);
  await ensureHomologationContent(db, from);
  const cast_ = { rssi: reims, authority: await someone(db, "mbn", { function: "autoriteHomologation", kind: "academie", at: "academie-reims" }) };
  const staged = { db, cast: cast_, ids: new Map<string, string>(), clock: from };
  const described = { nature: "module", owner: { key: "academie-reims", name: "Académie de Reims" }, operator: { name: "Exploitant" }, host: { name: "Hébergeur" } };
  await register(staged, { key: "carnet", name: "Carnet numérique", ...described }, { answers: {}, proposed: "basique", need: "basique" });
  const homologation = await homologate(staged, "carnet", hours(-24 * 59), 12);
  const id = async (ref: string) => (await db.query<{ id: string }>("select id from dossier where ref = $1", [ref]))[0]?.id ?? "";
  await sendEvent(db, reims, await id(homologation), { type: "review.opened", kind: "law", reason: "Nouveau décret." }, hours(-24));
  const [runbook] = await db.query<{ id: string; ref: string }>("select id, ref from dossier where kind = 'runbook' and dispositif_id = (select id from dispositif where key = 'mbn') and state = 'draft' order by ref limit 1");
  await sendEvent(db, reims, runbook?.id ?? "", { type: "runbook.submitted" }, hours(-23));

  const seated = await seat({ db, people, now: new Date() }, "commission-homologation", "authority", hours(-2));
  const keys = [randomUUID(), randomUUID(), randomUUID()] as const;
  const planned = await planMeeting(db, reims, {
    ...{ dispositif: "mbn", instance: "commission-homologation", place: "Salle 3", at: hours(1).toISOString() },
    items: [
      { key: keys[0], kind: "homologation-review", title: "Carnet numérique : réexamen", dossier: await id(homologation) },
      { key: keys[1], kind: "suspension", title: "Carnet numérique : reprise", dossier: await id(homologation) },
      { key: keys[2], kind: "runbook", title: "Procédure", dossier: runbook?.id },
    ],
  }, hours(-1));
  const act = (by: Caller, type: string, data: Record<string, unknown> = {}) => actInMeeting(db, by, planned.id, { type, ...data }, new Date());
  await act(reims, "meeting.convened");
  await act(secretary, "meeting.opened");
  for (const [place, who] of [["region", authority], ["reims", reims], ["strasbourg", people.strasbourg]] as [keyof typeof seated.seats, Caller][])
    await act(who, "member.arrived", { seat: seated.seats[place], who: who.person.id });

  const page = await as("authority");
  const open = (item: string) => act(secretary, "item.opened", { item });
  await open(keys[0]);
  const foreseen = await proclaim(page, planned.ref, keys[0], { verdict: "suspended", reason: "Une faille est connue." });
  expect(foreseen).toContain(homologation);
  expect((await stateOf(homologation))?.state).toBe("suspended");
  await open(keys[1]);
  await proclaim(page, planned.ref, keys[1], { verdict: "resumed", reason: "La faille est corrigée." });
  expect((await stateOf(homologation))?.state).toBe("in-force");
  await open(keys[2]);
  await proclaim(page, planned.ref, keys[2], { verdict: "approved" });
  expect((await stateOf(runbook?.ref ?? ""))?.state).toBe("approved");
  await page.context().close();
}); // biome-ignore format: one act a line

test("a written consultation on an urgent message is answered on a phone, ends by its clock, and is then proclaimed", async () => {
  const { db } = server;
  const [region, reims] = [people.region, people.reims] as [Caller, Caller];
  const writer = await someone(db, "mbn", { function: "dsi", kind: "departement", at: "departement-54" });
  const urgent = classique({ process: "urgent", justification: "Neige cette nuit.", title: "Neige : cars à l’arrêt", startsAt: undefined, endsAt: undefined });
  const message = await drafted(db, writer, urgent, hours(-30));
  await message.act(writer, hours(-29), "communication.submitted");
  const [instance] = await db.query<{ id: string; seats: { key: string; organisation: { key: string } | null }[] }>(
    "select id, context->'seats' seats from dossier where kind = 'instance' and columns->>'key' = 'cosui' and dispositif_id = (select id from dispositif where key = 'mbn')",
  );
  const seatOf = (key: string) => instance?.seats.find(({ organisation }) => organisation?.key === key)?.key;
  for (const [key, who] of [["region-grand-est", region], ["academie-reims", reims]] as [string, Caller][])
    await actInMeeting(db, reims, instance?.id ?? "", { type: "seat.filled", seat: seatOf(key), holder: named(who), substitutes: [] }, hours(-28));
  const item = randomUUID();
  const planned = await planMeeting(db, region, {
    ...{ dispositif: "mbn", instance: "cosui", kind: "written", at: hours(-27).toISOString() },
    items: [{ key: item, kind: "urgent-review", title: "Neige : cars à l’arrêt", dossier: message.id }],
  }, hours(-27));
  await actInMeeting(db, region, planned.id, { type: "consultation.opened", closesAt: hours(2).toISOString(), reason: "La prochaine séance est loin." }, hours(-26));

  const path = `/instances/seances/${planned.ref}`;
  const [phoneOf, chair] = [await as("reims", phone), await as("region")];
  for (const page of [phoneOf, chair]) {
    await page.goto(path);
    await press(page, "Pour");
    await page.getByText(words.votes.voted("Pour")).waitFor();
  }
  await accessible(phoneOf);
  // The hour comes: the console counts, silence is no vote.
  await db.query("update deadline set due_at = now() - interval '1 second' where dossier_id = $1 and key = 'closing'", [planned.id]);
  await ringDue(db, new Date());
  await expect.poll(async () => (await stateOf(planned.ref))?.state).toBe("drafted");
  await proclaim(chair, planned.ref, item, { text: "Court, utile, et parti à temps." });
  const [review] = await db.query<{ opinions: { instance: string; opinion: string }[] }>("select context->'review'->'opinions' opinions from dossier where id = $1", [message.id]);
  expect(review?.opinions).toMatchObject([{ instance: "cosui", opinion: "conforme" }]);
  for (const page of [phoneOf, chair]) await page.context().close();
}); // biome-ignore format: one act a line

test("the pages around it are accessible, with a menu that holds on one line", async () => {
  const page = await as("region");
  for (const path of [here("/projeter"), "/instances/comite-suivi-securite", "/instances/comite-suivi-securite/prevoir", "/instances"]) {
    await page.goto(path);
    await accessible(page);
  }
  const menu = page.locator(".fr-nav__list").first();
  expect((await menu.boundingBox())?.height).toBeLessThan(80);
  await page.getByRole("button", { name: "Gouvernance" }).click();
  await page.getByRole("link", { name: "Liste blanche" }).click();
  await page.waitForURL("**/liste-blanche");
  await page.context().close();
  expect(errors).toEqual([]);
}); // biome-ignore format: the list stays whole
