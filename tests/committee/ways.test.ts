import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planOf } from "#app/committee/queries/plan-form.ts";
import { readConvention } from "#conventions/read.ts";
import type { Convention } from "#conventions/schema.ts";
import { decidesAs, requireActor } from "#machines/meeting/v1/duties/actor.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import { tallyOf } from "#machines/meeting/v1/tally.ts";
import { StepRefused } from "#machines/step.ts";
import {
  actor,
  composition,
  convention,
  ITEM,
  people,
  planned,
  toConvened,
  toHeld,
  toOpen,
  toSitting,
  vote,
  wait,
  walk,
  world,
} from "./cast.ts";

const arrive = (who: "guest" | "s" | "b") => ["guest.arrived", who, { who: people.guest.person }] as const;

describe("guests of a meeting", () => {
  test("come and go by themselves or as the secretary writes it, without a voice and of no quorum", () => {
    const meeting = walk(...toHeld, [...arrive("guest")]);
    expect(meeting.context.visits).toEqual([{ who: { id: people.guest.person, name: "Gael" }, in: meeting.at.toISOString(), out: null }]);
    meeting.go(["item.opened", "s", { item: ITEM.app }]);
    expect(tallyOf(meeting.context, meeting.item()).quorum.present).toBe(0);
    expect(meeting.refusal([...arrive("s")]).because).toContain("déjà en séance");
    meeting.go(["guest.left", "s", { who: people.guest.person }], [...arrive("s")]);
    expect(meeting.context.visits?.map(({ out }) => out === null)).toEqual([false, true]);
    expect(meeting.refusal(["vote.cast", "guest", { item: ITEM.app, seat: "a", vote: "for" }]).because).toContain("pas votre siège");
  });

  test("nobody writes it for them who keeps no minutes; a stranger, or someone with a seat, is no guest", () => {
    const meeting = walk(...toSitting);
    expect(meeting.refusal([...arrive("b")]).because).toContain("présidence");
    expect(meeting.refusal(["guest.arrived", "s", { who: people.stranger.person }]).instead).toEqual(["guests.named"]);
    expect(meeting.refusal(["guest.left", "guest", { who: people.guest.person }]).because).toContain("pas en séance");
    const both = walk(["meeting.planned", "s", planned()], ["meeting.convened", "s", { found: { composition: composition({ guests: [people.b2] }) } }], wait, ["meeting.opened", "s"]);
    expect(both.refusal(["guest.arrived", "s", { who: people.b2.person }])).toMatchObject({ because: expect.stringContaining("Siège B"), instead: ["member.arrived"] });
  });

  test("an authority who is there as a guest lets the secretary key its decision in; closing sees everyone out", () => {
    const outcome = { kind: "homologation-decision", verdict: "firm", months: 12, conditions: undefined, reserves: [], accepted: [], authority: { name: "Gael", function: "Autorité", person: people.guest.person } };
    const meeting = walk(...toSitting, ["item.opened", "s", { item: ITEM.ent }]);
    expect(meeting.refusal(["item.decided", "s", { item: ITEM.ent, outcome }]).because).toContain("n’est pas en séance");
    meeting.go([...arrive("guest")], ["item.decided", "s", { item: ITEM.ent, outcome }]);
    expect(meeting.told()[0]).toMatchObject({ needs: { right: "homologation.decide", or: people.guest.person } });
    meeting.go(["meeting.closed", "s", {}]);
    expect(meeting.context.visits?.every(({ out }) => out !== null)).toBe(true);
  }); // biome-ignore format: one act a line
}); // biome-ignore format: one act a line

describe("who is offered what is what the machine takes", () => {
  const takes = (meeting: ReturnType<typeof walk>, who: Parameters<typeof actor>[0], type: string) => {
    try {
      requireActor(meeting.context, { type, by: actor(who) });
      return true;
    } catch (error) {
      if (error instanceof StepRefused) return error.refusal.instead;
      throw error;
    }
  };
  test("a chair not there yet is told to arrive first; a guest decides only where authorities do, and nobody in conflict", () => {
    const meeting = walk(...toHeld);
    expect(takes(meeting, "a", "item.opened")).toEqual(["member.arrived"]);
    expect(takes(meeting, "s", "item.opened")).toBe(true);
    const open = walk(...toOpen(ITEM.ent));
    const item = open.item(ITEM.ent);
    expect((["a", "s", "guest", "b", "stranger"] as const).map((who) => decidesAs(open.context, item, people[who].person))).toEqual(["bureau", "bureau", "authority", "authority", null]);
    open.go(["conflict.declared", "a", { item: ITEM.ent, seat: "a", reason: "x" }]);
    expect(decidesAs(open.context, open.item(ITEM.ent), people.a.person)).toBeNull();
    const app = walk(...toOpen());
    expect([decidesAs(app.context, app.item(), people.guest.person), takes(app, "guest", "item.decided")]).toEqual([null, ["member.arrived"]]);
  }); // biome-ignore format: facts in few lines
});

/** The same meeting under another text. */
function under(text: Convention, work: () => void) {
  const before = world.convention;
  world.convention = text;
  try {
    work();
  } finally {
    world.convention = before;
  }
}
const castingText: Convention = {
  ...convention,
  instances: convention.instances.map((one) => (one.key === "comite-suivi-securite" ? { ...one, castingVote: "chair" as const } : one)),
}; // biome-ignore format: one fact

describe("a tie", () => {
  const votes = [vote("a", "for"), vote("b", "against"), vote("c", "for"), vote("d", "against")];
  test("adopts nothing, by choice of the console, whatever the chair voted", () => {
    const meeting = walk(...toOpen(), ...votes);
    const tally = tallyOf(meeting.context, meeting.item());
    expect([tally.adopted, tally.casting, meeting.context.casting]).toEqual([false, undefined, null]);
  });
  test("is settled by the chair's own vote where the text says so; a chair who abstained settles nothing", () => {
    under(castingText, () => {
      const meeting = walk(...toOpen(), ...votes);
      expect(tallyOf(meeting.context, meeting.item())).toMatchObject({ adopted: true, casting: "for" });
      expect(meeting.context.casting).toMatchObject({ rule: "MBN-6.1" });
      const abstained = walk(...toOpen(), vote("a", "abstain"), vote("b", "against"), vote("c", "for"));
      expect(tallyOf(abstained.context, abstained.item()).adopted).toBe(false);
    });
  });
});

describe("a meeting beyond the minimum (ATR-5)", () => {
  const reading = readConvention(readFileSync("conventions/ene-atrium.yaml", "utf8"), "ene-atrium.yaml");
  if (!reading.ok) throw new Error("convention illisible");
  const atrium = reading.convention;
  const keys = atrium.parties.map(({ key }) => key);
  const extra = (agreed: string[]) => ({
    ...planned("sitting", [{ key: ITEM.free, kind: "other", title: "Budget", papers: [] }]),
    instance: { dossier: "00000000-0000-4000-8000-000000000003", key: "comite-pilotage" },
    extra: { agreed },
  });
  const found = { composition: composition() };

  test("is called once all the parties agree, by any of them, and says so to its instance", () => {
    under(atrium, () => {
      const meeting = walk(["meeting.planned", "b", extra(keys.slice(0, 2))]);
      const refused = meeting.refusal(["meeting.convened", "b", { found }]);
      expect(refused).toMatchObject({ rule: "ATR-5", article: "5", instead: ["extra.agreed"] });
      expect(refused.because).toContain("DRAAF");
      expect(meeting.refusal(["extra.agreed", "b", { parties: ["inconnue"] }]).rule).toBe("ATR-5");
      meeting.go(["extra.agreed", "b", { parties: keys }], ["meeting.convened", "b", { found }]);
      expect(meeting.told().map(({ event }) => event.data)).toMatchObject([
        { state: "convened", extra: true },
      ]);
      expect(meeting.context.extra?.agreed).toHaveLength(keys.length);
    });
  });

  test("the form of a meeting says so, with the parties that agree; unticked, it is one of the year", () => {
    const form = { forme: "sitting", debut: "12/01/2027 14h00", accords: "region draaf" };
    const asked = (more: Record<string, string>) =>
      planOf({ ...form, ...more }, [], "Europe/Paris", new Date("2026-11-27T08:00:00Z")).input;
    expect(asked({ supplementaire: "oui" })?.extra).toEqual({ agreed: ["region", "draaf"] });
    expect(asked({})?.extra).toBeUndefined();
  });

  test("exists only where the text knows it, and an ordinary one waits for nobody's agreement", () => {
    const refused = () => meetingV1.step(null, { type: "meeting.planned", at: "2026-03-24T08:00:00.000Z", by: actor("s"), data: { ...planned(), extra: { agreed: [] } } }, world);
    expect(refused).toThrow(StepRefused);
    expect(refused).toThrow("prévoyez-la comme les autres");
    expect(walk(...toConvened).refusal(["extra.agreed", "s", { parties: [] }]).rule).toBe("TOCSIN-CYCLE");
    const plain = walk(["meeting.planned", "s", planned()]);
    expect(plain.refusal(["extra.agreed", "s", { parties: [] }]).because).toContain("n’attend l’accord de personne");
  }); // biome-ignore format: one act a line
});
