import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendable } from "#app/api/queries/can.ts";
import { openChannels } from "#app/boot/channels.ts";
import { writeInvitation } from "#app/committee/calendar/invitation.ts";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import { readDossier, worldOf } from "#app/engine/dossier.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import type { MeetingFacts } from "#machines/effects.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";
import { named } from "../homologation/support.ts";
import { mailServer } from "../mocks/smtp-server.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { type CommitteeStage, committeeStage, inDays, later, seatKeys } from "./stage.ts";

type Server = Awaited<ReturnType<typeof mailServer>>;
let db: Database;
let stage: CommitteeStage;
let server: Server;
let post: () => Promise<unknown>;
beforeAll(async () => {
  db = await freshDatabase();
  stage = await committeeStage(db);
  server = await mailServer();
  const env = readEnv({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: "Tocsin <tocsin@console.example>",
    PUBLIC_URL: "https://console.example",
  } as unknown as NodeJS.ProcessEnv);
  const { channels, smtp } = openChannels(env, "s".repeat(43), createLog(env));
  const worker = outboxWorker(db, {
    channels,
    now: () => stage.clock.at,
    onError: (error) => {
      throw error;
    },
  });
  post = () => worker.run();
  closing = () => smtp.close();
});
let closing = async () => {};
afterAll(async () => {
  await closing();
  await server.kill();
  await db.close();
});

const eventOf = (content: string) => {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const event = calendar.getFirstSubcomponent("vevent");
  return {
    method: calendar.getFirstPropertyValue("method"),
    uid: event?.getFirstPropertyValue("uid"),
    sequence: event?.getFirstPropertyValue("sequence"),
    starts: String(event?.getFirstPropertyValue("dtstart")),
    status: event?.getFirstPropertyValue("status"),
    organizer: event?.getFirstPropertyValue("organizer"),
    attendee: event?.getFirstPropertyValue("attendee"),
    location: event?.getFirstPropertyValue("location"),
  };
};
/** Mails received since last asked, with the event that each brings. */
const arrived = async () => {
  const before = server.received.length;
  await post();
  return server.received.slice(before).map(({ to, mail }) => {
    const ics = mail.attachments.find(({ mimeType }) => mimeType.includes("calendar") || mimeType.includes("ics"));
    const text = ics && (typeof ics.content === "string" ? ics.content : new TextDecoder().decode(ics.content as ArrayBuffer));
    return { to, subject: mail.subject ?? "", text: mail.text ?? "", method: ics?.method, ics: text ? eventOf(text) : null };
  });
}; // biome-ignore format: one mail a line

describe("who sits", () => {
  test("instances open with the convention, once, with the seats of its text; a stranger is not believed", async () => {
    await Promise.all([ensureInstances(db, stage.clock.at), ensureInstances(db, stage.clock.at)]);
    const rows = await db.query<{ key: string; n: number }>(
      "select columns->>'key' \"key\", count(*)::int n from dossier where kind = 'instance' group by 1 order by 1",
    );
    expect(rows).toEqual(
      ["comite-suivi-securite", "commission-homologation", "cosui", "cst", "gt-conformite"].map((key) => ({ key, n: 1 })),
    );
    const id = await stage.instance("gt-conformite");
    const { context } = await stage.read<InstanceContext>(id);
    expect(context.seats.map(({ label }) => label)).toContain("Région Grand Est, DPD");
    const { people } = stage;
    const elsewhere = await withPerson(db, { function: "administrateur", name: "Ailleurs" });
    const seat = context.seats[0]?.key;
    await expect(
      stage.act(people.rssi, id, "seat.filled", { seat, holder: { ...named(people.dpd), person: elsewhere.person.id } }),
    ).rejects.toThrow("L’annuaire ne connaît à « DPD Reims » aucune fonction");
    // A false name is the directory's after all.
    await stage.act(people.rssi, id, "seat.filled", { seat, holder: { ...named(people.dpd), name: "Un autre" } });
    const filled = await stage.read<InstanceContext>(id);
    expect(filled.context.seats[0]?.holder).toMatchObject({ name: "Camille DPD Reims", function: "dpd" });
    await expect(
      stage.act(people.rssi, id, "seat.filled", { seat: context.seats[1]?.key, holder: named(people.dpd) }),
    ).rejects.toThrow("une personne, un siège");
    await expect(stage.act(people.rssi, id, "seat.removed", { seat, reason: "x" })).rejects.toThrow("avenant");
    await expect(stage.act(people.rssi, id, "chair.named", { seat })).rejects.toThrow("présidence");
    await stage.act(people.rssi, id, "seat.vacated", { seat, who: people.dpd.person.id, reason: "Mutation." });
    expect((await stage.read<InstanceContext>(id)).context.seats[0]).toMatchObject({ holder: null, since: null });
  }); // biome-ignore format: one act a line

  test("a corrected edition of the convention is told to its instances; who sits still sits", async () => {
    await stage.fill("comite-suivi-securite");
    const before = await stage.read<InstanceContext>(await stage.instance("comite-suivi-securite"));
    await db.query(
      "update convention set body = jsonb_set(body, '{instances,2,perYear}', '4'), hash = 'corrigee' || hash where key like 'mbn%'",
    );
    await ensureInstances(db, stage.clock.at);
    const after = await stage.read<InstanceContext>(await stage.instance("comite-suivi-securite"));
    expect(after.revision).toBe(before.revision + 1);
    expect(after.context.terms.perYear?.least).toBe(4);
    expect(after.context.seats).toEqual(before.context.seats);
    expect(after.context.chairSeat).toBe(before.context.chairSeat);
    await ensureInstances(db, stage.clock.at);
    expect((await stage.read(await stage.instance("comite-suivi-securite"))).revision).toBe(after.revision);
  });
});

describe("what members receive", () => {
  test("an invitation that their calendar takes, replaced when it moves, withdrawn when it is cancelled; then minutes", async () => {
    await arrived();
    const meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Bilan de l’année" }], { until: "convened" });
    const called = await arrived();
    expect(called).toHaveLength(9);
    const mine = called.find(({ to }) => to === "suppleant-nancy@agents.example.invalid");
    expect(mine?.subject).toMatch(/^\[Tocsin\] Convocation · Comité de suivi sécurité · SEA-2026-\d+$/);
    expect(mine?.text).toContain("1. Bilan de l’année");
    expect(mine?.text).toContain("https://console.example/instances/seances/SEA-2026-");
    expect(mine?.text).toContain("Article 6.1 (règle MBN-6.1).");
    expect(mine?.ics).toMatchObject({ method: "REQUEST", sequence: 0, status: "CONFIRMED", location: "Salle Barr", organizer: "mailto:tocsin@console.example", attendee: "mailto:suppleant-nancy@agents.example.invalid" });
    const at = later(60 * 24 * 20, stage.clock.at);
    await meeting.go(stage.people.rssi, "meeting.rescheduled", { at: at.toISOString(), reason: "Salle prise." });
    const moved = (await arrived()).find(({ to }) => to === mine?.to);
    expect(moved?.text).toContain("Salle prise.");
    expect(moved?.ics).toMatchObject({ method: "REQUEST", sequence: 1, uid: mine?.ics?.uid });
    expect(moved?.ics?.starts).toBe(`${at.toISOString().slice(0, 19)}Z`);
    await stage.ring(new Date(at.getTime() - 47 * 3_600_000));
    expect((await arrived()).map(({ subject, ics }) => [subject.split(" · ")[0], ics])).toEqual(Array.from({ length: 9 }, () => ["[Tocsin] Rappel", null]));
    await meeting.go(stage.people.rssi, "meeting.cancelled", { reason: "Grève." });
    expect((await arrived())[0]?.ics).toMatchObject({ method: "CANCEL", sequence: 2, status: "CANCELLED", uid: mine?.ics?.uid });

    const held = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Bilan" }]);
    await held.go(stage.seated.president, "meeting.closed");
    await held.go(stage.seated.vice, "minutes.validated");
    await held.go(stage.seated.secretary, "minutes.sent");
    const minutes = (await arrived()).filter(({ subject }) => subject.includes("Procès-verbal ·"));
    expect(minutes).toHaveLength(9);
    expect(minutes[0]?.text).toMatch(/seances\/SEA-2026-\d+\/proces-verbal\.pdf/);
    const [open] = await db.query("select 1 from task where dossier_id = $1 and state = 'open'", [held.id]);
    expect(open).toBeUndefined();
  }); // biome-ignore format: one act a line

  test("an agenda that changes many times is one message, when whoever prepares presses; its calendar keeps its place", async () => {
    const { people } = stage;
    const meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Bilan" }, { kind: "other", title: "Calendrier" }], { until: "convened" });
    const [first, second] = meeting.keys;
    const uid = (await arrived())[0]?.ics?.uid;
    const task = async () => (await db.query<{ state: string; title: string }>("select state, title from task where dossier_id = $1 and key = 'tell'", [meeting.id]))[0];
    await expect(meeting.go(people.rssi, "changes.told")).rejects.toThrow("Rien n’a changé");

    // What comes and goes is no news.
    const passing = randomUUID();
    await meeting.go(people.rssi, "item.added", { key: passing, kind: "other", title: "Passage" });
    expect(await task()).toMatchObject({ state: "open", title: expect.stringContaining("Prévenir les membres") });
    await meeting.go(people.rssi, "item.removed", { item: passing });
    expect((await task())?.state).toBe("done");

    await meeting.go(people.rssi, "item.added", { key: randomUUID(), kind: "other", title: "Budget" });
    await meeting.go(people.rssi, "item.moved", { item: second, to: 1 });
    await meeting.go(people.rssi, "item.removed", { item: first });
    await meeting.go(people.rssi, "paper.added", { item: second, paper: { title: "Projet", link: "https://exemple.fr/projet" } });
    expect(await arrived()).toEqual([]);
    await meeting.go(people.rssi, "changes.told", { note: "Pardon du délai." });
    const told = await arrived();
    expect(told).toHaveLength(9);
    expect(new Set(told.map(({ to }) => to)).size).toBe(9);
    expect(told[0]?.subject).toMatch(/^\[Tocsin\] Ordre du jour modifié · /);
    for (const one of ["Point ajouté : 2. Budget", "Point retiré : Bilan", "Pièce jointe au point 1 : Projet", "Pardon du délai."])
      expect(told[0]?.text).toContain(one);
    expect(told[0]?.text).not.toContain("Passage");
    expect(told[0]?.ics).toMatchObject({ method: "REQUEST", sequence: 0, uid });
    expect((await task())?.state).toBe("done");
    await expect(meeting.go(people.rssi, "changes.told")).rejects.toThrow("Rien n’a changé");

    // A move is told at once, with whatever else waited; only then does SEQUENCE rise.
    const { at } = await meeting.context();
    await expect(meeting.go(people.rssi, "meeting.rescheduled", { at, reason: "Rien." })).rejects.toThrow("Rien ne change");
    await meeting.go(people.rssi, "item.added", { key: randomUUID(), kind: "other", title: "Divers" });
    await meeting.go(people.rssi, "meeting.rescheduled", { at, place: "Salle Ballet", reason: "Travaux." });
    const [moved, ...others] = await arrived();
    expect(others).toHaveLength(8);
    for (const one of ["change de lieu", "Nouveau lieu : Salle Ballet.", "Point ajouté : 3. Divers"]) expect(moved?.text).toContain(one);
    expect(moved?.ics).toMatchObject({ sequence: 1, location: "Salle Ballet" });

    // Nobody pressed: the reminder says it, two days before.
    await meeting.go(people.rssi, "item.added", { key: randomUUID(), kind: "other", title: "Oubli" });
    await stage.ring(new Date(Date.parse(at) - 48 * 3_600_000));
    expect((await arrived())[0]?.text).toContain("Point ajouté : 4. Oubli");
    expect((await task())?.state).toBe("done");
    await meeting.go(people.rssi, "meeting.cancelled", { reason: "Grève." });
    await arrived();
  }); // biome-ignore format: one act a line

  test("a consultation: the silent are reminded, the clock counts, whoever presides proclaims", async () => {
    const seats = await seatKeys(stage, "comite-suivi-securite");
    const { seated, people } = stage;
    const meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Avis urgent" }], { kind: "written" });
    const [item = ""] = meeting.keys;
    const closesAt = inDays(3, stage.clock.at);
    await meeting.go(people.rssi, "consultation.opened", { closesAt: closesAt.toISOString(), reason: "Faille à corriger ce soir." });
    await arrived();
    await meeting.go(seated.president, "vote.cast", { item, seat: seats.region, vote: "for" });
    await meeting.go(seated.nancyDeputy, "vote.cast", { item, seat: seats.nancy, vote: "for" });
    await stage.ring(new Date(closesAt.getTime() - 20 * 3_600_000));
    const reminded = (await arrived()).map(({ to }) => to);
    expect(reminded).toHaveLength(4);
    expect(reminded).not.toContain("suppleant-nancy@agents.example.invalid");
    await stage.ring(closesAt);
    expect((await meeting.context()).items[0]?.tally).toMatchObject({ for: 2, adopted: true, quorum: { present: 2, needed: 2 } });
    await expect(meeting.go(seated.reims, "vote.cast", { item, seat: seats.reims, vote: "against" })).rejects.toThrow("procès-verbal est à valider");
    await meeting.go(seated.president, "item.decided", { item, outcome: { kind: "other", verdict: "adopted", text: "On ferme." } });
    await meeting.go(seated.president, "minutes.validated");
    expect(await meeting.state()).toBe("validated");
  }); // biome-ignore format: one act a line
});

test("a member who left is not called: the substitute is, and a task asks for another holder", async () => {
  const { id } = await stage.fill("comite-suivi-securite");
  await arrived();
  const { nancy } = stage.seated;
  const ends = (at: string | null) =>
    db.query("update tenure set until = $2 where person_id = $1", [nancy.person.id, at]);
  await ends(stage.clock.at.toISOString());
  stage.tick();
  const items = [{ kind: "other", title: "Bilan" }];
  const meeting = await stage.meet("comite-suivi-securite", items, { until: "convened" });
  const called = (await arrived()).map(({ to }) => to);
  expect(called).toContain("suppleant-nancy@agents.example.invalid");
  expect(called).not.toContain("rssi-academie-nancy-metz-0@agents.example.invalid");
  const { members, quorum } = await meeting.context();
  expect(members.find(({ label }) => label.includes("Nancy"))).toMatchObject({ holder: null });
  expect(quorum.seats).toBe(4);
  const [task] = await db.query<{ title: string }>(
    "select title from task where dossier_id = $1 and key = 'gone'",
    [meeting.id],
  );
  expect(task?.title).toContain("À remplacer dans « Comité de suivi sécurité » : Camille RSSI Nancy");
  // The seat itself is still theirs until somebody says otherwise: nothing is decided silently.
  const { context } = await stage.read<InstanceContext>(id);
  expect(context.seats.find(({ label }) => label.includes("Nancy"))?.holder?.name).toBe("Camille RSSI Nancy");
  await ends(null);
});

test("a client is offered what its seat may send, not what its function might", async () => {
  const { seats } = await stage.fill("comite-suivi-securite");
  const { seated, people } = stage;
  const meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Bilan" }]);
  await meeting.arrive([seats.region, seated.president]);
  const offered = async (who: Caller) => {
    const row = await readDossier(db, meeting.id);
    const found = await sendable(db, who, row, await worldOf(db, row), stage.clock.at);
    return found.map(({ type }) => type).filter((type) => /^(vote|item|meeting)\./.test(type));
  };
  const speaking = ["item.added", "item.moved", "vote.cast"];
  const steering = ["item.opened", "item.presented", "item.discussed", "item.decided", "item.postponed", "item.noted"];
  expect(await offered(seated.reims)).toEqual(speaking);
  expect((await offered(seated.president)).sort()).toEqual([...speaking, ...steering, "meeting.closed"].sort());
  expect((await offered(seated.secretary)).sort()).toEqual([...speaking, ...steering, "meeting.closed"].sort());
  // The substitute of the chair does not steer while the other sits.
  expect(await offered(seated.vice)).toEqual(["item.added", "item.moved", "vote.cast", "meeting.closed"]);
  expect(await offered(people.dpd)).toEqual([]);
}); // biome-ignore format: lists in one line

describe("the minimum of the year", () => {
  test("the clock warns whoever convenes, with the article; a meeting planned in time ends the warning", async () => {
    const { id } = await stage.fill("commission-homologation");
    await arrived();
    await stage.ring(new Date("2026-09-30T22:00:00Z"));
    const mails = (await arrived()).filter(({ text }) => text.includes("Commission d’homologation"));
    expect(mails.map(({ to }) => to).sort()).toEqual([
      "rssi-region-grand-est-0@agents.example.invalid",
      "secretaire@agents.example.invalid",
    ]);
    expect(mails[0]?.text).toContain("« Commission d’homologation RGS » : aucune séance tenue en 2026 et aucune prévue ; il en faut 1 au moins.");
    expect(mails[0]?.text).toContain("Choix de la console (CHOIX-INSTANCES).");
    const tasks = () => db.query<{ state: string }>("select state from task where dossier_id = $1 and key = 'year-2026'", [id]);
    expect(await tasks()).toEqual([{ state: "open" }]);
    const meeting = await stage.meet("commission-homologation", [{ kind: "other", title: "Bilan" }], { until: "convened" });
    expect(await tasks()).toEqual([{ state: "done" }]);
    expect((await stage.read<InstanceContext>(id)).context.short).toBeNull();
    // Cancelled, the year is short again at the next look; over, it is said to be so.
    await meeting.go(stage.people.rssi, "meeting.cancelled", { reason: "Grève." });
    await arrived();
    await stage.ring(new Date("2026-11-30T23:00:00Z"));
    const again = (await arrived()).filter(({ text }) => text.includes("Commission d’homologation"));
    expect(again.map(({ subject }) => subject.split(" · ")[0])).toEqual(["[Tocsin] Séances de l’année", "[Tocsin] Séances de l’année"]);
    await stage.ring(new Date("2026-12-31T23:00:00Z"));
    const over = (await arrived()).find(({ text }) => text.includes("Commission d’homologation"));
    expect(over?.text).toContain("« Commission d’homologation RGS » : aucune séance tenue en 2026 ; il en fallait 1 au moins.");
  }); // biome-ignore format: one act a line
});

test("hostile words stay words in an invitation, and every line of it is short enough to travel", () => {
  const evil = 'Salle "B";X=1:\nATTACH:https://evil.example/x.exe\r\nEND:VEVENT, é'.repeat(4);
  const facts = {
    kind: "meeting", what: "convened", ref: "SEA-2026-001", title: evil, instance: evil, dispositif: evil, timezone: "Europe/Paris",
    exercise: false, at: "2026-03-24T08:00:00.000Z", path: "/instances/seances/SEA-2026-001", starts: "2026-04-07T12:00:00.000Z",
    ends: "2026-04-07T14:00:00.000Z", place: evil, link: null, agenda: [{ n: 1, title: evil, ref: null }],
    calendar: { method: "REQUEST", sequence: 0 }, alerts: {},
  } satisfies MeetingFacts;
  const where = { publicUrl: "https://console.example", from: "tocsin@console.example", to: "a@b.example", name: evil };
  const text = writeInvitation(facts, where);
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  expect(event?.getAllProperties().map(({ name }) => name).sort()).toEqual([
    "attendee", "description", "dtend", "dtstamp", "dtstart", "location", "organizer", "sequence", "status", "summary", "uid", "url",
  ]);
  expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(text).not.toMatch(/^ATTACH/m);
}); // biome-ignore format: facts in few lines
