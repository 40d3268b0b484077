import { describe, expect, test } from "vitest";
import { checkRunbook, checkRunbooks } from "#runbooks/check.ts";
import { Places } from "#runbooks/places.ts";
import { writeRunbookProblem } from "#runbooks/read.ts";
import { fillIn, variablesOf } from "#runbooks/variables.ts";
import { checkProblems, lineOf, sample, sampleWith } from "./sample.ts";
import { runbookOf } from "./shipped.ts";

const said = (text: string) => checkProblems(text).map(writeRunbookProblem);
/** The checks of a runbook that was never a file: only what is said matters. */
const found = (runbook: ReturnType<typeof runbookOf>) =>
  checkRunbook(runbook, new Places("essai.md")).map(({ what }) => what);

test("the sample can be followed to its end", () => {
  expect(said(sample)).toEqual([
    "messagerie-ent-compromise.md:9 — avertissement, en-tête, lock.mayCompromise : aucune action ne déclare « authentication » ; on attend « Action : compromission … ».",
  ]);
});

describe("the order of steps", () => {
  test.each([
    [
      "- Après : recenser-comptes",
      "- Après : recenser-compte",
      /:46 .*rien ne s’appelle « recenser-compte »/,
    ],
    [
      "Si : couper-messagerie = oui",
      "Si : recenser-comptes = oui",
      /:55 .*n’est pas une décision.*« couper-messagerie »/,
    ],
    [
      "Si : couper-messagerie = oui",
      "Si : couper-messagerie = ouii",
      /:55 .*n’a pas de choix « ouii ».*« oui », « direction-seule »/,
    ],
    ["### `prevenir-familles`", "### `recenser-comptes`", /:51 .*la clé « recenser-comptes » sert deux fois/],
    ["- `plusieurs-ecoles`", "- `menaces-recues`", /:24 .*sert deux fois ; on attend une clé par critère/],
    ["- Choix : `direction-seule`", "- Choix : `oui`", /:49 .*« oui » sert deux fois/],
  ])("« %s » becomes « %s »: refused at its line", (passage, instead, message) => {
    expect(said(sampleWith(passage, instead)).join("\n")).toMatch(message);
  });

  test("a step that waits for itself is named, and a longer circle from its first step", () => {
    expect(found(runbookOf([{ key: "a", after: ["a"] }]))).toEqual(["on attend en rond : a → a"]);
    const circle = runbookOf([
      { key: "a", after: ["c"] },
      { key: "b", after: ["a"] },
      { key: "c", after: ["b"] },
      { key: "d", after: ["a"] },
    ]);
    expect(found(circle)).toEqual([
      "on attend en rond : a → c → b → a",
      "aucune suite de décisions n’ouvre « d », qui attend « a »",
    ]);
  });

  test("a decision that hangs on its own consequence is a circle too", () => {
    const hung = runbookOf([
      { key: "d", after: ["s"], options: ["oui", "non"] },
      { key: "s", when: [["d", "oui"]] },
    ]);
    expect(found(hung)).toEqual(["on attend en rond : d → s → d"]);
  });

  test("a decision that nothing can open has no way out, and says what holds it back", () => {
    const held = runbookOf([
      { key: "a", after: ["inconnue"] },
      { key: "d", after: ["a"], options: ["oui", "non"] },
      { key: "s", when: [["d", "oui"]] },
    ]);
    expect(found(held)).toEqual([
      "rien ne s’appelle « inconnue »",
      "la décision « d », qui attend « a », ne peut être ni prise ni écartée",
      "aucune suite de décisions n’ouvre « s », qui attend « d »",
    ]);
  });

  test("two circles are both told", () => {
    const two = runbookOf([
      { key: "a", after: ["a"] },
      { key: "b", after: ["c"] },
      { key: "c", after: ["b"] },
    ]);
    expect(found(two)).toEqual(["on attend en rond : a → a", "on attend en rond : b → c → b"]);
  });

  test("a condition must hang on a decision written before", () => {
    const late = runbookOf([
      { key: "s", when: [["d", "oui"]] },
      { key: "d", options: ["oui", "non"] },
    ]);
    expect(found(late)).toEqual(["la décision « d » est écrite plus bas"]);
  });

  test("phases keep their order and come once", () => {
    const text = sampleWith(
      "## Message `information",
      "## Phase `endiguer` Encore\n\n### `x` Faire\n\n- Qui : rssi (cellule)\n\n## Message `information",
    );
    expect(said(text).join("\n")).toMatch(/la phase « endiguer » vient après « endiguer »/);
  });
});

test("a function acts only for a party that has it", () => {
  expect(said(sampleWith("exploitant (prestataire)", "exploitant (établissement)")).join()).toMatch(
    /:35 — étape « recenser-comptes », Qui : « exploitant » n’agit pas pour l’établissement/,
  );
  expect(said(sampleWith("exploitant (prestataire)", "recteur (collectivité)")).join()).toMatch(
    /« recteur » n’agit pas pour/,
  );
});

describe("messages", () => {
  test("a message named is written, and one that is written is sent", () => {
    const text = sampleWith("Action : message information-familles", "Action : message autre");
    expect(said(text)).toEqual([
      expect.stringMatching(
        /:57 .*aucun message ne s’appelle « autre » ; on attend l’un de ceux-ci : « information-familles »/,
      ),
      expect.stringContaining(":9 — avertissement"),
      expect.stringMatching(/:62 — avertissement.*aucune étape n’envoie/),
    ]);
  });

  test("a message for the ENT messaging alone needs another way where the messaging may be compromised", () => {
    const text = sampleWith("Canaux : ent-messaging, mail", "Canaux : ent-messaging");
    expect(said(text).join()).toMatch(
      /:65 — message « information-familles », Canaux : .* aussi un canal de substitution/,
    );
  });

  test("a professional message is never locked", () => {
    const text = sampleWith("Canaux : ent-messaging, mail", "Canaux : mail").replace(
      "familles, élèves",
      "professionnels",
    );
    expect(said(text)).toHaveLength(1);
  });

  test("in a crisis of another kind the messaging is the only way (MBN-5.2-K); in sûreté the tools of the ENT (MBN-7)", () => {
    const calm = sample
      .replace("[messaging, authentication]", "[]")
      .replace("[ent-flash, mail, sms]", "[]")
      .replace(" → compromission messaging", "");
    expect(said(calm)).toEqual([]);
    expect(said(calm.replace("ent-messaging, mail", "mail")).join()).toMatch(/MBN-5.2-K/);
    const safety = calm.replace("state: crisis", "state: surete");
    expect(said(safety.replace("ent-messaging, mail", "mail")).join()).toMatch(/MBN-7/);
    expect(said(safety.replace("ent-messaging, mail", "third-party:alerte"))).toEqual([]);
  });

  test("variables are whole, and listed in their order", () => {
    expect(said(sampleWith("{{ecole}}", "{{Ecole}} {{")).join()).toMatch(
      /:71 .*on trouve « \{\{Ecole}} » ; .*texte : on trouve « \{\{… »/s,
    );
    const template = { subject: "{{objet}}", body: "{{ecole}}, {{nom_du-contact}}, {{ecole}}, { {x} }" };
    expect(variablesOf(template)).toEqual(["objet", "ecole", "nom_du-contact"]);
    expect(fillIn("{{ecole}} {{reste}}", { ecole: "{{reste}}" })).toBe("{{reste}} {{reste}}");
  });
});

describe("the lock", () => {
  test("only what the runbook says can be compromised is", () => {
    expect(said(sampleWith("[messaging, authentication]", "[authentication]")).join()).toMatch(
      /:48 .*« messaging » ne peut pas être compromis/,
    );
  });

  test("a channel is opened among those listed; the messaging does not replace itself", () => {
    const opening = sampleWith("Action : message information-familles", "Action : ouvrir un canal");
    expect(said(opening.replace("[ent-flash, mail, sms]", "[]")).join()).toMatch(
      /aucun canal de substitution/,
    );
    expect(said(sampleWith("[ent-flash, mail, sms]", "[mail, ent-messaging]")).join()).toMatch(
      /:10 .*se remplacerait elle-même/,
    );
  });
});

test("a CNIL clock that does not run from awareness, an unknown rule or instance: warnings only", () => {
  const text = sampleWith("Action : message information-familles", "Action : déclarer cnil").replace(
    /## Message[\s\S]*/,
    "",
  );
  const warnings = checkProblems(text);
  expect(warnings.every(({ warning }) => warning)).toBe(true);
  expect(warnings).toContainEqual(
    expect.objectContaining({
      line: lineOf(text, "Action : déclarer"),
      what: expect.stringContaining("depuis la connaissance"),
    }),
  );
  const unknown = checkRunbook({ ...runbookOf([{ key: "a" }]), instances: ["cosui"] }, new Places("x"), {
    instances: new Set(),
    rules: new Set(),
  });
  expect(unknown).toMatchObject([{ warning: true, what: expect.stringContaining("« cosui »") }]);
});

test("the runbooks of the console have nothing to say against them", async () => {
  expect((await checkRunbooks("runbooks")).map(writeRunbookProblem)).toEqual([]);
});
