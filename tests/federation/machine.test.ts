import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { rights } from "#app/platform/permissions.ts";
import type { Convention } from "#conventions/schema.ts";
import { ended, memberChart } from "#machines/federation-member/v1/chart.ts";
import { memberEvents, memberPersonEvents, memberRights } from "#machines/federation-member/v1/events.ts";
import { federationMemberV1 } from "#machines/federation-member/v1/machine.ts";
import { StepRefused } from "#machines/step.ts";
import { conventionNamed } from "../whitelist/cast.ts";
import {
  admitted,
  amended,
  applied,
  IDENTITY_KEYS,
  kept,
  left,
  SERVICE,
  toAdmitted,
  toCandidate,
  toLeaving,
  toMember,
  Walk,
} from "./cast.ts";

const FILE = { hash: "a".repeat(64), name: "d.pdf", mime: "application/pdf", size: 1 };

describe("a member of an identity federation (ATR-8, annexe 2)", () => {
  let atrium: Convention;
  let mbn: Convention;
  beforeAll(async () => {
    atrium = await conventionNamed("ene-atrium");
    mbn = await conventionNamed("mbn-grand-est");
  });
  const walk = (...sent: Parameters<Walk["go"]>) => new Walk(atrium).go(...sent);

  test("every state is reached by a path of the model, and an end from each", () => {
    const reached = (from?: string) =>
      getShortestPaths(memberChart, {
        ...(from && { fromState: memberChart.resolveState({ value: from }) }),
      }).map(({ state }) => String(state.value));
    expect(new Set(reached())).toEqual(new Set(Object.keys(memberChart.states)));
    for (const from of Object.keys(memberChart.states))
      expect(
        reached(from).some((state) => ended.includes(state)),
        from,
      ).toBe(true);
  });

  test("every event has its place in a state, and each that people send its right in the table", () => {
    const placed = new Set(
      Object.values(memberChart.states).flatMap(({ ownEvents }) => ownEvents as string[]),
    );
    expect(Object.keys(memberEvents).filter((type) => !placed.has(type))).toEqual([]);
    for (const right of Object.values(memberRights)) expect(rights).toContain(right);
    expect(federationMemberV1.accepts({ state: "left", context: {} })).toEqual([
      "delivery.retried",
      "task.done",
      "decision.signed",
    ]);
  });

  test("only where the convention sets up a federation", () => {
    expect(new Walk(mbn).refusal(["member.applied", "rssi", applied()])).toMatchObject({
      rule: "CHOIX-FEDERATION",
      because:
        "La convention de Mon Bureau Numérique ne prévoit pas de fédération d’identité : un avenant l’y inscrit d’abord.",
    });
  });

  test("joining: the Région alone decides, and a service provider takes all the commitments of the annex", () => {
    const candidate = walk(
      ["member.applied", "rssi", applied()],
      ["commitments.taken", "rssi", { keys: SERVICE.slice(1) }],
    );
    expect(candidate.done).toEqual(["open-task decide"]);
    expect(candidate.refusal(["admission.decided", "recteur", admitted()])).toMatchObject({
      rule: "ATR-8",
      article: "8",
      because: expect.stringContaining("Région Provence-Alpes-Côte d’Azur"),
    });
    expect(candidate.refusal(["admission.decided", "region", admitted()])).toMatchObject({
      rule: "ATR-A2",
      article: "annexe 2",
      because: expect.stringContaining("« Respecter l’objet et les règles communes de la fédération »"),
      instead: ["commitments.taken"],
    });
    candidate.go(
      ["commitments.taken", "rssi", { keys: SERVICE }],
      ["admission.decided", "region", admitted()],
    );
    expect(candidate.state).toBe("admitted");
    expect(candidate.context.decisions[0]?.frozen.commitments).toHaveLength(5);
    // « pourront être prises »: an identity provider chooses.
    const provider = walk(
      ["member.applied", "rssi", applied(["identity"])],
      ["commitments.taken", "rssi", { keys: IDENTITY_KEYS }],
      ["admission.decided", "region", admitted({ effectOn: "2026-09-01" })],
    );
    expect(provider.done).toContain("start-deadline effect 2026-08-31T22:00:00.000Z");
    expect(provider.refusal(["commitments.taken", "rssi", { keys: [] }])).toMatchObject({
      rule: "ATR-8",
      because: expect.stringContaining("figé par la décision d’entrée"),
    });
  });

  test("an unknown commitment, one of another role, a broken one and a refusal each have their word", () => {
    const candidate = walk(...toCandidate);
    expect(
      candidate.refusal(["commitments.taken", "rssi", { keys: ["identity.securite"] }]).because,
    ).toContain("identity.securite");
    candidate.go([
      "commitment.checked",
      "rssi",
      { key: SERVICE[3], checkedOn: "2026-03-20", outcome: "broken" },
    ]);
    expect(candidate.refusal(["admission.decided", "region", admitted()]).because).toContain(
      "« Respecter les règles de sécurité »",
    );
    expect(
      candidate.refusal(["commitments.taken", "rssi", { keys: SERVICE.filter((_, n) => n !== 3) }]).because,
    ).toContain("déjà été vérifié");
    candidate.go(["admission.decided", "region", admitted({ decision: "refused" })]);
    expect([candidate.state, candidate.context.ended?.how]).toEqual(["refused", "refused"]);
  });

  test("a check says when, who and on what; it is never to come, nor older than the one before", () => {
    const schema = memberPersonEvents["commitment.checked"];
    expect(schema.safeParse({ key: SERVICE[0], outcome: "kept", checkedOn: "2026-03-20" }).success).toBe(
      false,
    );
    expect(schema.safeParse({ ...kept(SERVICE[0] as string, "2026-03-20"), file: FILE }).success).toBe(false);
    expect(schema.safeParse(kept(SERVICE[0] as string, "2026-02-30")).success).toBe(false);
    const member = walk(...toMember, ["commitment.checked", "rssi", kept("service.securite", "2026-03-20")]);
    const { check } = member.context.commitments.find(({ key }) => key === "service.securite") ?? {};
    expect(check).toMatchObject({
      outcome: "kept",
      checkedOn: "2026-03-20",
      by: { name: "Camille rssi region" },
    });
    expect(
      member.refusal(["commitment.checked", "rssi", kept("service.securite", "2026-03-19")]).because,
    ).toContain("du 20/03/2026");
    expect(
      member.refusal(["commitment.checked", "rssi", kept("service.securite", "2026-03-26")]).because,
    ).toContain("à venir");
    expect(
      member.refusal(["commitment.checked", "rssi", kept("identity.securite", "2026-03-24")]).because,
    ).toContain("n’a pas pris");
  });

  test("a check grows old: a warning thirty days before, then the desk and a task, once for each day", () => {
    const member = walk(...toMember);
    // Never checked: within three months of the day they joined.
    expect(member.done).toContain("start-deadline checks 2026-06-24T22:00:00.000Z");
    expect(member.done).toContain("start-deadline checks-soon 2026-05-25T22:00:00.000Z");
    for (const key of SERVICE.slice(0, 4)) member.go(["commitment.checked", "rssi", kept(key, "2026-03-24")]);
    member.on("2026-05-25T22:00:00Z").go(["deadline.reached", "clock", { key: "checks-soon" }]);
    expect(member.done).toEqual(["settle-deadline checks-soon met", "alert checks-soon"]);
    member.on("2026-06-24T22:00:00Z").go(["deadline.reached", "clock", { key: "checks" }]);
    expect(member.done).toEqual([
      "settle-deadline checks breached",
      "start-deadline checks 2027-03-24T23:00:00.000Z",
      "start-deadline checks-soon 2027-02-22T23:00:00.000Z",
      "open-task checks",
      "alert checks",
    ]);
    // One found kept closes the task; one found without proof is looked at again in three months.
    member.go(["commitment.checked", "rssi", kept("service.standards", "2026-06-25")]);
    expect(member.done).toContain("close-task checks");
    member.go([
      "commitment.checked",
      "rssi",
      { key: "service.standards", outcome: "unproven", checkedOn: "2026-06-25" },
    ]);
    expect(member.done).toContain("start-deadline checks 2026-09-25T22:00:00.000Z");
    expect(member.last?.columns).toMatchObject({
      kept: 4,
      commitments: 5,
      checkDue: "2026-09-25T22:00:00.000Z",
    });
  });

  test("leaving is a decision that takes effect on its day; a breach rests on a check", () => {
    const member = walk(...toMember);
    expect(member.refusal(["leaving.decided", "recteur", left()]).rule).toBe("ATR-8");
    expect(member.refusal(["leaving.decided", "region", left({ how: "breach" })])).toMatchObject({
      rule: "ATR-A2",
      instead: ["commitment.checked"],
    });
    expect(member.refusal(["leaving.decided", "region", left({ effectOn: "2026-03-01" })]).because).toContain(
      "avant l’entrée",
    );
    expect(member.refusal(["leaving.decided", "region", left({ effectOn: "2029-03-01" })]).because).toContain(
      "deux ans",
    );
    member.go(["leaving.decided", "region", left({ effectOn: "2026-09-01" })]);
    expect(member.state).toBe("leaving");
    expect(member.done).toContain("start-deadline leave 2026-08-31T22:00:00.000Z");
    member.on("2026-08-31T22:00:00Z").go(["deadline.reached", "clock", { key: "leave" }]);
    expect([member.state, member.last?.closed]).toEqual(["left", true]);
    expect(member.done).toContain("alert left");
    expect(
      member.refusal(["commitment.checked", "rssi", kept("service.securite", "2026-08-31")]).because,
    ).toContain("« sorti »");
  });

  test("a departure decided is revoked before its day by whoever decides, and not after", () => {
    const back = { authority: left().authority, reason: "Le membre a retiré sa demande." };
    const member = walk(...toLeaving);
    expect(member.refusal(["leaving.revoked", "recteur", back]).rule).toBe("ATR-8");
    member.go(["leaving.revoked", "region", back]);
    expect([member.state, member.context.decisions.map(({ kind }) => kind)]).toEqual([
      "member",
      ["admitted", "left", "revoked"],
    ]);
    expect(member.done).toEqual(
      expect.arrayContaining(["settle-deadline leave cleared", "open-task sign", "alert revoked"]),
    );
    expect(member.done.some((one) => one.startsWith("start-deadline checks "))).toBe(true);
    expect(member.last?.columns.leaves).toBeNull();
    // The clock that was cleared rings nonetheless: nothing leaves.
    member.go(["deadline.reached", "clock", { key: "leave" }]);
    expect([member.state, member.context.ended]).toEqual(["member", null]);
    // Its day has come, its clock has not rung yet.
    const late = walk(...toLeaving).on("2026-08-31T22:00:00Z");
    expect(late.refusal(["leaving.revoked", "region", back])).toMatchObject({
      rule: "ATR-8",
      because: expect.stringContaining("a pris effet le 01/09/2026"),
    });
    late.go(["deadline.reached", "clock", { key: "leave" }]);
    expect(late.refusal(["leaving.revoked", "region", back]).because).toContain("nouvelle candidature");
  });

  test("revoked before it had even entered, it enters on its day", () => {
    const member = walk(...toCandidate).go(
      ["admission.decided", "region", admitted({ effectOn: "2026-06-01" })],
      ["leaving.decided", "region", left({ effectOn: "2026-09-01" })],
      ["leaving.revoked", "region", { authority: left().authority, reason: "Erreur de membre." }],
    );
    expect(member.state).toBe("admitted");
    expect(member.done).toContain("start-deadline effect 2026-05-31T22:00:00.000Z");
  });

  test("a decision names a meeting that was held: what is sent of another is not believed", () => {
    const sitting = "00000000-0000-4000-8000-000000000077";
    const found = {
      dossier: sitting,
      ref: "SEA-2026-003",
      instance: "Comité de pilotage",
      at: "2026-03-20T09:00:00Z",
    };
    const decide = (meeting: typeof found | null) =>
      [
        "admission.decided",
        "region",
        admitted({ sitting, meeting: "Un autre", found: { meeting } }),
      ] as const;
    const member = walk(...toCandidate);
    expect(member.refusal([...decide(null)]).because).toContain("Cette séance n’est pas de ce dispositif");
    expect(member.refusal([...decide({ ...found, at: "2026-12-01T09:00:00Z" })]).rule).toBe(
      "CHOIX-FEDERATION",
    );
    member.go([...decide(found)]);
    expect(member.context.decisions[0]).toMatchObject({
      meeting: "Comité de pilotage, 20/03/2026",
      sitting: { dossier: sitting, ref: "SEA-2026-003" },
    });
  });

  test("an amendment is a decision that takes effect at once, and changes something", () => {
    const member = walk(...toMember);
    expect(
      member.refusal(["agreement.amended", "region", amended({ standards: "SAML 2.0" })]).because,
    ).toContain("Rien ne change");
    expect(
      member.refusal(["agreement.amended", "region", { ...amended(), effectOn: "2026-09-01" }]).because,
    ).toContain("prend effet");
    member.go(["agreement.amended", "region", amended({ until: "2028-08-31" })]);
    expect(member.done).toContain("start-deadline until 2028-08-31T22:00:00.000Z");
    expect(member.context.decisions.map(({ kind, frozen }) => [kind, frozen.agreement.standards])).toEqual([
      ["admitted", "SAML 2.0"],
      ["amended", "OpenID Connect"],
    ]);
  });

  test("a signed decision is a PDF, joined once", () => {
    const member = walk(...toAdmitted);
    const file = { ...FILE, mime: "image/png" };
    expect(member.refusal(["decision.signed", "rssi", { file }]).because).toContain("PDF");
    member.go(["decision.signed", "rssi", { file: FILE }]);
    expect(member.done).toEqual(["attach", "close-task sign"]);
    expect(member.refusal(["decision.signed", "rssi", { file: FILE }]).because).toContain("déjà jointe");
  });

  test("2,000 walks: a decision and what it was taken on never change, whatever is interleaved", () => {
    const seed = Number(process.env.SEED) || Date.now() % 1_000_000_000;
    process.stderr.write(`decisions of a federation: SEED=${seed}\n`);
    const key = fc.constantFrom(...SERVICE);
    const day = fc.constantFrom("2026-03-24", "2026-03-25", "2026-08-01");
    const anything = fc.oneof(
      fc.tuple(key, day).map(([k, d]) => ["commitment.checked", "rssi", kept(k, d)] as const),
      fc
        .tuple(key, day)
        .map(
          ([k, d]) => ["commitment.checked", "rssi", { key: k, checkedOn: d, outcome: "broken" }] as const,
        ),
      fc.constant(["agreement.amended", "region", amended()] as const),
      fc.constant(["agreement.amended", "region", amended({ costs: "Aucun" })] as const),
      fc.constant(["decision.signed", "rssi", { file: FILE }] as const),
      fc.constant(["leaving.decided", "region", left({ effectOn: "2026-09-01" })] as const),
      fc.constant(["commitments.taken", "rssi", { keys: SERVICE }] as const),
      fc
        .constantFrom("effect", "checks", "checks-soon", "until", "leave")
        .map((k) => ["deadline.reached", "clock", { key: k }] as const),
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 8 }), (events) => {
        const member = walk(...toMember);
        const said: string[] = [];
        for (const sent of events) {
          try {
            member.go(sent as never);
            taken += 1;
          } catch (error) {
            if (!(error instanceof StepRefused)) throw error;
          }
          for (const [n, one] of member.context.decisions.entries()) {
            said[n] ??= JSON.stringify(one);
            expect(JSON.stringify(one)).toBe(said[n]);
          }
        }
      }),
      { numRuns: 2_000, seed },
    );
    expect(taken).toBeGreaterThan(2_000);
    expect(walk(...toLeaving).last).toEqual(walk(...toLeaving).last);
  });
});
