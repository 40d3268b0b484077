import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkConventions } from "#conventions/read.ts";
import { type Convention, categorySchema } from "#conventions/schema.ts";
import { five, folder } from "./five.ts";

// The rows of the specification, convention by convention; compound rows are split into their articles.
const rulesByDispositif: Record<string, string> = {
  mbn: `4.4 4.8 4.6 4.5 4.9 4.7 4.4-tiers 5.1 5.2 5.3-C 5.3-T1 5.3-T2 5.3-U 5.3-K1 5.3-K2 5.4 5.2-K 6.3 7 5.5
        6 6.2 6.1 8 9`,
  versailles: "7 6 4 A2 10 11 12",
  "nancy-metz": "8 P2-4 P2-4.2 P2-5 P2-6 6 2 4 10 11 12 13 SIGNATURE",
  beaulieu: "6 7 5 3 4 8 9",
  atrium: "7.1 7.2 11 12 8 A2 5 4 16 17",
};
const prefixes: Record<string, string> = {
  mbn: "MBN",
  versailles: "VER",
  "nancy-metz": "NAN",
  beaulieu: "BEA",
  atrium: "ATR",
};
const everywhere = ["GDPR-33", "GDPR-34", "CHOIX-1", "CHOIX-2", "CHOIX-3", "CHOIX-4", "CHOIX-5"];

const named = five.map((convention) => [convention.dispositif.key, convention] as const);
const text = (convention: Convention) => readFileSync(join(folder, `${convention.key}.yaml`), "utf8");

test("the five conventions are valid", async () => {
  expect(await checkConventions(folder)).toEqual([]);
  expect(five.map((c) => c.dispositif.key).sort()).toEqual(Object.keys(prefixes).sort());
});

describe.each(named)("the convention of %s", (dispositif, convention) => {
  test("holds every rule of the specification, and the five choices apart", () => {
    const ids = convention.rules.map((rule) => rule.id);
    const expected = rulesByDispositif[dispositif]?.split(/\s+/).map((id) => `${prefixes[dispositif]}-${id}`);
    expect(ids).toEqual(expect.arrayContaining([...(expected ?? []), ...everywhere]));
    for (const rule of convention.rules) expect(rule.choice === true).toBe(rule.id.startsWith("CHOIX-"));
  });

  test("cites only rules that exist, each with its article", () => {
    const ids = new Set(convention.rules.map((rule) => rule.id));
    const citing = [
      ...convention.alerts,
      ...convention.clocks,
      ...convention.fields,
      ...convention.notifiers,
    ];
    for (const { rule, article } of citing) {
      expect(ids).toContain(rule);
      expect(article).not.toBe("");
    }
  });

  test("proposes a field for every category", () => {
    const proposed = convention.fields.flatMap((field) => field.categories).sort();
    expect(proposed).toEqual([...categorySchema.options].sort());
  });

  test("starts 72 hours from awareness when personal data is in cause", () => {
    const clock = convention.clocks.find((c) => c.rule === "GDPR-33");
    expect(clock).toMatchObject({ duration: { hours: 72 }, start: "awareness", metBy: "authority-notified" });
    expect(clock?.when.personalData).toBe(true);
    expect(convention.notifiers).not.toHaveLength(0);
  });

  test("alerts the DPDs when personal data is in cause", () => {
    const alert = convention.alerts.find((a) => a.when.personalData);
    expect(alert?.to).toContainEqual(expect.objectContaining({ to: "function", function: "dpd" }));
  });

  test("alerts the heads of the schools concerned, an RSSI and the provider", () => {
    const targets = convention.alerts.flatMap((alert) => alert.to);
    const reached = targets.flatMap((t) => (t.to === "function" ? [`${t.function}@${t.at}`] : []));
    expect(reached).toEqual(expect.arrayContaining(["chefEtablissement@school", "exploitant@prestataire"]));
    expect(reached.some((r) => r.startsWith("rssi@"))).toBe(true);
  });

  test("names no natural person and gives no telephone, and only functional mailboxes", () => {
    const content = text(convention);
    expect(content).not.toMatch(/\b(M\.|Mme|MM\.|Monsieur|Madame|Mademoiselle)\s/);
    expect(content).not.toMatch(/\b0\d(?:[ .]\d{2}){4}\b|\+33/);
    const addresses = content.match(/[^\s:]+@[^\s]+/g) ?? [];
    expect(addresses.every((address) => /^(alerte-ssi|dpd)@ac-/.test(address))).toBe(true);
  });

  test("is written with French typography", () => {
    const sentences = JSON.stringify(convention);
    expect(sentences).not.toMatch(/[a-zé]'[a-zéA-Z]/);
    expect(sentences).not.toMatch(/[^\s] [:;?!»](\s|")|« /);
  });
});

test("an organisation named by several conventions is one organisation", () => {
  const byKey = new Map<string, string>();
  for (const organisation of five.flatMap((c) => c.organisations)) {
    const seen = byKey.get(organisation.key);
    if (seen) expect(JSON.stringify(organisation)).toBe(seen);
    byKey.set(organisation.key, JSON.stringify(organisation));
  }
  expect(byKey.has("academie-nancy-metz")).toBe(true);
});
