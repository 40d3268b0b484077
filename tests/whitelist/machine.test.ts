import { beforeAll, describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { rights } from "#app/platform/permissions.ts";
import type { Convention } from "#conventions/schema.ts";
import { chart, ended, listed } from "#machines/whitelist-request/v1/chart.ts";
import { requestEvents, requestPersonEvents, requestRights } from "#machines/whitelist-request/v1/events.ts";
import * as life from "./cast.ts";
import {
  badFact,
  compromised,
  condition,
  conventionNamed,
  decided,
  facts,
  named,
  opinion,
  Walk,
  worldOf,
} from "./cast.ts";

const outcomes = [undefined, "gar", "all", "last", "approved", "refused", "more-information", "filed", "admissible", "instruction", "committee", "kept", "suspended", "review", "expiry"]; // biome-ignore format: one list
const events = Object.keys(requestEvents).flatMap((type) =>
  outcomes.map((outcome) => ({ type, ...(outcome && { outcome }) })),
);

describe("the life of a request for an application", () => {
  let mbn: Convention;
  let nancy: Convention;
  beforeAll(async () => {
    mbn = await conventionNamed("mbn-grand-est");
    nancy = await conventionNamed("ent-ecoles-nancy-metz");
  });
  const walk = (...sent: life.Sent[]) => new Walk(worldOf(mbn)).go(...sent);

  test("every state is reached, and an end from each", () => {
    const paths = (from?: string) =>
      getShortestPaths(chart, {
        events,
        serializeState: (snapshot) => String(snapshot.value),
        ...(from && { fromState: chart.resolveState({ value: from }) }),
      }).map((path) => String(path.state.value));
    expect(new Set(paths())).toEqual(new Set(Object.keys(chart.states)));
    for (const from of Object.keys(chart.states))
      expect(paths(from).some(ended), `no end from ${from}`).toBe(true);
  });

  test("every event is accepted somewhere, and each that people send has its right in the permission table", () => {
    const somewhere = new Set([
      ...chart.root.ownEvents,
      ...Object.values(chart.states).flatMap((state) => state.ownEvents),
    ]);
    expect(Object.keys(requestEvents).filter((type) => !somewhere.has(type))).toEqual([]);
    for (const type of Object.keys(requestPersonEvents))
      expect(rights).toContain(requestRights[type as keyof typeof requestRights] ?? type);
  });

  test("from a draft to an open link: three instructors, the committee, the provider", () => {
    const request = walk(...life.toActive);
    expect(request.state).toBe("active");
    expect(request.context.history.map(({ state }) => state)).toEqual([
      "draft", "filed", "admissible", "instruction", "committee", "approved", "integrated", "tested", "active",
    ]); // biome-ignore format: one life
    expect(request.last?.columns).toMatchObject({
      subject: "sso-application:labo-virtuel",
      opinions: 3,
      host: "labo.exemple.fr",
    });
    expect(request.done).toEqual(
      expect.arrayContaining([
        "settle-deadline integration met",
        "close-task integrate",
        "start-deadline review",
        "call active",
      ]),
    );
  });

  test("a step is pure: the same events give the same states and effects", () => {
    expect(walk(...life.toSuspended).last).toEqual(walk(...life.toSuspended).last);
  });

  test("an incomplete form is kept, and refused with its article and what is lacking", () => {
    const request = walk(...life.toDraft, [
      "form.saved",
      "head",
      { section: "application", values: { key: "labo-virtuel", name: "Labo" } },
    ]);
    expect(request.context.draft.application).toMatchObject({ name: "Labo" });
    const refusal = request.refusal(["request.filed", "head"]);
    expect(refusal).toMatchObject({ rule: "MBN-6.1", article: "6.1", instead: ["form.saved"] });
    expect(refusal.because).toContain("l’objectif : choisissez");
    const register = walk(...life.toFiled.slice(0, -1), [
      "form.saved",
      "head",
      { section: "protection", values: {} },
    ]);
    expect(register.refusal(["request.filed", "head"])).toMatchObject({
      rule: "MBN-4.4-tiers",
      article: "4.4",
    });
  });

  test("each datum asked for has a reason of its own", () => {
    const data = { ...life.wholeDraft().data, attributes: "uid mail", "reason.mail": "" };
    const request = walk(...life.toFiled.slice(0, -1), [
      "form.saved",
      "head",
      { section: "data", values: data },
    ]);
    expect(request.refusal(["request.filed", "head"]).because).toContain("à quoi sert cette donnée");
  });

  test("it is admitted on the facts, and not against one that bars it", () => {
    expect(walk(...life.toFiled).refusal(["request.admitted", "dane"]).because).toContain(
      "vérifications techniques",
    );
    for (const key of ["host", "metadata", "duplicates", "known-bad"]) {
      const request = walk(...life.toFiled, ["checks.recorded", "clock", badFact(key)]);
      expect(request.refusal(["request.admitted", "dane"])).toMatchObject({
        rule: "MBN-6.1",
        instead: ["information.wanted", "checks.wanted"],
      });
    }
    expect(
      walk(
        ...life.toFiled,
        ["checks.recorded", "clock", badFact("certificate")],
        ["request.admitted", "dane"],
      ).state,
    ).toBe("admissible");
  });

  test("nobody starts before the three are named, and nobody instructs their own request", () => {
    const two = walk(...life.toAdmissible, [
      "instructors.named",
      "dane",
      { security: named.security, pedagogy: named.pedagogy },
    ]);
    expect(two.state).toBe("admissible");
    expect(two.done).not.toContain("call instruct-security");
    expect(two.go(["instructors.named", "dane", { dataProtection: named.dataProtection }]).state).toBe(
      "instruction",
    );
    expect(two.done).toEqual(
      expect.arrayContaining([
        "call instruct-security",
        "call instruct-dataProtection",
        "call instruct-pedagogy",
      ]),
    );
    expect(
      walk(...life.toAdmissible).refusal(["instructors.named", "dane", { pedagogy: life.cast.head }]).because,
    ).toContain("on n’instruit pas la sienne");
  });

  test("an opinion is its instructor's alone, once; one who left is replaced", () => {
    const request = walk(...life.toInstruction);
    expect(request.refusal(["opinion.given", "dpd", opinion("security")])).toMatchObject({
      rule: "CHOIX-LISTE",
      because: expect.stringContaining("Camille RSSI"),
    });
    request.go(["opinion.given", "rssi", opinion("security")]);
    expect(request.refusal(["opinion.given", "rssi", opinion("security")]).because).toContain("déjà donné");
    expect(request.refusal(["instructors.named", "dane", { security: life.cast.dane }]).because).toContain(
      "déjà donné",
    );
    request.go(["instructors.named", "dane", { pedagogy: life.cast.dane }]);
    expect(request.done).toContain("call instruct-pedagogy");
    expect(request.refusal(["opinion.given", "ien", opinion("pedagogy")]).because).toContain("Camille DANE");
  });

  test("the clock stops while the requester is asked for more, and takes up what was left", () => {
    const request = walk(...life.toInstruction);
    expect(request.context.clock).toMatchObject({ stage: "instruction", dueAt: "2026-04-22T22:00:00.000Z" });
    request.days(6).go(["information.wanted", "dpd", { what: "La durée de conservation" }]);
    expect(request.state).toBe("waiting");
    expect(request.context).toMatchObject({ clock: null, waiting: { left: 16, resume: "instruction" } });
    expect(request.done).toEqual(
      expect.arrayContaining(["settle-deadline instruction cleared", "call more"]),
    );
    request.days(60).go(["request.completed", "head", { text: "Un an." }]);
    // 29 May, then sixteen working days: 22 June.
    expect([request.state, request.context.clock?.dueAt]).toEqual([
      "instruction",
      "2026-06-22T22:00:00.000Z",
    ]);
    expect(request.context.pauses).toHaveLength(1);
  });

  test("late is told and seen to, and approves nothing", () => {
    const request = walk(...life.toInstruction)
      .days(60)
      .go(["deadline.reached", "clock", { key: "instruction" }]);
    expect(request.state).toBe("instruction");
    expect(request.done).toEqual([
      "settle-deadline instruction breached",
      "alert late-instruction",
      "open-task late-instruction",
    ]);
    for (const stage of [life.toFiled, life.toAdmissible, life.toCommittee, life.toApproved]) {
      const late = walk(...stage);
      const before = late.state;
      expect(late.go(["deadline.reached", "clock", { key: late.context.clock?.stage ?? "" }]).state).toBe(
        before,
      );
    }
  });

  test("the convention's committee decides, once it met, with conditions that have an owner and a day to come", () => {
    const request = walk(...life.toCommittee);
    const refused = (more: Record<string, unknown>) =>
      request.refusal(["request.decided", "rssi", decided("approved", more)]);
    expect(refused({ sitting: {} })).toMatchObject({
      rule: "MBN-6.1",
      instead: ["instance:comite-suivi-securite"],
    });
    expect(
      refused({ sitting: { ...life.sitting, meetingAt: "2026-05-01T10:00:00+02:00" } }).because,
    ).toContain("pas encore eu lieu");
    expect(refused({ outcome: "approved-with-conditions" }).because).toContain("au moins une");
    expect(
      refused({ outcome: "approved-with-conditions", conditions: [{ ...condition, dueOn: "2026-03-01" }] })
        .because,
    ).toContain("jour passé");
    expect(refused({ until: "2026-03-01" }).because).toContain("déjà passé");
    request.go(["request.decided", "rssi", decided("approved-with-conditions", { conditions: [condition] })]);
    expect(request.context.decisions).toMatchObject([
      {
        what: "decided",
        outcome: "approved-with-conditions",
        sitting: life.sitting,
        by: { name: "Camille RSSI" },
      },
    ]);
    expect(request.done).toEqual(
      expect.arrayContaining([
        "alert integrate",
        "start-deadline condition-1",
        "open-task condition-1",
        "call approved",
      ]),
    );
    expect(request.days(200).go(["deadline.reached", "clock", { key: "condition-1" }]).done).toContain(
      "alert late-condition-1",
    );
    expect(
      request.go(["condition.met", "dane", { condition: 1, proof: "Rapport d’audit" }]).context.conditions[0]
        ?.met?.proof,
    ).toBe("Rapport d’audit");
  });

  test("the committee may refuse, with its reasons, or want more; then it decides again", () => {
    expect(walk(...life.toCommittee, ["request.decided", "rssi", decided("refused")])).toMatchObject({
      state: "refused",
    });
    const request = walk(...life.toCommittee, [
      "request.decided",
      "rssi",
      decided("more-information", { what: "Le rapport d’audit" }),
    ]);
    expect(request.state).toBe("waiting");
    expect(request.go(["request.completed", "head", { text: "Le voici." }]).state).toBe("committee");
    expect(request.context.opinions.security?.opinion).toBe("favourable");
  });

  test("a link that fails its test goes back to be integrated, its clock running", () => {
    const request = walk(...life.toTested);
    const { clock } = request.context;
    request.go(["link.failed", "exploitant", { reason: "Boucle de redirection" }]);
    expect([request.state, request.context.clock]).toEqual(["approved", clock]);
  });

  test("an incident that names it suspends it at once; its return is a decision", () => {
    const request = walk(...life.toSuspended);
    expect([request.state, listed(request.state ?? "")]).toEqual(["suspended", false]);
    expect(request.context.decisions.at(-1)).toMatchObject({ what: "suspended", because: compromised.by });
    expect(request.done).toEqual(
      expect.arrayContaining([
        "alert suspended",
        "alert suspended-desk",
        "call suspended-you",
        "open-task close-link",
        "open-task return",
      ]),
    );
    request.go(["link.closed", "exploitant", { proof: "Lien fermé à 8 h 32" }]);
    expect(request.go(["application.cleared", "rssi", compromised]).state).toBe("suspended");
    request.go(["request.reinstated", "rssi", { sitting: life.sitting, reasons: "Faille corrigée." }]);
    expect(request.state).toBe("active");
    expect(request.done).toContain("open-task reopen-link");
    expect(request.go(["link.reopened", "exploitant", { proof: "Rouvert" }]).done).toEqual([
      "close-task reopen-link",
    ]);
  });

  test("an incident while it is being examined is kept, and its link does not open until it is cleared", () => {
    const request = walk(...life.toTested, ["application.compromised", "rssi", compromised]);
    expect(request.state).toBe("tested");
    expect(request.refusal(["link.activated", "exploitant", { proof: "…" }])).toMatchObject({
      because: expect.stringContaining("INC-2026-009"),
    });
    request.go(["application.cleared", "rssi", compromised]);
    expect(request.go(["link.activated", "exploitant", { proof: "…" }]).state).toBe("active");
  });

  test("a year later it is reviewed: kept for another, or suspended", () => {
    const request = walk(...life.toActive)
      .days(366)
      .go(["deadline.reached", "clock", { key: "review" }]);
    expect([request.state, listed(request.state ?? "")]).toEqual(["review-due", true]);
    const kept = request.go([
      "request.reviewed",
      "rssi",
      { outcome: "kept", sitting: life.sitting, reasons: "Toujours utile." },
    ]);
    expect([kept.state, kept.context.reviewAt?.slice(0, 4)]).toEqual(["active", "2028"]);
    const again = kept
      .days(366)
      .go(
        ["deadline.reached", "clock", { key: "review" }],
        [
          "request.reviewed",
          "rssi",
          { outcome: "suspended", sitting: life.sitting, reasons: "Plus d’audit." },
        ],
      );
    expect([again.state, again.context.suspension?.cause]).toEqual(["suspended", "review"]);
    expect(again.done).toContain("alert suspended");
  });

  test("its last day suspends it, and a return needs a new one", () => {
    const request = walk(
      ...life.toCommittee,
      ["request.decided", "rssi", decided("approved", { until: "2026-08-31" })],
      ...life.toActive.slice(-3),
    );
    expect(request.effects).toContainEqual(
      expect.objectContaining({
        deadline: expect.objectContaining({ key: "expiry", dueAt: "2026-08-31T22:00:00.000Z" }),
      }),
    );
    request.days(200).go(["deadline.reached", "clock", { key: "expiry" }]);
    expect([request.state, request.context.suspension?.cause]).toEqual(["suspended", "expiry"]);
    const back = { sitting: life.sitting, reasons: "Renouvelée." };
    expect(request.refusal(["request.reinstated", "rssi", back]).because).toContain("nouveau dernier jour");
    expect(request.go(["request.reinstated", "rssi", { ...back, until: "2027-08-31" }]).state).toBe("active");
  });

  test("withdrawn while it is instructed: whoever still owed an opinion is told, no clock is left", () => {
    const request = walk(
      ...life.toInstruction,
      ["opinion.given", "rssi", opinion("security")],
      ["request.withdrawn", "head", { reason: "Nous avons mieux." }],
    );
    expect([request.state, request.last?.closed, request.context.clock]).toEqual(["withdrawn", true, null]);
    expect(request.done).toEqual(
      expect.arrayContaining([
        "settle-deadline instruction cleared",
        "close-task opinion-pedagogy",
        "call withdrawn-instructors",
      ]),
    );
    const told = request.effects.find((one) => one.do === "call");
    expect(told?.do === "call" && told.people.map(({ person }) => person)).toEqual([
      life.cast.dpd.id,
      life.cast.ien.id,
    ]);
    expect(request.refusal(["opinion.given", "dpd", opinion("dataProtection")]).because).toContain("retirée");
  });

  test("NAN-2: a resource of the GAR leaves the board for the académie's contact; elsewhere it is a fact", () => {
    const gar = { id: "ark:/12148/db5xb", name: "Labo virtuel", publisher: "479875718" };
    const filed: life.Sent[] = [...life.toFiled, ["checks.recorded", "clock", facts({ gar })]];
    const request = new Walk(worldOf(nancy)).go(...filed);
    expect([request.state, request.last?.closed]).toEqual(["redirected", true]);
    const told = request.effects.find((one) => one.do === "alert");
    expect(told?.do === "alert" && told.plan[0]).toMatchObject({
      rule: "NAN-2",
      article: "2",
      target: { function: "dane", at: "academie" },
    });
    expect(walk(...filed).state).toBe("filed");
  });

  test("what has no place in a state is refused with rule, article and what is possible", () => {
    const stages = {
      draft: life.toDraft,
      filed: life.toFiled,
      instruction: life.toInstruction,
      active: life.toActive,
      suspended: life.toSuspended,
    };
    for (const [state, sent] of Object.entries(stages)) {
      const here = new Set([
        ...chart.root.ownEvents,
        ...((chart.states[state as "draft"]?.ownEvents ?? []) as string[]),
      ]);
      for (const type of Object.keys(requestEvents).filter((one) => !here.has(one))) {
        const request = walk(...sent);
        const before = request.stored;
        expect(request.refusal([type, "rssi", {}])).toMatchObject({ rule: "MBN-6.1", article: "6.1" });
        expect(request.stored).toBe(before);
      }
    }
  });
});
