import { clean } from "../names.ts";
import { academieName, academieOf, departementCode, regionOf } from "../territories.ts";
import { departementOfUai, uaiProblem } from "../uai.ts";
import type { Column, Layout } from "./columns.ts";
import type { Fields } from "./school.ts";

const LONGEST = 300;

/** Reads a cell by its meaning. */
export const cells =
  ({ at }: Layout, row: string[]) =>
  (column: Column): string | null => {
    const index = at[column];
    return index === undefined ? null : clean(row[index]);
  };
export type Cells = ReturnType<typeof cells>;

/** The fields of a row, or why it is refused, in French. */
export function readFields(cell: Cells, { is, width }: Layout, got: number): Fields | { refused: string } {
  if (got !== width) return { refused: `${got} colonnes trouvées, ${width} attendues` };
  const uai = (cell("uai") ?? "").toUpperCase();
  // Some circonscriptions (home schooling, deputies) have a mailbox and no UAI.
  const problem = uai ? uaiProblem(uai) : is === "schools" ? "UAI absent" : null;
  if (problem) return { refused: problem };
  const name = cell("name") ?? unnamed(cell);
  if (!name) return { refused: "nom absent" };
  if (name.length > LONGEST) return { refused: `nom de plus de ${LONGEST} caractères` };
  const departement = departementCode(cell("departement") ?? departementOfUai(uai));
  const academie = cell("academie") ?? academieOf(departement);
  if (!academie) return { refused: `académie absente, et inconnue pour le département « ${departement} »` };
  const insee = cell("communeInsee")?.toUpperCase();
  return {
    uai,
    name,
    departement,
    academie: academieName(academie),
    region: regionOf(departement) ?? cell("region"),
    type: cell("type"),
    nature: cell("nature"),
    sector: sectorOf(cell("sector")),
    street: cell("street"),
    postalCode: cell("postalCode"),
    communeInsee: insee && /^(\d{5}|2[AB]\d{3})$/.test(insee) ? insee : null,
    communeName: cell("communeName"),
    phone: cell("phone"),
    mail: cell("mail"),
    derived: /d[eé]riv|motif/i.test(cell("mailOrigin") ?? ""),
    siret: cell("siret")?.replace(/\s/g, "") ?? null,
    closed: /^ferm/i.test(cell("state") ?? ""),
  };
}

/** Schools still to open have no name yet: the alert chain needs them all the same. */
function unnamed(cell: Cells): string | null {
  const type = cell("type") ?? cell("nature");
  const place = cell("communeName");
  return type && place ? `${type} sans nom, ${place}` : null;
}

const sectorOf = (text: string | null) => (text ? (/^pub/i.test(text) ? "public" : "prive") : null);
