import { describe, expect, test } from "vitest";
import { citedFor, instancesFor, quorumNeeded } from "#conventions/instance.ts";
import { matterSchema } from "#conventions/schema.ts";
import { conventionOf, five } from "./five.ts";

const mbn = conventionOf("mbn");
const named = (key: string) => {
  const found = mbn.instances.find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe("what an instance is, and who says so", () => {
  test("the text’s own part cites its article, the console’s part cites the choice", () => {
    const gt = named("gt-conformite");
    expect(citedFor(gt, "members")).toEqual({ rule: "MBN-4.9", article: "4.9", choice: false });
    expect(citedFor(gt, "chair")).toMatchObject({ rule: "CHOIX-INSTANCES", choice: true });
    const [steering] = conventionOf("atrium").instances;
    if (!steering) throw new Error("atrium");
    for (const part of ["perYear", "chair", "convenes", "members"] as const)
      expect(citedFor(steering, part)).toMatchObject({ rule: "ATR-5", choice: false });
  });

  test("no text gives a quorum: it is a choice in all five, written or not", () => {
    for (const { instances, rules } of five)
      for (const one of instances) {
        const { rule, choice } = citedFor(one, "quorum");
        expect(choice).toBe(true);
        expect(rules.map(({ id }) => id)).toContain(rule);
      }
    expect(citedFor({ ...named("cst"), quorum: undefined, choice: undefined }, "quorum").choice).toBe(true);
  });

  test("the quorum is counted on the seats that are filled, rounded up, and never none", () => {
    expect([0, 1, 4, 5].map((filled) => quorumNeeded({}, filled))).toEqual([1, 1, 2, 3]);
    expect(quorumNeeded({ quorum: { of: "majority" } }, 4)).toBe(3);
    expect(quorumNeeded({ quorum: { of: "all" } }, 2)).toBe(2);
    expect(quorumNeeded({ quorum: { of: "third" } }, 7)).toBe(3);
    expect(quorumNeeded({ quorum: { seats: 4 } }, 3)).toBe(3);
  });

  test("every matter has an instance in every convention; an urgent message goes to both of MBN-5.3-U", () => {
    for (const convention of five)
      for (const matter of matterSchema.options) expect(instancesFor(convention, matter)).not.toEqual([]);
    expect(instancesFor(mbn, "urgent-review").map(({ key }) => key)).toEqual(["cosui", "cst"]);
    expect(instancesFor(mbn, "whitelist-request").map(({ key }) => key)).toEqual([mbn.whitelist?.instance]);
  });
});
