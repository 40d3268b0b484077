import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkConventions, readAll } from "#conventions/read.ts";
import { lineOf, problemsOf, sixth, sixthWith } from "./sixth.ts";

describe("what one object cannot show", () => {
  test.each([
    [
      "an unknown rule",
      "key: sdr-1\n    rule: SDR-1",
      "key: sdr-1\n    rule: SDR-9",
      "alerts[0].rule",
      "« SDR-9 »",
    ],
    [
      "an unknown organisation",
      "organisation: academie-reunion",
      "organisation: mayotte",
      "parties[0].organisation",
      "« mayotte »",
    ],
    ["an unknown mailbox", "mailbox: dpd-ville", "mailbox: dpd", "parties[1].dpd.mailbox", "« dpd »"],
    [
      "a party unlike its organisation",
      "kind: commune\n    organisation",
      "kind: departement\n    organisation",
      "parties[1].kind",
      "« departement »",
    ],
    [
      "a field proposed twice",
      "[intrusion, other]",
      "[intrusion, intrusion]",
      "fields[0].categories[1]",
      "un seul champ",
    ],
    ["two rules of one id", "id: SDR-2", "id: SDR-1", "rules[1].id", "déjà prise"],
    [
      "a choice that is an article",
      "choices: [CHOIX-1]",
      "choices: [SDR-1]",
      "calendar.choices[0]",
      "choix de la console",
    ],
    [
      "delays that go backwards",
      "{ minutes: 15 }",
      "{ hours: 2 }",
      "acknowledgement.escalateAfter",
      "croissants",
    ],
    [
      "levels in a circle",
      "functions: [rssi] }",
      "functions: [rssi], above: school }",
      "levels.school.above",
      "en rond",
    ],
    [
      "a function looked for nowhere",
      "{ to: parties, functions: [rssi, elu], others: true }",
      "{ to: function, function: dasen, at: dsden }",
      "alerts[0].to[0].at",
      "n’atteindrait personne",
    ],
    [
      "a kind that is no party",
      "{ to: parties, functions",
      "{ to: parties, kinds: [region], functions",
      "alerts[0].to[0].kinds[0]",
      "« region »",
    ],
    [
      "a duty of follow-up without a follow-up",
      "metBy: alerts-sent",
      "metBy: follow-up-sent",
      "clocks[0].metBy",
      "onlyFollowUp",
    ],
    [
      "a notification without a notifier",
      "metBy: alerts-sent",
      "metBy: authority-notified",
      "clocks[0].metBy",
      "notifiers",
    ],
    ["an end before the beginning", "dispositif:", "until: 2020-01-01\ndispositif:", "until", "précède"],
  ])("%s is told where it stands", (_, before, after, path, words) => {
    const found = problemsOf(sixthWith(before, after)).find((problem) => problem.path === path);
    expect(found?.message).toContain(words);
  });

  test("a clock is not met by an alert of other cases", () => {
    const text = sixthWith("    to:\n", "    when: { declaredBy: [ecole] }\n    to:\n");
    expect(problemsOf(text)).toMatchObject([{ path: "clocks[0].metBy", line: lineOf(text, "metBy") }]);
  });
});

describe("a folder of conventions", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "conventions-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test("one bad file does not hide the others", async () => {
    await writeFile(join(dir, "a.yaml"), "key: [");
    await writeFile(join(dir, "b.yaml"), sixth);
    const library = await readAll(dir);
    expect(library.conventions.map((c) => c.key)).toEqual(["ent-ecoles-saint-denis"]);
    expect(library.problems.map((p) => p.file)).toEqual(["a.yaml"]);
  });

  test("an avenant is a later version of the same key; the same version twice is refused", async () => {
    await writeFile(join(dir, "a.yaml"), sixth);
    await writeFile(join(dir, "b.yaml"), sixthWith("2026-08-17", "2027-01-01"));
    expect(await checkConventions(dir)).toEqual([]);
    await writeFile(join(dir, "c.yaml"), sixth);
    expect(await checkConventions(dir)).toMatchObject([
      { file: "c.yaml", message: expect.stringContaining("a.yaml") },
    ]);
  });

  test("bytes that are not UTF-8, and an empty folder, are told", async () => {
    expect(await checkConventions(dir)).toMatchObject([
      { message: expect.stringContaining("aucune convention") },
    ]);
    await writeFile(join(dir, "a.yaml"), Buffer.from("name: Acad\xe9mie", "latin1"));
    expect(await checkConventions(dir)).toMatchObject([{ message: expect.stringContaining("UTF-8") }]);
  });
});
