import { parse } from "csv-parse/sync";
import { ImportRefused } from "../report.ts";
import { type Line, officialDay } from "./period.ts";
import { readIcs } from "./read-ics.ts";

/**
 * Lines of a calendar, whatever its form: the public dataset as CSV or JSON (its exports and its API), or an ICS file
 * of a zone. Told by what is inside, not by the name.
 * @throws ImportRefused when it is none of these, or broken.
 */
export function readLines(file: string, text: string): Line[] {
  const start = text.trimStart().slice(0, 20);
  if (start === "") throw new ImportRefused(file, null, "Le fichier est vide.");
  if (start.toUpperCase().startsWith("BEGIN:VCALENDAR")) return readIcs(file, text);
  if (start.startsWith("[") || start.startsWith("{")) return readJson(file, text);
  return readCsv(file, text);
}

const NEEDED = ["description", "start_date", "end_date", "location"];
type Fields = Record<string, unknown>;

function lineOf(fields: Fields, line: number | null): Line {
  const field = (name: string) => String(fields[name] ?? "").trim();
  return {
    line,
    name: field("description"),
    starts: officialDay(field("start_date")),
    ends: officialDay(field("end_date")),
    places: field("location") ? [field("location")] : [],
    zone: field("zones") || null,
    year: field("annee_scolaire") || null,
    population: field("population"),
  };
}

function readCsv(file: string, text: string): Line[] {
  const [first = ""] = text.split(/\r?\n/, 1);
  const delimiter = first.split(";").length >= first.split(",").length ? ";" : ",";
  let rows: { record: Fields; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    throw new ImportRefused(file, lines ?? null, `Ce CSV ne se lit pas : ${message}`);
  }
  const missing = NEEDED.filter((name) => !(name in (rows[0]?.record ?? {})));
  if (missing.length > 0)
    throw new ImportRefused(
      file,
      1,
      `Colonnes absentes : ${missing.join(", ")}. On attend le jeu fr-en-calendrier-scolaire (CSV, JSON) ou un fichier ICS.`,
    );
  return rows.map(({ record, info }) => lineOf(record, info.lines));
}

function readJson(file: string, text: string): Line[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new ImportRefused(file, null, `Ce JSON ne se lit pas : ${(error as Error).message}`);
  }
  const { results, records } = read as { results?: unknown; records?: unknown };
  const list = Array.isArray(read) ? read : Array.isArray(results) ? results : records;
  if (!Array.isArray(list))
    throw new ImportRefused(
      file,
      null,
      "Ce JSON n’est ni un export ni une réponse de fr-en-calendrier-scolaire.",
    );
  return list.map((one: { fields?: Fields } & Fields) => lineOf(one?.fields ?? one ?? {}, null));
}
