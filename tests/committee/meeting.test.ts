import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import type { Actor } from "#machines/effects.ts";
import { meetingChart } from "#machines/meeting/v1/chart.ts";
import { meetingPersonEvents, meetingRights, meetingSystemEvents } from "#machines/meeting/v1/events.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import * as cast from "./cast.ts";
import {
  agenda, approved, composition, convention, dossiers, ITEM, items, MORNING, people, planned, type Sent, toConsulting,
  toConvened, toDrafted, toHeld, toOpen, toPlanned, toSent, toSitting, toValidated, toWritten, uuid, vote, wait, walk,
} from "./cast.ts"; // biome-ignore format: names of the cast

const arrive = (who: keyof typeof people, seat: string): Sent => [
  "member.arrived",
  who,
  { seat, who: people[who].person },
];
const found = { composition: composition() };
const KEY = "comite-suivi-securite";

describe("what an instance deals with", () => {
  const plan = (key: string, given: unknown[]) =>
    meetingV1.step(
      null,
      {
        type: "meeting.planned",
        data: { ...planned("sitting", given), instance: { dossier: uuid(3), key } },
        at: MORNING,
        by: cast.actor("s"),
      },
      { ...cast.world, convention: cast.grandEst },
    );

  test("an application is the affair of the Comité de suivi sécurité: another instance may only talk of it", () => {
    expect(plan(KEY, [items.app]).state).toBe("planned");
    const refused = expect.objectContaining({
      refusal: expect.objectContaining({
        rule: "MBN-6.1",
        article: "6.1",
        because: expect.stringContaining("« Comité de suivi sécurité »"),
        instead: [`instance:${KEY}`],
      }),
    });
    expect(() => plan("gt-conformite", [items.app])).toThrow(refused);
    const { state, context } = plan("gt-conformite", [items.free]);
    const adding = {
      type: "item.added",
      data: { ...items.app, found: { agenda } },
      at: MORNING,
      by: cast.actor("s"),
    };
    expect(() =>
      meetingV1.step({ state, context }, adding, { ...cast.world, convention: cast.grandEst }),
    ).toThrow(refused);
  });

  test("who decides of a homologation is a choice of the console in Grand Est, and is shown as one", () => {
    expect(() => plan("cosui", [items.ent])).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ rule: "CHOIX-INSTANCES" }) }),
    );
  });
});

describe("the life of a meeting", () => {
  test("every state is reached, and every event that people or the console send is taken somewhere", () => {
    const types = [...Object.keys(meetingPersonEvents), ...Object.keys(meetingSystemEvents)];
    const paths = getShortestPaths(meetingChart, { events: types.map((type) => ({ type })) });
    const reached = new Set(paths.map(({ state }) => String(state.value)));
    expect([...reached].sort()).toEqual(Object.keys(meetingChart.states).sort());
    const taken = new Set(Object.values(meetingChart.states).flatMap((state) => state.ownEvents));
    expect(types.filter((type) => !taken.has(type))).toEqual([]);
    expect(Object.keys(meetingRights).sort()).toEqual(Object.keys(meetingPersonEvents).sort());
  });

  test.each([
    ["planned", toPlanned], ["convened", toConvened], ["held", toHeld], ["drafted", toDrafted], ["validated", toValidated],
    ["sent", toSent], ["planned", toWritten], ["consulting", toConsulting],
    ["cancelled", [...toConvened, ["meeting.cancelled", "s", { reason: "Grève." }]]],
    ["cancelled", [...toConsulting, ["meeting.cancelled", "s", { reason: "Trop tard." }]]],
    ["drafted", [...toConsulting, ["consultation.closed", "clock", { key: "closing" }]]],
  ] as [string, Sent[]][])("stands at « %s »: what it accepts is taken or refused by a duty, the rest out loud", (state, path) => {
    const meeting = walk(...path);
    expect(meeting.state).toBe(state);
    const accepts = meetingV1.accepts({ state, context: meeting.stored?.context ?? {} });
    for (const type of Object.keys(meetingPersonEvents).filter((one) => !accepts.includes(one)))
      expect(walk(...path).refusal([type, "s", { item: ITEM.app, seat: "a", outcome: approved() }])).toMatchObject({ because: expect.stringMatching(/\S/) });
  }); // biome-ignore format: one state a line

  test("is called with an agenda, an invitation and a clock; the instance counts it; called again, its sequence rises", () => {
    const meeting = walk(...toConvened);
    const [mail] = meeting.mails();
    expect(mail?.people).toHaveLength(12);
    expect(mail?.facts).toMatchObject({
      what: "convened",
      path: "/instances/seances/SEA-2026-001",
      agenda: [{ n: 1, ref: "WHI-2" }, { n: 2 }, { n: 3, ref: null }],
      calendar: { method: "REQUEST", sequence: 0 },
    });
    expect(meeting.told()).toEqual([
      expect.objectContaining({ to: { dossier: uuid(3) }, event: expect.objectContaining({ type: "meeting.recorded" }) }),
    ]);
    expect(meeting.effects.filter((one) => one.do === "start-deadline").map((one) => one.deadline.key)).toEqual(["before", "unopened"]);
    meeting.go(["meeting.rescheduled", "s", { at: "2026-04-08T12:00:00Z", reason: "Salle prise." }]);
    expect(meeting.context).toMatchObject({ at: "2026-04-08T12:00:00.000Z", endsAt: "2026-04-08T14:00:00.000Z" });
    expect(meeting.mails()[0]?.facts).toMatchObject({ what: "moved", calendar: { method: "REQUEST", sequence: 1 } });
    meeting.go(["meeting.convened", "s", { found: { composition: composition({ secretaries: [people.t] }) } }]);
    expect(meeting.context.secretaries.map(({ name }) => name)).toEqual(["Thais"]);
    meeting.go(["meeting.cancelled", "t", { reason: "Grève." }]);
    expect(meeting.mails()[0]?.facts).toMatchObject({ what: "cancelled", calendar: { method: "CANCEL", sequence: 3 } });
    expect(meeting.told()[0]?.event.data).toMatchObject({ state: "cancelled" });
  }); // biome-ignore format: facts in few lines

  test("the members are those of its convening: who is named afterwards is called again, not slipped in", () => {
    const meeting = walk(...toPlanned);
    expect(meeting.context.quorum).toEqual({ seats: 5, needed: 3, rule: "CHOIX-INSTANCES", article: "choix de la console", choice: true });
    const alone = composition({ seats: composition().seats.slice(0, 2) });
    meeting.go(["meeting.convened", "s", { found: { composition: alone } }]);
    expect(meeting.context).toMatchObject({ quorum: { seats: 2, needed: 1 }, members: [{ seat: "a" }, { seat: "b" }] });
    expect(meeting.go(wait, ["meeting.opened", "a"]).refusal(arrive("c", "c")).because).toContain("pas de ceux qui ont été convoqués");
  }); // biome-ignore format: same

  test("a member who is not there in time is reminded two days before; one that nobody opened is on a desk a day later", () => {
    const meeting = walk(...toConvened).days(12);
    expect(meeting.go(["deadline.reached", "clock", { key: "before" }]).mails()[0]?.facts).toMatchObject({ what: "reminder" });
    meeting.days(3).go(["deadline.reached", "clock", { key: "unopened" }]);
    expect(meeting.effects).toContainEqual(expect.objectContaining({ do: "open-task", task: expect.objectContaining({ key: "unopened", organisation: people.s.organisation.id }) }));
    // Held after all: the late clock says nothing more.
    expect(meeting.go(["meeting.opened", "s"], ["deadline.reached", "clock", { key: "unopened" }]).mails()).toEqual([]);
  }); // biome-ignore format: same

  test("what was not taken up is postponed when it closes; the minutes are validated by the chair's seat, then sent once", () => {
    const meeting = walk(...toOpen(), vote("a", "for"), vote("b", "for"), ["item.decided", "a", { item: ITEM.app, outcome: approved() }]);
    meeting.go(["meeting.closed", "s", { remarks: "Ouverte à 14 h." }]);
    expect(meeting.context.items.map(({ state }) => state)).toEqual(["decided", "postponed", "postponed"]);
    expect(meeting.context.presence.every(({ out }) => out)).toBe(true);
    expect(meeting.told().map(({ event }) => event.data.state)).toEqual(["held"]);
    expect(meeting.refusal(["minutes.validated", "s"])).toMatchObject({ because: "Le procès-verbal est validé par la présidence (Alix, Ange)." });
    expect(meeting.refusal(["minutes.validated", "b"]).because).toContain("présidence");
    meeting.go(["minutes.validated", "a2"]);
    expect(meeting.context.minutes?.validatedBy).toEqual({ id: people.a2.person, name: "Ange" });
    expect(meeting.refusal(["minutes.amended", "s", { item: ITEM.app, text: "x", base: 0 }]).because).toContain("validé");
    meeting.go(["minutes.sent", "s"]);
    expect(meeting.mails()[0]).toMatchObject({ people: { length: 12 }, facts: { what: "minutes" } });
    for (const type of ["minutes.sent", "item.decided", "meeting.opened", "member.arrived", "minutes.amended"])
      expect(meeting.refusal([type, "s", { item: ITEM.app, outcome: approved() }]).because).toContain("envoyé");
  }); // biome-ignore format: same
});

describe("what is refused before it is called", () => {
  const plan = (more: Record<string, unknown>) =>
    walk().refusal(["meeting.planned", "s", { ...planned(), ...more }]);
  test("a date that is past, too far, or that ends before it begins", () => {
    expect(plan({ at: MORNING }).because).toContain("déjà passée");
    expect(plan({ at: "2031-01-01T00:00:00.000Z", endsAt: "2031-01-01T02:00:00.000Z" }).because).toContain(
      "deux ans",
    );
    expect(plan({ endsAt: "2026-04-07T11:00:00.000Z" }).because).toContain("avant d’avoir commencé");
    expect(plan({ endsAt: "2026-04-09T11:00:00.000Z" }).because).toContain("un jour au plus");
    expect(plan({ found: { composition: null, agenda } }).because).toContain("n’est pas ouverte");
  });

  test("a point without its dossier, of another kind, of another dispositif, or twice", () => {
    const { dossier: _, ...alone } = items.app;
    expect(plan({ items: [alone] }).because).toContain("de quel dossier");
    expect(plan({ items: [{ ...items.app, dossier: dossiers.message.id }] }).because).toContain("pas de ceux");
    expect(plan({ items: [{ ...items.app, dossier: uuid(999) }] }).because).toContain("pas de ce dispositif");
    expect(plan({ items: [items.app, { ...items.app, key: uuid(9) }] }).because).toContain("déjà à l’ordre du jour");
    expect(plan({ items: [{ ...items.app, proposal: "adopted" }] }).because).toContain("« approbation »");
    const meeting = walk(...toPlanned);
    expect(meeting.refusal(["item.added", "s", { ...items.app, found: { agenda } }]).because).toContain("déjà");
    meeting.go(["item.added", "s", { ...items.runbook, found: { agenda } }], ["item.moved", "s", { item: ITEM.runbook, to: 1 }]);
    expect(meeting.context.items.map(({ n, title }) => `${n} ${title}`)).toEqual(["1 Procédure", "2 Labo virtuel", "3 L’ENT", "4 Questions diverses"]);
    expect(meeting.refusal(["item.moved", "s", { item: ITEM.runbook, to: 9 }]).because).toContain("4 points");
    meeting.go(["item.removed", "s", { item: ITEM.app }]);
    expect(meeting.context.items.map(({ n }) => n)).toEqual([1, 2, 3]);
  }); // biome-ignore format: same

  test("a call without an agenda, without members, without a chair, or after its hour; a consultation is not called", () => {
    const call = (more: Record<string, unknown>, path = toPlanned) => walk(...path).refusal(["meeting.convened", "s", { found, ...more }]).because;
    expect(walk(["meeting.planned", "s", planned("sitting", [])]).refusal(["meeting.convened", "s", { found }]).because).toContain("vide");
    expect(call({ found: { composition: composition({ seats: [] }) } })).toContain("Personne ne siège");
    expect(call({ found: { composition: composition({ chairSeat: null }) } })).toContain("présidence");
    expect(call({ found: { composition: composition({ chairSeat: "f" }) } })).toContain("vacant");
    expect(walk(...toPlanned).days(30).refusal(["meeting.convened", "s", { found }]).because).toContain("passée");
    expect(call({}, toWritten)).toContain("s’ouvre");
    const consult = { closesAt: "2026-03-27T08:00:00.000Z", reason: "Urgent.", found };
    expect(walk(...toPlanned).refusal(["consultation.opened", "s", consult]).because).toContain("se convoque");
    expect(walk(...toWritten).refusal(["consultation.opened", "s", { ...consult, closesAt: "2026-03-24T08:30:00Z" }]).because).toContain("une heure");
    expect(walk(...toWritten).refusal(["consultation.opened", "s", { ...consult, closesAt: "2026-09-24T08:30:00Z" }]).because).toContain("soixante jours");
  }); // biome-ignore format: same
});

describe("who convenes", () => {
  const own = { ...convention, instances: convention.instances.map((one) => (one.key === KEY ? { ...one, convenes: ["region" as const], choice: undefined } : one)) };
  const by = (kind: string) => ({ kind: "person" as const, id: uuid(77), name: "Quelqu’un", function: "rssi", organisation: { id: uuid(78), key: "o", kind, name: "O" } });
  const call = (who: Actor) => {
    const stored = walk(...toPlanned).stored;
    return meetingV1.step(stored, { type: "meeting.convened", data: { found }, at: MORNING, by: who }, { ...cast.world, convention: own as typeof convention });
  };
  test("the party that the text names, or a secretary in its name; another is told whom to ask", () => {
    expect(call(by("region")).state).toBe("convened");
    expect(call({ ...by("academie"), id: people.s.person }).state).toBe("convened");
    expect(() => call(by("academie"))).toThrow("se réunit à l’invitation de");
    // Where the console chose, whoever prepares the meeting convenes.
    expect(walk(...toPlanned, ["meeting.convened", "b", { found }]).state).toBe("convened");
  });

  test("the files of an agenda are files of the meeting", () => {
    const file = { hash: "a".repeat(64), name: "rapport.pdf", mime: "application/pdf", size: 12 };
    const meeting = walk(["meeting.planned", "s", planned("sitting", [{ ...items.free, papers: [{ title: "Rapport", file }] }])]);
    expect(meeting.effects).toContainEqual({ do: "attach", ...file, by: "Sacha" });
    expect(meeting.go(["item.added", "s", { ...items.app, papers: [{ title: "Avis", file }, { title: "Page", link: "/liste-blanche" }], found: { agenda } }]).effects).toEqual([{ do: "attach", ...file, by: "Sacha" }]);
  });
}); // biome-ignore format: short

describe("who speaks and votes", () => {
  test("one voice a seat: twice, for another, after leaving, holder and substitute together are refused", () => {
    const meeting = walk(...toOpen(), vote("b", "for"));
    expect(meeting.refusal(vote("b", "against")).because).toBe("« Siège B » a déjà voté sur ce point : un siège vote une fois.");
    expect(meeting.refusal(vote("c", "for", ITEM.app, "d"))).toMatchObject({ rule: "CHOIX-SEANCE", because: expect.stringContaining("pour un autre"), instead: ["seat:c"] });
    expect(meeting.refusal(vote("stranger", "for", ITEM.app, "c")).because).toContain("n’est pas votre siège");
    expect(meeting.refusal(vote("e", "for")).because).toContain("n’est pas en séance");
    expect(meeting.refusal(arrive("c2", "c")).because).toBe("Colette siège déjà pour « Siège C » : titulaire et suppléant ne siègent pas ensemble.");
    expect(meeting.refusal(vote("c2", "for", ITEM.app, "c")).because).toContain("un siège n’a qu’une voix");
    meeting.go(["member.left", "c", { seat: "c" }]);
    expect(meeting.refusal(vote("c", "for")).because).toContain("a quitté la séance");
    expect(meeting.refusal(["member.left", "s", { seat: "c" }]).because).toContain("n’est pas en séance");
    // A substitute does not write the holder in, to make up the quorum.
    expect(meeting.refusal(["member.arrived", "c2", { seat: "c", who: people.c.person }]).because).toContain("secrétariat");
    // The substitute comes in: the seat votes, once.
    meeting.go(arrive("c2", "c"), vote("c2", "against", ITEM.app, "c"));
    expect(meeting.item().votes.at(-1)).toMatchObject({ seat: "c", who: { name: "Camille" }, recordedBy: null });
    // B leaves after having voted; its substitute does not vote again.
    meeting.go(["member.left", "b", { seat: "b" }], arrive("b2", "b"));
    expect(meeting.refusal(vote("b2", "for", ITEM.app, "b")).because).toContain("par la voix de Basile");
    expect(meeting.refusal(["member.arrived", "s", { seat: "e", who: people.guest.person }]).because).toContain("ne siège pas au titre");
    expect(meeting.refusal(["member.arrived", "c2", { seat: "e", who: people.e.person }]).because).toContain("revient à la présidence");
  }); // biome-ignore format: same

  test("a secretary writes down a show of hands, which says who wrote it", () => {
    const meeting = walk(...toOpen(), ["vote.cast", "s", { item: ITEM.app, seat: "d", vote: "abstain" }]);
    expect(meeting.item().votes).toEqual([expect.objectContaining({ seat: "d", who: { id: people.d.person, name: "Dominique" }, recordedBy: "Sacha" })]);
    expect(meeting.refusal(["vote.cast", "s", { item: ITEM.app, seat: "e", vote: "for" }]).because).toContain("n’est pas en séance");
  }); // biome-ignore format: same

  test("in conflict one neither speaks nor votes, nor writes or proclaims; declared after the vote, it takes it back", () => {
    const meeting = walk(...toOpen(), vote("b", "for"), ["opinion.stated", "b", { item: ITEM.app, seat: "b", opinion: "favourable", text: "Oui." }]);
    meeting.go(["conflict.declared", "b", { item: ITEM.app, seat: "b", reason: "L’éditeur est un parent." }]);
    expect(meeting.item()).toMatchObject({ votes: [], opinions: [], conflicts: [{ seat: "b" }] });
    expect(meeting.item().takenBack.map(({ what, value }) => [what, value])).toEqual([["vote", "for"], ["opinion", "favourable"]]);
    expect(meeting.refusal(vote("b", "for")).because).toContain("conflit d’intérêts");
    expect(meeting.refusal(["opinion.stated", "b", { item: ITEM.app, seat: "b", opinion: "reserved", text: "Non." }]).because).toContain("conflit");
    expect(meeting.refusal(["vote.cast", "s", { item: ITEM.app, seat: "b", vote: "for" }]).because).toContain("conflit");
    expect(meeting.refusal(["conflict.declared", "b", { item: ITEM.app, seat: "b", reason: "x" }]).because).toContain("déjà déclaré");
    // On another point the same member takes part; a substitute without conflict sits in their stead on this one.
    meeting.go(["member.left", "b", { seat: "b" }], arrive("b2", "b"), vote("b2", "against", ITEM.app, "b"));
    meeting.go(["conflict.declared", "a", { item: ITEM.app, seat: "a", reason: "Client." }]);
    expect(meeting.refusal(["item.decided", "a", { item: ITEM.app, outcome: approved({ verdict: "refused" }) }]).because).toContain("conflit");
    expect(meeting.go(["item.decided", "s", { item: ITEM.app, outcome: approved({ verdict: "refused" }) }]).item().state).toBe("decided");
    expect(meeting.refusal(["conflict.declared", "c", { item: ITEM.app, seat: "c", reason: "Trop tard." }]).because).toContain("déjà décidé");
  }); // biome-ignore format: same

  test("a conflict may be declared as soon as one is called, by whoever it is", () => {
    const meeting = walk(...toConvened, ["conflict.declared", "c", { item: ITEM.app, seat: "c", reason: "Ancien salarié." }]);
    expect(meeting.refusal(["conflict.declared", "b", { item: ITEM.app, seat: "c", reason: "x" }]).because).toContain("n’est pas votre siège");
    expect(meeting.refusal(["meeting.opened", "a"]).because).toContain("convoquée pour le 7 avril 2026");
    meeting.go(wait, ["meeting.opened", "a"], arrive("a", "a"), arrive("c", "c"), ["item.opened", "a", { item: ITEM.app }]);
    expect(meeting.refusal(vote("c", "for")).because).toContain("conflit");
  }); // biome-ignore format: same
});

describe("what is decided", () => {
  const decide = (who: keyof typeof people, more: Record<string, unknown> = {}, item = ITEM.app): Sent => [
    "item.decided",
    who,
    { item, outcome: approved(more) },
  ];

  test("quorum holds at that moment: lost in the middle, it stops decisions, not discussion", () => {
    const meeting = walk(...toOpen(), vote("a", "for"), vote("b", "for"), vote("c", "for"));
    meeting.go(["member.left", "c", { seat: "c" }], ["member.left", "d", { seat: "d" }]);
    expect(meeting.refusal(decide("a"))).toMatchObject({
      rule: "CHOIX-INSTANCES",
      because: "Le quorum n’est pas atteint : 2 siège(s) comptent en ce moment, il en faut 3 sur 5. On peut échanger, pas décider.",
    });
    meeting.go(["item.discussed", "s", { item: ITEM.app, text: "On attend Dominique.", base: 0 }], arrive("d2", "d"));
    expect(meeting.go(decide("a")).item().outcome).toMatchObject({ what: "decided", tally: { for: 3, against: 0, quorum: { present: 3, needed: 3 }, adopted: true } });
    expect(meeting.refusal(decide("a")).because).toContain("se décide une fois");
    expect(meeting.refusal(["item.postponed", "a", { item: ITEM.app, reason: "x" }]).because).toContain("déjà décidé");
  }); // biome-ignore format: same

  test("a member in conflict does not make the quorum of that point", () => {
    const meeting = walk(...toOpen(), ["member.left", "d", { seat: "d" }], ["conflict.declared", "c", { item: ITEM.app, seat: "c", reason: "Éditeur." }]);
    expect(meeting.refusal(decide("a")).because).toContain("2 siège(s)");
    meeting.go(["item.postponed", "a", { item: ITEM.app, reason: "Quorum." }], ["item.opened", "a", { item: ITEM.free }]);
    expect(meeting.go(["item.decided", "a", { item: ITEM.free, outcome: { kind: "other", verdict: "adopted", text: "Oui." } }]).item(ITEM.free).state).toBe("decided");
  }); // biome-ignore format: same

  test.each([
    ["for for against", "approved", true], ["for for against", "approved-with-conditions", true], ["for for against", "refused", false],
    ["for for against", "more-information", false], ["for against abstain", "approved", false], ["for against abstain", "refused", true],
    ["for against abstain", "more-information", true], ["abstain abstain abstain", "approved", false], ["", "approved", true], ["", "refused", true],
  ] as const)("votes « %s », « %s » proclaimed: %s", (votes, verdict, taken) => {
    const cast = votes.split(" ").filter(Boolean).map((value, n) => vote((["b", "c", "d"] as const)[n] ?? "b", value));
    const meeting = walk(...toOpen(), ...cast);
    if (taken) expect(meeting.go(decide("a", { verdict })).told()).toHaveLength(1);
    else expect(meeting.refusal(decide("a", { verdict })).because).toContain("irait contre lui");
  }); // biome-ignore format: same

  test("by the chair who is there, or a secretary; not by a member, nor by a chair who is not there", () => {
    const meeting = walk(...toOpen());
    expect(meeting.refusal(decide("b")).because).toContain("présidence et au secrétariat (Sacha, Thais)");
    meeting.go(["member.left", "a", { seat: "a" }]);
    expect(meeting.refusal(decide("a")).because).toContain("Consignez d’abord votre présence");
    expect(meeting.refusal(decide("a2")).because).toContain("Consignez d’abord votre présence");
    meeting.go(arrive("a2", "a"));
    expect(meeting.refusal(["item.decided", "a2", { item: ITEM.app, outcome: { kind: "other", verdict: "adopted", text: "x" } }]).because).toContain("nature de ce point");
    expect(meeting.go(decide("a2")).item().state).toBe("decided");
  }); // biome-ignore format: same

  test("one point at a time; a proposal does not change under votes", () => {
    const meeting = walk(...toOpen());
    expect(meeting.refusal(["item.opened", "s", { item: ITEM.ent }])).toMatchObject({ because: expect.stringContaining("n° 1 est ouvert") });
    meeting.go(["item.opened", "s", { item: ITEM.app, proposal: "refused" }], vote("b", "for"));
    expect(meeting.refusal(["item.opened", "s", { item: ITEM.app, proposal: "approved" }]).because).toContain("ne change plus");
    expect(meeting.refusal(decide("a")).because).toContain("« refus »");
    expect(meeting.refusal(["item.decided", "s", { item: ITEM.ent, outcome: approved() }]).because).toContain("n’est pas ouvert");
    expect(meeting.refusal(["meeting.closed", "a"]).because).toContain("encore ouvert");
  }); // biome-ignore format: same

  test("tells each kind of dossier what it takes, with where and when it was decided", () => {
    const told = (item: string, outcome: Record<string, unknown>, given = Object.values(items)) => {
      const meeting = walk(["meeting.planned", "s", planned("sitting", given)], ...toSitting.slice(1), ["item.opened", "s", { item }]);
      return meeting.go(["item.decided", "s", { item, outcome }]).told().map(({ to, event, needs }) => ({ to, ...event, needs }));
    };
    const to = (one: { id: string }) => ({ dossier: one.id });
    const sitting = { instance: "comite-suivi-securite", name: "Comité de suivi sécurité", dossier: world_.dossier, ref: "SEA-2026-001", minutes: "Procès-verbal SEA-2026-001", meetingAt: expect.any(String) };
    expect(told(ITEM.app, approved())).toEqual([{ to: to(dossiers.request), type: "request.decided", data: { outcome: "approved", sitting, reasons: "Rien à redire.", conditions: [] }, needs: undefined }]);
    const authority = { name: "Autorité", function: "Recteur" };
    expect(told(ITEM.ent, { kind: "homologation-decision", verdict: "firm", months: 12, authority, reserves: [], accepted: [] })).toEqual([
      { to: to(dossiers.homologation), type: "decision.taken", data: expect.objectContaining({ decision: "firm", months: 12, authority }), needs: { right: "homologation.decide" } },
    ]);
    expect(told(ITEM.message, { kind: "urgent-review", verdict: "reserve", text: "Trop long." })).toEqual([
      expect.objectContaining({ type: "review.recorded", data: { instance: "comite-suivi-securite", opinion: "reserve", text: "Trop long." } }),
    ]);
    expect(told(ITEM.runbook, { kind: "runbook", verdict: "approved" })[0]).toMatchObject({ type: "runbook.approved", data: { minutes: "Procès-verbal SEA-2026-001" } });
    expect(told(ITEM.runbook, { kind: "runbook", verdict: "returned", reason: "Annuaire périmé." })[0]).toMatchObject({ type: "runbook.returned" });
    expect(told(ITEM.free, { kind: "other", verdict: "adopted", text: "Oui." })).toEqual([]);
    const where = " (Comité de suivi sécurité, SEA-2026-001)";
    const about = (kind: string, dossier: { id: string }) => [{ key: uuid(500), kind, title: kind, dossier: dossier.id, papers: [] }];
    const one = (kind: string, dossier: { id: string }, outcome: Record<string, unknown>) => told(uuid(500), { kind, ...outcome }, about(kind, dossier) as never).map(({ type, data }) => [type, data.outcome ?? data.conclusion ?? data.reason]);
    expect(one("whitelist-review", dossiers.request, { verdict: "kept", reasons: "Bien." })).toEqual([["request.reviewed", "kept"]]);
    expect(one("whitelist-review", dossiers.request, { verdict: "revoked", reasons: "Fini." })).toEqual([["request.revoked", `Fini.${where}`]]);
    expect(one("whitelist-reinstatement", dossiers.request, { verdict: "reinstated", reasons: "Corrigée." })).toEqual([["request.reinstated", undefined]]);
    expect(one("whitelist-reinstatement", dossiers.request, { verdict: "kept-suspended", reasons: "Pas encore." })).toEqual([]);
    expect(one("whitelist-reinstatement", dossiers.request, { verdict: "revoked", reasons: "Fini." })).toEqual([["request.revoked", `Fini.${where}`]]);
    expect(one("homologation-review", dossiers.homologation, { verdict: "renewal", key: "crisis:1", reason: "Tout a changé." })).toEqual([["review.concluded", "renewal"]]);
    expect(one("homologation-review", dossiers.homologation, { verdict: "suspended", reason: "Réserve en retard." })).toEqual([["decision.suspended", `Réserve en retard.${where}`]]);
    expect(one("suspension", dossiers.homologation, { verdict: "resumed", reason: "Corrigé." })).toEqual([["decision.resumed", `Corrigé.${where}`]]);
    expect(one("suspension", dossiers.homologation, { verdict: "kept-suspended", reason: "Pas encore." })).toEqual([]);
  }); // biome-ignore format: same

  test("what the dossier would not refuse by itself: a review without its key, a return without a reason, an absent authority", () => {
    const open = (kind: string, dossier: { id: string }, outcome: Record<string, unknown>) =>
      walk(["meeting.planned", "s", planned("sitting", [{ key: uuid(500), kind, title: kind, dossier: dossier.id, papers: [] }])], ...toSitting.slice(1), ["item.opened", "s", { item: uuid(500) }])
        .refusal(["item.decided", "s", { item: uuid(500), outcome: { kind, ...outcome } }]).because;
    expect(open("homologation-review", dossiers.homologation, { verdict: "maintained", reason: "x" })).toContain("quel réexamen");
    expect(open("runbook", dossiers.runbook, { verdict: "returned" })).toContain("se motive");
    const authority = { name: "Élie", function: "Élu", person: people.e.person };
    expect(open("homologation-decision", dossiers.homologation, { verdict: "firm", months: 12, authority, reserves: [], accepted: [] })).toContain("n’est pas en séance");
  }); // biome-ignore format: same
});

describe("the minutes", () => {
  test("two secretaries on the same text: the second reads the first's beside their own, and nothing is lost", () => {
    const meeting = walk(...toOpen(), ["item.discussed", "s", { item: ITEM.app, text: "Sacha : l’éditeur répond.", base: 0 }]);
    const refused = meeting.refusal(["item.discussed", "t", { item: ITEM.app, text: "Thais : l’éditeur se tait.", base: 0 }]);
    expect(refused).toMatchObject({
      because: "Sacha a écrit avant vous : les deux textes sont là, reprenez le vôtre à partir du sien.",
      instead: ["base:1"],
      texts: { theirs: "Sacha : l’éditeur répond.", by: "Sacha", yours: "Thais : l’éditeur se tait." },
    });
    meeting.go(["item.discussed", "t", { item: ITEM.app, text: "Les deux.", base: 1 }]);
    expect(meeting.item()).toMatchObject({ discussion: { text: "Les deux.", by: { name: "Thais" } }, revision: 2 });
    expect(meeting.refusal(["item.presented", "b", { item: ITEM.app, text: "x", base: 2 }]).because).toContain("secrétariat");
    meeting.go(["item.postponed", "s", { item: ITEM.app, reason: "Suite." }], ["meeting.closed", "s"]);
    meeting.go(["minutes.amended", "s", { text: "Séance ouverte à 14 h.", base: 0 }], ["minutes.amended", "t", { item: ITEM.app, part: "presentation", text: "Un labo en ligne.", base: 2 }]);
    expect(meeting.refusal(["minutes.amended", "t", { text: "À 15 h.", base: 0 }]).texts).toMatchObject({ theirs: "Séance ouverte à 14 h." });
    expect(meeting.context.minutes).toMatchObject({ remarks: { text: "Séance ouverte à 14 h." }, revision: 1 });
  }); // biome-ignore format: same
});

describe("a written consultation", () => {
  const closed: Sent = ["consultation.closed", "clock", { key: "closing" }];
  test("each seat answers once, before the clock; silence is no vote; the quorum is on answers; the chair proclaims", () => {
    const meeting = walk(...toConsulting);
    expect(meeting.mails()[0]?.people).toHaveLength(9);
    meeting.go(vote("a", "for"), vote("b2", "for", ITEM.app, "b"));
    expect(meeting.refusal(vote("b", "against")).because).toContain("par la voix de Bruno");
    expect(meeting.refusal(["vote.cast", "s", { item: ITEM.app, seat: "c", vote: "for" }]).because).toContain("chacun répond pour le sien");
    meeting.days(2).go(["deadline.reached", "clock", { key: "before-closing" }]);
    const waited = meeting.mails()[0]?.people.map(({ person }) => person) ?? [];
    expect(waited).toContain(people.e.person);
    meeting.go(vote("c", "abstain"), closed);
    expect(meeting.state).toBe("drafted");
    expect(meeting.told()).toEqual([]);
    expect(meeting.item().tally).toEqual({ for: 2, against: 0, abstain: 1, quorum: { present: 3, needed: 3 }, adopted: true });
    expect(meeting.refusal(vote("d", "for")).because).toContain("procès-verbal est à valider");
    expect(meeting.refusal(["minutes.validated", "a"]).because).toContain("attend d’être proclamé");
    expect(meeting.refusal(["item.decided", "a", { item: ITEM.app, outcome: approved({ verdict: "refused" }) }]).because).toContain("2 pour et 0 contre");
    meeting.go(["item.decided", "a", { item: ITEM.app, outcome: approved() }]);
    expect(meeting.told()[0]?.event).toMatchObject({ type: "request.decided", data: { sitting: { ref: "SEA-2026-001" } } });
    // Nobody answered on the others: no quorum, they wait for another meeting.
    expect(meeting.refusal(["item.decided", "a", { item: ITEM.free, outcome: { kind: "other", verdict: "adopted", text: "x" } }]).because).toContain("0 siège(s) ont répondu");
    meeting.go(["item.postponed", "s", { item: ITEM.free, reason: "Sans réponse." }], ["item.noted", "a", { item: ITEM.ent, text: "À revoir." }]);
    expect(meeting.go(["minutes.validated", "a"], ["minutes.sent", "s"]).state).toBe("sent");
  }); // biome-ignore format: same

  test("cancelled in time, its clock closes nothing; a clock set long ago changes nothing either", () => {
    const meeting = walk(...toConsulting, vote("a", "for"), [
      "meeting.cancelled",
      "s",
      { reason: "Sans objet." },
    ]);
    expect(meeting.mails()[0]?.facts).not.toHaveProperty("calendar");
    expect(meeting.go(closed)).toMatchObject({ state: "cancelled" });
    expect(meeting.context.minutes).toBeNull();
  });
});
const world_ = { dossier: uuid(1) };
