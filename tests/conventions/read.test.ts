import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_BYTES, readConvention, writeProblem } from "#conventions/read.ts";
import { ownTime } from "../support/own-time.ts";
import { lineOf, problemsOf, sixth, sixthWith } from "./sixth.ts";

describe("the author of a sixth convention", () => {
  test("writes a file and it is read, without code", () => {
    const reading = readConvention(sixth, "sixth.yaml");
    expect(reading).toMatchObject({
      ok: true,
      convention: { timezone: "Indian/Reunion", version: "2026-08-17" },
    });
  });

  test("forgets a closing bracket and is sent to the line", () => {
    const text = sixthWith("lead: [academie, commune]", "lead: [academie, commune");
    const [problem] = problemsOf(text);
    expect(problem?.line).toBeGreaterThanOrEqual(lineOf(text, "lead: ["));
    expect(problem?.line).toBeLessThanOrEqual(lineOf(text, "lead: [") + 1);
    expect(problem?.message).toContain("on attend");
  });

  test("writes the same key twice and is sent to the second one", () => {
    const text = sixthWith("timezone: Indian/Reunion", "timezone: Indian/Reunion\ntimezone: Europe/Paris");
    expect(problemsOf(text)).toMatchObject([
      {
        line: lineOf(text, "timezone: Europe/Paris"),
        message: expect.stringContaining("deux fois la clé « timezone »"),
      },
    ]);
  });

  test("invents a key and is told that nothing knows it", () => {
    const text = sixthWith("    name: Champ partagé", "    name: Champ partagé\n    couleur: rouge");
    expect(problemsOf(text)).toMatchObject([
      {
        line: lineOf(text, "couleur"),
        path: "fields[0].couleur",
        message: expect.stringContaining("« couleur »"),
      },
    ]);
  });

  test("misspells a function and reads the words that exist", () => {
    const text = sixthWith("functions: [rssi, elu], others", "functions: [rsi, elu], others");
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ path: "alerts[0].to[0].functions[0]", line: lineOf(text, "[rsi, elu]") });
    expect(problem?.message).toMatch(
      /On trouve le texte « rsi » ; on attend l’un de ces mots : « rssi », « dpd »/,
    );
  });

  test("misspells where an alert goes and reads the three ways", () => {
    const [problem] = problemsOf(sixthWith("to: parties", "to: partis"));
    expect(problem?.message).toContain("« function », « parties », « mailbox »");
  });

  test("leaves a party without a DPD and is reminded of it", () => {
    const text = sixthWith("    dpd: { mailbox: dpd-ville }\n", "");
    expect(problemsOf(text)).toMatchObject([
      {
        path: "parties[1].dpd",
        line: lineOf(text, "- key: commune\n"),
        message: expect.stringContaining("Il manque « dpd »"),
      },
    ]);
  });

  test("writes a département without quotes and YAML makes it a number", () => {
    const [problem] = problemsOf(sixthWith('departements: ["974"]', "departements: [08]"));
    expect(problem?.message).toBe("On trouve « 8 » ; on attend un texte.");
  });

  test("mixes two units in one duration", () => {
    const [problem] = problemsOf(sixthWith("{ workingDays: 1 }", "{ workingDays: 1, hours: 2 }"));
    expect(problem?.message).toContain("une seule unité");
  });

  test("gives a date that does not exist", () => {
    const [problem] = problemsOf(sixthWith("2026-08-17", "2026-02-30"));
    expect(problem?.message).toBe(
      "On trouve le texte « 2026-02-30 » ; on attend une date qui existe, écrite AAAA-MM-JJ.",
    );
  });

  test("sees every mistake at once, in the order of the file", () => {
    const text = sixthWith("Indian/Reunion", "Mars/Olympus").replace("to: parties", "to: partis");
    const problems = problemsOf(text);
    expect(problems.map((p) => p.path)).toEqual(["timezone", "alerts[0].to[0].to"]);
    expect(problems.map(writeProblem)[0]).toMatch(/^sixth\.yaml:6:1 — timezone : On trouve/);
  });
});

describe("a file that is not a convention", () => {
  test("an alias bomb is refused before it unfolds", () => {
    const bomb = [
      "a: &a [x, x]",
      ...["b", "c", "d", "e"].map((k, i) => `${k}: &${k} [*${"abcd"[i]}, *${"abcd"[i]}]`),
    ];
    expect(problemsOf(bomb.join("\n"))).toMatchObject([
      { line: 2, message: expect.stringContaining("alias") },
    ]);
  });

  test("a file over 1 MB is not parsed", () => {
    const started = ownTime();
    expect(problemsOf("#".repeat(MAX_BYTES + 1))).toMatchObject([
      { message: expect.stringContaining("1 Mo") },
    ]);
    expect(ownTime() - started).toBeLessThan(500);
  });

  test("endless nesting is told, not thrown", () => {
    expect(problemsOf("[".repeat(50_000))).not.toHaveLength(0);
  });

  test("thirty thousand unknown keys are refused quickly, and the first hundred told", () => {
    const started = ownTime();
    const text = Array.from({ length: 30_000 }, (_, rank) => `k${rank}: 1`).join("\n");
    expect(problemsOf(text)).toHaveLength(100);
    expect(ownTime() - started).toBeLessThan(5_000);
  });

  test.each([
    "",
    "# rien",
    "bonjour",
    "- une liste",
    "null",
    "a: !!js/function x",
    "a: 1\n---\nb: 2",
    "\t- x",
  ])("%j is refused with a line", (text) => {
    expect(problemsOf(text)[0]).toMatchObject({ file: "sixth.yaml", line: expect.any(Number) });
  });

  test("whatever is cut out of a file, reading never throws and every line exists", () => {
    const lines = sixth.split("\n").length;
    fc.assert(
      fc.property(fc.nat(sixth.length), fc.nat(80), fc.string({ maxLength: 4 }), (at, length, put) => {
        const text = sixth.slice(0, at) + put + sixth.slice(at + length);
        for (const problem of problemsOf(text)) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(lines + 5);
        }
      }),
      { numRuns: 150 },
    );
  });
});
