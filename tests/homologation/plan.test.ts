import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { bringBack } from "#app/homologation/plan/bring-back.ts";
import { planRows } from "#app/homologation/plan/plan-rows.ts";
import { planTable } from "#app/homologation/plan/plan-table.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { csvOf } from "#app/platform/tables/csv.ts";
import { odsOf } from "#app/platform/tables/ods.ts";
import { NoTable, readTable } from "#app/platform/tables/read-table.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT, withPerson } from "../support/world.ts";
import {
  assessed,
  type HomologationStage,
  homologated,
  homologationStage,
  measure,
  submitted,
  system,
} from "./support.ts";

/** Texts that a spreadsheet, a formula guard or XML would change if they were let. */
const HARD = [
  "=SOMME(A1:A9)",
  "'=déjà cité",
  "+33 1 99 00 00 00",
  "-5",
  "@moi",
  "deux  espaces",
  "« guillemets » ; point-virgule",
  'un "mot"\nsur deux lignes',
  "<b>&amp;</b>",
  "Ça, Œuvre, 日本, 🙂",
];

describe("the action plan goes out and comes back", () => {
  let db: Database;
  let stage: HomologationStage;
  const now = later(NIGHT, 600);
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await homologationStage(db);
    const { rssi } = stage.people;
    const dossier = await homologated(db, stage);
    const keys = (await dossier.read()).context.plan.map(({ key }) => key);
    await dossier.act(rssi, "measures.updated", {
      changes: [
        { key: keys[0], proof: HARD[0], note: HARD[7], owner: HARD[4] },
        { key: keys[1], proof: HARD[1], note: HARD[8], state: "done" },
      ],
    });
    const { id } = await registerSystem(
      db,
      rssi,
      system({ key: "autre", name: HARD[9], nature: "application" }),
      NIGHT,
    );
    await sendEvent(db, rssi, id, assessed, NIGHT);
    const second = await submitted(db, stage, id);
    await second.act(stage.authority, "homologation.returned", { reason: "À compléter." });
    await second.act(rssi, "measures.added", { measures: HARD.map((_, n) => measure(20 + n)) });
    await second.act(rssi, "measures.updated", {
      changes: HARD.map((text, n) => ({
        key: measure(20 + n).key,
        note: text,
        owner: HARD[(n + 1) % HARD.length]?.split("\n")[0],
        dueAt: n % 2 ? "2026-02-28" : null,
      })),
    });
  });
  afterAll(() => db.close());

  const reach = () => reachOf(stage.people.rssi.tenures, "dossier.read");
  const bytesOf = async (kind: "csv" | "ods") => {
    const parts: Buffer[] = [];
    for await (const part of (kind === "csv" ? csvOf : odsOf)(planTable(planRows(db, reach(), {}, now))))
      parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  };
  const stateOf = async () => {
    const rows = await db.query("select * from homologation_measure order by dossier_id, key");
    return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
  };

  test.each(["csv", "ods"] as const)("%s: brought back untouched, nothing is written", async (kind) => {
    const [before, entries] = [await stateOf(), await db.query("select count(*) from journal_entry")];
    expect(await bringBack(db, stage.people.rssi, await bytesOf(kind), now)).toEqual({
      changed: 0,
      left: 14,
      refused: [],
    });
    expect([await stateOf(), await db.query("select count(*) from journal_entry")]).toEqual([
      before,
      entries,
    ]);
  });

  test("what was changed in a spreadsheet is written, one entry a dossier; what cannot be read is told by its line", async () => {
    const csv = (await bytesOf("csv")).toString("utf8");
    const edited = csv
      .replace(/À faire/, "En place")
      .replace("28/02/2026", "31/02/2026")
      .replace("28/02/2026", "01/03/2026");
    const done = await bringBack(db, stage.people.rssi, Buffer.from(edited), now);
    expect(done.changed).toBeGreaterThan(0);
    expect(done.refused).toEqual([
      expect.objectContaining({ reason: "Échéance illisible : « 31/02/2026 ». On attend JJ/MM/AAAA." }),
    ]);
    const [march] = await db.query<{ n: number }>(
      "select count(*)::int n from homologation_measure where due_at = '2026-03-01'",
    );
    expect(march?.n).toBe(1);
  });

  test("someone who may not prepare changes nothing, each line says so", async () => {
    const csv = (await bytesOf("csv")).toString("utf8").replaceAll("À faire", "En cours");
    const { changed, refused } = await bringBack(db, stage.people.dane, Buffer.from(csv), now);
    expect(changed).toBe(0);
    expect(refused[0]?.reason).toContain("homologation.prepare");
  });

  test("hostile rows are refused one by one, by their line; the others of the same dossier are written", async () => {
    const [head, ...lines] = await readTable(await bytesOf("csv"));
    const names = head?.cells ?? [];
    const [a, b, c, d, e] = lines.map(({ cells }) => cells);
    const edit = (row: string[] | undefined, name: string, value: string) =>
      (row ?? []).map((cell, n) => (n === names.indexOf(name) ? value : cell));
    const rows = [
      edit(a, "Note", "Relancée le 12"),
      edit(b, "Responsable", "x".repeat(200)),
      edit(a, "Note", "Autre chose"),
      edit(c, "Clé de la mesure", "'; drop table dossier; --"),
      edit(d, "Homologation", "HOM-2026-999"),
      edit(e, "État", "<script>alert(1)</script>"),
      Array.from({ length: 500 }, () => "=cmd|' /C calc'!A0"),
      ["HOM-2026-001"],
    ];
    // One line a row: texts on two lines stay out of these.
    const quoted = (row: string[]) =>
      row.map((cell) => `"${cell.replaceAll('"', '""').replaceAll("\n", " ")}"`).join(";");
    const file = [names, ...rows].map(quoted).join("\n");
    const { changed, refused } = await bringBack(db, stage.people.rssi, Buffer.from(file), now);
    expect(changed).toBe(1);
    expect(refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "3 le responsable : 160 caractères au plus",
      "4 Cette mesure est déjà à la ligne 2 : une ligne par mesure.",
      expect.stringMatching(/^5 Cette mesure n’est dans aucun dossier/),
      expect.stringMatching(/^6 Cette mesure n’est dans aucun dossier/),
      expect.stringMatching(/^7 État inconnu : « <script>alert/),
      expect.stringMatching(/^8 Cette mesure n’est dans aucun dossier/),
      expect.stringMatching(/^9 Cette mesure n’est dans aucun dossier/),
    ]);
  });

  test("a measure that the caller may not see is like one that is not, and a table too long is not read in part", async () => {
    const elsewhere = await withPerson(db, { function: "rssi" });
    const csv = (await bytesOf("csv")).toString("utf8").replaceAll("À faire", "En cours");
    const { changed, refused } = await bringBack(db, elsewhere, Buffer.from(csv), now);
    expect(changed).toBe(0);
    expect(new Set(refused.map(({ reason }) => reason)).size).toBe(1);
    expect(refused[0]?.reason).toContain("n’est dans aucun dossier");
    const long = `Homologation;Clé de la mesure\n${"HOM-1;x\n".repeat(200_001)}`;
    await expect(bringBack(db, elsewhere, Buffer.from(long), now)).rejects.toThrow(
      "rapportez ce fichier en plusieurs fois",
    );
  });

  test.each([
    ["vide", ""],
    ["sans colonnes", "a;b\n1;2\n"],
    ["zip qui n’en est pas un", "PK\u0003\u0004rien"],
    ["NUL", "a;\u0000"],
  ])("a file that is none (%s) is refused with a sentence", async (_, text) => {
    await expect(bringBack(db, stage.people.rssi, Buffer.from(text), now)).rejects.toThrow(NoTable);
  });
});
