import { basename } from "node:path";
import type { Counted } from "../headcounts.ts";
import { mailState } from "../mail-state.ts";
import { slug } from "../names.ts";
import { count, type Progress, type Report } from "../report.ts";
import { dsdenKey, type StagedOrganisation } from "../staging/organisation.ts";
import { uaiProblem } from "../uai.ts";
import { Circonscriptions } from "./circonscriptions.ts";
import type { Layout } from "./columns.ts";
import { academieKey, Levels } from "./levels.ts";
import { type Row, readAnnuaire } from "./read.ts";
import { type Cells, cells, readFields } from "./row.ts";
import { type Fields, natureOf, schoolOf } from "./school.ts";

/** What an annuaire says, before the database has its say. */
export type Annuaire = {
  schools: StagedOrganisation[];
  /** Circonscriptions that have a row of their own. */
  iens: StagedOrganisation[];
  circonscriptions: Circonscriptions;
  levels: Levels;
  headcounts: Counted[];
};

/** Reads a whole annuaire; refused rows go to the report with their line. */
export async function gatherAnnuaire(path: string, report: Report, onProgress?: Progress): Promise<Annuaire> {
  const found: Annuaire = {
    schools: [],
    iens: [],
    circonscriptions: new Circonscriptions(),
    levels: new Levels(),
    headcounts: [],
  };
  const lineOf = new Map<string, number>();
  const file = basename(path);
  let layout: Layout | undefined;
  for await (const row of readAnnuaire(path, onProgress)) {
    if ("at" in row) layout = row;
    else if (layout) take(found, { layout, row, report, lineOf, file });
  }
  settleCommunes(found.schools);
  return found;
}

type Reading = { layout: Layout; row: Row; report: Report; lineOf: Map<string, number>; file: string };

function take(found: Annuaire, { layout, row, report, lineOf, file }: Reading) {
  const cell = cells(layout, row.cells);
  const fields = readFields(cell, layout, row.cells.length);
  const key = cell("uai") ?? undefined;
  const refuse = (reason: string) =>
    report.refused.push({ file, line: row.line, ...(key && { key }), reason });
  if ("refused" in fields) return refuse(fields.refused);
  const first = fields.uai ? lineOf.get(fields.uai) : undefined;
  if (first) return refuse(`UAI déjà lu ligne ${first}, dont la ligne est gardée (annexe ou autre site)`);
  if (fields.uai) lineOf.set(fields.uai, row.line);

  found.levels.territory(fields.academie, fields.departement);
  const nature =
    layout.is === "circonscriptions"
      ? "circonscription"
      : natureOf(fields.type ?? "", fields.nature ?? "", fields.name);
  if (nature === "dsden" || nature === "academie" || nature === "service")
    return leaveService(found.levels, nature, fields, report);
  const organisation = schoolOf(fields, nature);
  report.mails[organisation.mail ? organisation.mailState : "missing"]++;
  if (nature === "circonscription") {
    found.iens.push(organisation);
    return;
  }
  found.levels.commune(fields, cell("communeSiren"));
  if (nature === "ecole")
    organisation.parentKey = circonscriptionRef(found, cell, fields) ?? organisation.parentKey;
  found.schools.push(organisation);
  const pupils = cell("pupils") ?? "";
  if (fields.uai && /^[1-9]\d{0,4}$/.test(pupils))
    found.headcounts.push({ school: fields.uai, profile: "pupils", people: Number(pupils) });
}

/** Services run no school and are in no alert chain; the head services give their level its mailbox. */
function leaveService(
  levels: Levels,
  nature: "dsden" | "academie" | "service",
  fields: Fields,
  report: Report,
) {
  const key = nature === "dsden" ? dsdenKey(fields.departement) : academieKey(fields.academie);
  const mail = fields.mail ?? null;
  if (nature !== "service" && mail) levels.mailbox(key, { mail, mailState: mailState(mail, fields.derived) });
  count(report, "services administratifs laissés");
}

function circonscriptionRef(found: Annuaire, cell: Cells, { departement, academie }: Fields): string | null {
  const code = cell("circonscriptionCode")?.toUpperCase() ?? null;
  const uai = code && uaiProblem(code) === null ? code : null;
  const name = cell("circonscriptionName") ?? "";
  return uai || slug(name) ? found.circonscriptions.mention({ uai, name, departement, academie }) : null;
}

/** Extracts without INSEE codes: the commune is the one that other rows of the file name alike. */
function settleCommunes(schools: StagedOrganisation[]) {
  const place = (one: StagedOrganisation) => `${one.departement}/${slug(one.communeName ?? "")}`;
  const known = new Map<string, string>();
  for (const one of schools) if (one.communeInsee) known.set(place(one), one.communeInsee);
  for (const one of schools) one.communeInsee ??= one.communeName ? (known.get(place(one)) ?? null) : null;
}
