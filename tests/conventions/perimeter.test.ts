import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Convention, PerimeterSlice } from "#conventions/schema.ts";
import { conventionOf } from "./five.ts";

// Real schools, beside the project: see its data folder. Without it there is nothing to count.
const annuaire = process.env.TOCSIN_ANNUAIRE ?? "../shared/data/annuaire/etablissements-consolide.csv";
const there = existsSync(annuaire);
if (!there) process.stderr.write(`perimeter.test.ts: ${annuaire} is not there, counts are skipped\n`);

type Row = {
  academie: string;
  type: string;
  secteur: string;
  code_departement: string;
  code_insee: string;
  uai: string;
};
const rows: Row[] = there
  ? parse(readFileSync(annuaire), { delimiter: ";", columns: true, bom: true, relax_quotes: true })
  : [];
const types: Record<string, string> = { Ecole: "ecole", Collège: "college", Lycée: "lycee" };
const sectors: Record<string, string> = { Public: "public", Privé: "prive" };

function within(slice: PerimeterSlice, row: Row): boolean {
  const in_ = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value));
  return (
    in_(slice.types, types[row.type]) &&
    in_(slice.sectors, sectors[row.secteur]) &&
    in_(slice.academies, row.academie) &&
    in_(slice.departements, row.code_departement) &&
    in_(slice.communes, row.code_insee)
  );
}

function schools(convention: Convention): Row[] {
  return rows.filter((row) => convention.perimeter.some((slice) => within(slice, row)));
}

describe.skipIf(!there)("the schools that a perimeter selects", () => {
  test("Mon Bureau Numérique: 616 collèges and 465 lycées", () => {
    const found = schools(conventionOf("mbn"));
    expect(found.filter((row) => row.type === "Collège")).toHaveLength(616);
    expect(found.filter((row) => row.type === "Lycée")).toHaveLength(465);
    expect(found).toHaveLength(1081);
  });

  test.each([
    ["versailles", 2608],
    ["nancy-metz", 1284],
    ["atrium", 219],
  ])("%s: %i public schools", (dispositif, count) => {
    expect(schools(conventionOf(dispositif))).toHaveLength(count);
  });

  test("Beaulieu-sur-Mer: the one school of the annex", () => {
    expect(schools(conventionOf("beaulieu")).map((row) => row.uai)).toEqual(["0061594A"]);
  });
});
