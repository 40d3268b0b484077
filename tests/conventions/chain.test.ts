import { describe, expect, test } from "vitest";
import type { Alert, Clock } from "#conventions/schema.ts";
import { conventionOf } from "./five.ts";

function alert(dispositif: string, key: string): Alert {
  const found = conventionOf(dispositif).alerts.find((a) => a.key === key);
  if (!found) throw new Error(`no alert ${key}`);
  return found;
}

function clock(dispositif: string, key: string): Clock {
  const found = conventionOf(dispositif).clocks.find((c) => c.key === key);
  if (!found) throw new Error(`no clock ${key}`);
  return found;
}

describe("Versailles", () => {
  const convention = conventionOf("versailles");

  test("whoever declares, the IEN and the mailbox are alerted at once (VER-7)", () => {
    expect(alert("versailles", "ver-7")).toMatchObject({
      when: {},
      to: [
        { to: "function", function: "ien", at: "circonscription" },
        { to: "mailbox", mailbox: "alerte-ssi" },
      ],
    });
    expect(convention.mailboxes[0]?.address).toBe("alerte-ssi@ac-versailles.fr");
  });

  test("the académie alone decides and closes, in the three fields (VER-6, VER-7)", () => {
    expect(convention.fields.map((f) => f.key)).toEqual(["academie", "partage", "collectivite"]);
    for (const field of convention.fields) {
      expect(field.decides).toEqual(["academie"]);
      expect(field.closes).toEqual(["academie"]);
    }
  });
});

describe("Mon Bureau Numérique", () => {
  const convention = conventionOf("mbn");

  test("ten collectivités, three académies, the DRAAF and every school are parties", () => {
    const kinds = convention.parties.map((p) => p.kind);
    expect(kinds.filter((k) => k === "departement" || k === "region")).toHaveLength(10);
    expect(kinds.filter((k) => k === "academie")).toHaveLength(3);
    expect(convention.parties.find((p) => p.everySchool)?.kind).toBe("etablissement");
    const covered = convention.organisations
      .filter((o) => o.kind === "departement")
      .flatMap((o) => o.departements);
    expect(covered.sort()).toEqual(["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]);
  });

  test("a collectivité has 48 plain hours from its own notification (MBN-4.4)", () => {
    expect(clock("mbn", "mbn-4.4-48h")).toMatchObject({
      duration: { hours: 48 },
      start: "party-notified",
      for: ["region", "departement"],
      metBy: "alerts-sent",
    });
  });

  test("an académie owes the follow-up until it is sent (MBN-4.4)", () => {
    expect(clock("mbn", "mbn-4.4-suites")).toMatchObject({ duration: null, metBy: "follow-up-sent" });
    expect(alert("mbn", "mbn-4.4-suites").when.onlyFollowUp).toBe(true);
  });

  test("the head of every school concerned is alerted, whatever the perimeter", () => {
    const heads = alert("mbn", "mbn-4.4-chefs");
    expect(heads.when).toEqual({});
    expect(heads.to).toMatchObject([{ to: "function", function: "chefEtablissement", at: "school" }]);
  });

  test.each([
    ["dispositif", "region"],
    ["academie", "academie"],
    ["departement", "departement"],
    ["schools", "etablissement"],
    ["school", "etablissement"],
  ] as const)("people of « %s »: %s notifies the CNIL (MBN-4.8)", (perimeter, by) => {
    const competent = convention.notifiers.filter((n) => n.perimeter?.includes(perimeter));
    expect(competent.map((n) => n.by)).toEqual([by]);
  });
});

describe("Nancy-Metz", () => {
  test("48 h for the collectivité, no delay and the follow-up for the académie (NAN-P2-4)", () => {
    expect(clock("nancy-metz", "nan-p2-4.1-48h")).toMatchObject({
      duration: { hours: 48 },
      for: ["commune"],
    });
    expect(clock("nancy-metz", "nan-p2-4.2").duration).toBeNull();
    expect(clock("nancy-metz", "nan-p2-4.2-suites").metBy).toBe("follow-up-sent");
  });

  test("the académie notifies every breach (NAN-P2-4.2), and its DPD is the point of contact", () => {
    expect(conventionOf("nancy-metz").notifiers).toMatchObject([{ by: "academie", informs: ["commune"] }]);
    expect(conventionOf("nancy-metz").parties[0]?.dpd).toEqual({ mailbox: "dpd-academie" });
  });

  test("who closes follows the field (NAN-8)", () => {
    const closes = conventionOf("nancy-metz").fields.map((f) => f.closes);
    expect(closes).toEqual([["academie"], ["academie", "commune"], ["commune"]]);
  });
});

describe("Beaulieu-sur-Mer", () => {
  test("an attempt and a suspicion take the chain of a proven breach (BEA-6)", () => {
    expect(alert("beaulieu", "bea-6").when.certainty).toEqual(["attempt", "suspected", "proven"]);
    expect(clock("beaulieu", "bea-6-48h")).toMatchObject({
      duration: { hours: 48 },
      when: { certainty: ["attempt", "suspected", "proven"] },
    });
  });

  test("the notifier follows the processing, and the file is written by both (BEA-6, BEA-7)", () => {
    const { notifiers } = conventionOf("beaulieu");
    expect(notifiers.map((n) => [n.by, n.jointlyWith])).toEqual([
      ["dsden", ["commune"]],
      ["commune", ["dsden"]],
    ]);
    expect(notifiers[1]?.processings?.map((p) => p.key)).toContain("echanges-periscolaires");
  });

  test("the written end is used and the disagreement is shown (BEA-8)", () => {
    expect(conventionOf("beaulieu").until).toBe("2027-08-31");
    expect(conventionOf("beaulieu").untilNote).toContain("ne");
  });
});

describe("ATRIUM", () => {
  test("a suspension is an alert of its own to the other parties (ATR-7.2)", () => {
    expect(alert("atrium", "atr-7.2")).toMatchObject({
      when: { categories: ["suspension"] },
      rule: "ATR-7.2",
    });
    expect(alert("atrium", "atr-7.2").to[0]).toMatchObject({ to: "parties", others: true });
    expect(alert("atrium", "atr-7.1").when.categories).not.toContain("suspension");
  });

  test("the Région leads for the ENT’s information system (ATR-12)", () => {
    const field = conventionOf("atrium").fields.find((f) => f.rule === "ATR-12");
    expect(field).toMatchObject({ lead: ["region"], decides: ["region"] });
    expect(field?.categories).toContain("intrusion");
  });

  test("the steering committee meets three times a year under the Région (ATR-5)", () => {
    expect(conventionOf("atrium").instances).toMatchObject([{ perYear: 3, chair: "region" }]);
  });
});
