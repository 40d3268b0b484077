import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAllRunbooks, readRunbook, writeRunbookProblem } from "#runbooks/read.ts";
import { actionsOf } from "#runbooks/schema.ts";
import { file, lineOf, readProblems, sample, sampleWith } from "./sample.ts";
import { shippedFiles, shippedText } from "./shipped.ts";

const read = (text: string) => {
  const reading = readRunbook(file, text);
  if (!reading.ok) throw new Error(reading.problems.map(writeRunbookProblem).join("\n"));
  return reading;
};
const action = (text: string, key: string) => actionsOf(read(text).runbook).find((one) => one.key === key);

describe("an RSSI writes a runbook", () => {
  test("and it is read, word for word", () => {
    const { runbook, hash, text } = read(sample);
    expect(runbook).toMatchObject({
      key: "messagerie-ent-compromise",
      activation: [{ key: "menaces-recues" }, { key: "plusieurs-ecoles" }],
      lock: { state: "crisis", mayCompromise: ["messaging", "authentication"] },
    });
    expect(action(sample, "recenser-comptes")).toEqual({
      kind: "step",
      key: "recenser-comptes",
      title: "Recenser les comptes utilisés et les écoles touchées",
      party: "prestataire",
      who: "exploitant",
      after: [],
      when: [],
      within: 30,
      from: "open",
      rule: "MBN-6.2",
      article: "6.2",
      proof: "liste datée des comptes, avec leur école",
      instructions: [
        "Extraire du journal de la messagerie les envois des dernières 24 heures.",
        "Marquer les comptes qui ont envoyé la menace.",
      ],
    });
    expect(action(sample, "couper-messagerie")).toMatchObject({
      kind: "decision",
      options: [
        { key: "oui", act: { do: "compromise", what: "messaging" } },
        { key: "direction-seule", label: "Non, limiter l’envoi à la direction des écoles" },
      ],
    });
    expect(runbook.templates[0]).toMatchObject({
      profiles: ["families", "pupils"],
      body: expect.stringMatching(/^Bonjour,\n\nDes messages.*\{\{ecole\}\}…$/s),
    });
    expect(hash).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("with the line ends of Windows, and it has the same hash", () => {
    expect(read(sample.replaceAll("\n", "\r\n")).hash).toBe(read(sample).hash);
    expect(read(`\uFEFF${sample}`).hash).toBe(read(sample).hash);
  });

  test.each([
    ["main courante (cellule de crise)", "main-courante", "cellule"],
    ["Chef d’établissement (École)", "chefEtablissement", "etablissement"],
    ["RSSI (Académie)", "rssi", "academie"],
    ["Délégué à la protection des données (DPD) (collectivité)", "dpd", "collectivite"],
    ["elu (collectivite)", "elu", "collectivite"],
  ])("naming who acts in her own words: %s", (words, who, party) => {
    const text = sampleWith("exploitant (prestataire)", words);
    expect(action(text, "recenser-comptes")).toMatchObject({ who, party });
  });

  test.each([
    ["45 min", 45, "open"],
    ["2 h", 120, "open"],
    ["1 h 30", 90, "open"],
    ["3 j", 4_320, "open"],
    ["72 heures depuis la connaissance", 4_320, "awareness"],
  ])("a delay of %s", (words, within, from) => {
    expect(action(sampleWith("Délai : 30 min", `Délai : ${words}`), "recenser-comptes")).toMatchObject({
      within,
      from,
    });
  });

  test("several conditions, one of which is enough", () => {
    const text = sampleWith(
      "Si : couper-messagerie = oui",
      "Si : couper-messagerie = oui ou couper-messagerie = direction-seule",
    );
    expect(action(text, "prevenir-familles")?.when).toHaveLength(2);
  });

  test("every shipped runbook is read, its file named as its key", async () => {
    const { read: all, problems } = await readAllRunbooks("runbooks");
    expect(problems).toEqual([]);
    expect(all.map((one) => one.file)).toEqual(shippedFiles);
    for (const name of shippedFiles) expect(readRunbook(name, shippedText(name)).ok).toBe(true);
  });
});

describe("an RSSI makes mistakes and is sent to their lines", () => {
  test.each([
    [
      "Délai : 30 min",
      "Délai : une heure",
      /étape « recenser-comptes », Délai : on trouve « une heure » ; on attend une durée/,
    ],
    ["exploitant (prestataire)", "exploitant", /on trouve « exploitant » ; on attend « qui \(partie\) »/],
    ["exploitant (prestataire)", "exploitan (prestataire)", /on trouve « exploitan » ; on attend un siège/],
    [
      "exploitant (prestataire)",
      "exploitant (mairie)",
      /on trouve « mairie » ; on attend l’une de ces parties/,
    ],
    [
      "direction (cellule)",
      "exploitant (prestataire)",
      /décision « couper-messagerie », Décide : .* on attend un siège/,
    ],
    [
      "- Preuve : liste",
      "- Preuves : liste",
      /on trouve « Preuves » ; on attend l’un de ces champs : Qui, Après/,
    ],
    ["- Preuve : liste datée des comptes, avec leur école", "- Preuve :", /la valeur est vide/],
    [
      "Action : message information-familles",
      "Action : prier",
      /on trouve « prier » ; on attend « message <modèle> »/,
    ],
    ["Règle : MBN-6.2, article 6.2", "Règle : l’article 6.2", /un identifiant de règle/],
    ["Si : couper-messagerie = oui", "Si : couper-messagerie", /« décision = option »/],
    ["- Choix : `oui` Oui", "- Choix : oui, Oui", /« `clé` Libellé »/],
    ["→ compromission messaging", "→ compromission wifi", /Choix « oui » : on trouve « wifi »/],
    ["### `recenser-comptes` Recenser", "### Recenser", /« `clé` Titre »/],
    ["### `recenser-comptes`", "### `Recenser Comptes`", /une clé en minuscules/],
    ["## Phase `endiguer`", "## Phase `attaquer`", /l’un de ces mots : « endiguer »/],
    [
      "## Déclencheurs",
      "## Signes",
      /il manque la section « Déclencheurs »[\s\S]*Signes : cette section n’existe pas/,
    ],
    ["- `menaces-recues` Des", "- Des", /Critères d’activation : on trouve « Des menaces/],
    ["- Pour : familles, élèves", "- Pour : voisins", /on trouve « voisins » ; on attend familles/],
    ["- Canaux : ent-messaging, mail", "- Canaux : pigeon", /ent-messaging, ent-flash, sms/],
    ["Objet : Messages", "Sujet : Messages", /il manque l’objet/],
    ["# Messagerie de l’ENT compromise", "# Messagerie", /le titre de l’en-tête/],
    [
      "1. Extraire du journal",
      "Il faut agir.\n\n1. Extraire du journal",
      /on trouve du texte hors d’une liste/,
    ],
    ["version: 1", "version: un", /version : on trouve « un » ; on attend un nombre/],
    ["categories: [threat-messages", "categories: [menaces", /l’un de ces mots : « account-compromise »/],
    ["summary: Des messages", "couleur: rouge\nsummary: Des messages", /la clé « couleur » n’est pas connue/],
    ["version: 1", "version: 1\nphases: []", /la clé « phases » est dans l’en-tête/],
  ])("« %s » becomes « %s »", (passage, instead, message) => {
    const text = sampleWith(passage, instead);
    const problems = readProblems(text);
    expect(problems.map(writeRunbookProblem).join("\n")).toMatch(message);
    const changed = text.split("\n").findIndex((line, rank) => line !== sample.split("\n")[rank]) + 1;
    expect(problems.some(({ line }) => Math.abs(line - changed) <= 8)).toBe(true);
  });

  test("and reads them all at once, each once, in the order of the file", () => {
    const text = sampleWith("Délai : 30 min", "Délai : bientôt")
      .replace("direction (cellule)", "le chef")
      .replace("- Pour : familles, élèves", "- Pour : tous")
      .replace("version: 1", "version: zéro");
    const problems = readProblems(text);
    expect(problems.map(({ line }) => line)).toEqual(
      ["version: zéro", "Délai : bientôt", "le chef", "Pour : tous"].map((passage) => lineOf(text, passage)),
    );
  });

  test("forgets who acts, and is told once", () => {
    const problems = readProblems(sampleWith("- Qui : exploitant (prestataire)\n", ""));
    expect(problems).toMatchObject([
      { what: "il manque « Qui »", line: lineOf(sample, "### `recenser-comptes`") },
    ]);
  });

  test("writes a field twice", () => {
    const text = sampleWith("- Délai : 30 min", "- Délai : 30 min\n- Délai : 1 h");
    expect(readProblems(text)).toMatchObject([
      { line: lineOf(text, "Délai : 1 h"), what: expect.stringContaining("deux fois") },
    ]);
  });

  test("gives two files one key, or a file another name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "runbooks-"));
    await writeFile(join(folder, file), sample);
    await writeFile(join(folder, "autre.md"), sample);
    await writeFile(join(folder, "latin.md"), Buffer.from("---\nkey: é\n---", "latin1"));
    const { read: all, problems } = await readAllRunbooks(folder);
    expect(all.map((one) => one.file)).toEqual([file]);
    expect(problems.map(writeRunbookProblem)).toEqual([
      expect.stringMatching(/^autre.md:2 .*n’est pas le nom du fichier/),
      expect.stringMatching(/^latin.md:1 .*n’est pas en UTF-8/),
    ]);
    await rm(folder, { recursive: true });
  });
});
