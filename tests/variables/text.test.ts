import { describe, expect, test } from "vitest";
import { variableWords } from "#app/messages/variables.ts";
import { recipientVariablesIn, variableProblems } from "#machines/variables/check.ts";
import { fillIn, fillLast } from "#machines/variables/fill.ts";
import { knownVariables } from "#machines/variables/known.ts";
import { nearest } from "#machines/variables/nearest.ts";
import { ownTime } from "../support/own-time.ts";

const said = (text: string) => variableProblems(text).map(variableWords.problem);

describe("variables as they are written", () => {
  test("known ones are found once each, in order; those of the message alone ask nothing of the directory", () => {
    expect(recipientVariablesIn("{{ville}} {{date}} {{ville}}", undefined, "{{chefEtablissement}}")).toEqual([
      "ville",
      "chefEtablissement",
    ]);
    expect(said("Bonjour {{etablissement}}, le {{date}}.")).toEqual([]);
  });

  test("an unknown one is told with its line and the known one that was meant", () => {
    expect(said("Bonjour,\n{{etablisement}} et {{zzz}}")).toEqual([
      "ligne 2 : « {{etablisement}} » n’est pas une variable connue. Vouliez-vous écrire « {{etablissement}} » ?",
      "ligne 2 : « {{zzz}} » n’est pas une variable connue.",
    ]);
    expect(nearest("chef_etablissement", knownVariables)).toBe("chefEtablissement");
    expect(nearest("toString", knownVariables)).toBeNull();
    expect(variableProblems("{{ecole}}", ["ecole"])).toEqual([]);
  });

  test("braces that are no variable are told, those of another name or without an end too", () => {
    expect(said("{{Établissement}}")[0]).toMatch(/Vouliez-vous écrire « \{\{etablissement}} »/);
    expect(said("{{ville")[0]).toMatch(/accolades de « \{\{ville »/);
    expect(said("fin}}")[0]).toMatch(/« }} »/);
    expect(said("{{ ville }}")[0]).toMatch(/« \{\{ville}} » \?/);
    expect(said("{{{{{{")).not.toEqual([]);
  });

  test("braces escaped are read as they are, and are no variable", () => {
    expect(said("\\{{ et {{vile}}")).toHaveLength(1);
    const text = "Écrivez \\{{ville}} pour la commune : {{ville}}";
    expect(said("Écrivez \\{{ville}}")).toEqual([]);
    expect(fillLast(text, { ville: "Metz" })).toBe("Écrivez {{ville}} pour la commune : Metz");
    expect(fillIn(text, { ville: "Metz" })).toBe("Écrivez \\{{ville}} pour la commune : Metz");
  });

  test("a value is never read as a template, nor taken from where objects keep their own words", () => {
    expect(fillLast("{{ville}} {{uai}}", { ville: "{{uai}}", uai: "X" })).toBe("{{uai}} X");
    expect(fillLast("{{constructor}}", {})).toBe("{{constructor}}");
  });

  test("a text of 200,000 braces is read in a moment", () => {
    const started = ownTime();
    variableProblems("{{".repeat(100_000));
    variableProblems("{{ville}} ".repeat(20_000));
    expect(ownTime() - started).toBeLessThan(2_000);
  });
});
