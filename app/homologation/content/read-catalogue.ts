import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { isMap, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { sha256 } from "#app/engine/journal/entry.ts";
import type { Catalogue, CatalogueMeasure } from "./keep-catalogue.ts";
import { ownCatalogueSchema, readYaml } from "./read-content.ts";

export type CatalogueRefusal = { line: number; key?: string; reason: string };
export type CatalogueReading = {
  catalogue: Catalogue;
  refused: CatalogueRefusal[];
  /** What it holds beside its measures: chapters, sections. */
  counted: Record<string, number>;
};
/** The file is no catalogue at all; nothing of it is taken. The message is a French sentence with file:line. */
export class NoCatalogue extends Error {}

const MOST_BYTES = 20 * 1024 * 1024;
const slug = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);

/** A catalogue of measures: CISO Assistant's library, MonServiceSécurisé's CSV, or one of the console's own form. */
export function readCatalogue(file: string, text: string): CatalogueReading {
  if (text.length > MOST_BYTES) throw new NoCatalogue(`${file} : 20 Mo au plus pour un catalogue.`);
  const given = text.replace(/^\uFEFF/, "");
  if (/\.csv$/i.test(file)) return readMss(file, given);
  const lines = new LineCounter();
  const document = parseDocument(given, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error)
    throw new NoCatalogue(`${file}:${lines.linePos(error.pos[0]).line} : YAML illisible (${error.code}).`);
  return document.getIn(["objects", "framework", "requirement_nodes"])
    ? readCiso(file, given, document, lines)
    : readOwn(file, given);
}

function readOwn(file: string, text: string): CatalogueReading {
  const read = readYaml(file, text, ownCatalogueSchema);
  if (!read.ok) {
    const [first] = read.problems;
    throw new NoCatalogue(`${file}:${first?.line} : ${first?.where} : ${first?.what}.`);
  }
  const { key, title, version, source, measures } = read.value;
  const kept = measures.map(
    (one): CatalogueMeasure => ({
      ...one,
      levels: one.levels as Record<string, string>,
      section: null,
      line: 0,
    }),
  );
  return {
    catalogue: { key, title, source, version: String(version), hash: sha256(text), measures: kept },
    refused: [],
    counted: {},
  };
}

const word = (map: YAMLMap, key: string): string => {
  const value = map.get(key);
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
};

/** Every assessable node is a measure; the others are its sections. Its identifier is its URN, short where it has one. */
function readCiso(
  file: string,
  text: string,
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
): CatalogueReading {
  const root = document.contents;
  const nodes = document.getIn(["objects", "framework", "requirement_nodes"], true) as
    | { items?: unknown[] }
    | undefined;
  if (!isMap(root) || !Array.isArray(nodes?.items))
    throw new NoCatalogue(`${file}:1 : « objects.framework.requirement_nodes » n’est pas une liste.`);
  const refused: CatalogueRefusal[] = [];
  const measures: CatalogueMeasure[] = [];
  const sections = new Map<string, { name: string; parent: string }>();
  const urns = new Map<string, number>();
  const refs = new Map<string, number>();
  let chapters = 0;
  for (const node of nodes.items) {
    if (!isMap(node)) continue;
    const line = lines.linePos(node.range?.[0] ?? 0).line;
    const [urn, ref] = [word(node, "urn"), word(node, "ref_id")];
    if (!urn) {
      refused.push({ line, ...(ref && { key: ref }), reason: "l’identifiant (urn) manque" });
      continue;
    }
    const twin = urns.get(urn);
    if (twin) {
      refused.push({ line, key: urn, reason: `l’identifiant est déjà celui de la ligne ${twin}` });
      continue;
    }
    urns.set(urn, line);
    const [name, description] = [word(node, "name"), word(node, "description")];
    sections.set(urn, {
      name: [ref, name || description.slice(0, 80)].filter(Boolean).join(" "),
      parent: word(node, "parent_urn"),
    });
    if (node.get("assessable") !== true) {
      chapters += 1;
      continue;
    }
    // Two branches may number alike: the URN tells them apart.
    const short = ref && !refs.has(ref) ? ref : (urn.split(":").at(-1) ?? urn);
    refs.set(short, line);
    const title = name || firstSentence(description) || short;
    measures.push({
      ref: short,
      title: title.slice(0, 400),
      text: description,
      section: word(node, "parent_urn") || null,
      levels: groupsOf(node),
      line,
    });
  }
  const key = slug(word(root, "ref_id") || basename(file).replace(/\.ya?ml$/i, ""));
  const named = measures.map((one) => ({
    ...one,
    section: one.section ? (sections.get(one.section)?.name ?? null) : null,
  }));
  return {
    catalogue: {
      key,
      title: word(root, "name") || key,
      version: word(root, "version") || "1",
      source: word(root, "provider") || "CISO Assistant",
      hash: sha256(text),
      measures: named,
    },
    refused,
    counted: { "chapitres et sections": chapters },
  };
}

const firstSentence = (text: string) => (/^[\s\S]{1,200}?(?=[.;:\n]|$)/.exec(text)?.[0] ?? "").trim();
/** Groups of implementation: « S » (standard) holds from the basic need on, « R » (reinforced) from the advanced one. */
function groupsOf(node: YAMLMap): Record<string, string> {
  const groups = (node.toJSON() as { implementation_groups?: unknown }).implementation_groups;
  const has = (group: string) => Array.isArray(groups) && groups.includes(group);
  if (has("S")) return { basique: "recommended", modere: "required", avance: "required" };
  return has("R") ? { modere: "recommended", avance: "required" } : {};
}

const LEVELS = { Basique: "basique", Modéré: "modere", Avancé: "avance" } as const;
const WORDS: Record<string, string> = { Indispensable: "required", Recommandation: "recommended" };

/** MonServiceSécurisé's table names each measure by its REF and says, by need, whether it is required. */
function readMss(file: string, text: string): CatalogueReading {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, {
      columns: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as never;
  } catch (error) {
    throw new NoCatalogue(`${file} : CSV illisible (${error instanceof Error ? error.message : error}).`);
  }
  if (!rows[0] || !("REF" in rows[0].record)) throw new NoCatalogue(`${file}:1 : la colonne « REF » manque.`);
  const refused: CatalogueRefusal[] = [];
  const seen = new Map<string, number>();
  const measures: CatalogueMeasure[] = [];
  for (const { record, info } of rows) {
    const ref = record.REF?.trim() ?? "";
    const twin = seen.get(ref);
    if (!ref) refused.push({ line: info.lines, reason: "l’identifiant (REF) manque" });
    else if (twin)
      refused.push({
        line: info.lines,
        key: ref,
        reason: `l’identifiant est déjà celui de la ligne ${twin}`,
      });
    else {
      seen.set(ref, info.lines);
      const levels = Object.fromEntries(
        Object.entries(LEVELS).flatMap(([column, key]) =>
          WORDS[record[column]?.trim() ?? ""] ? [[key, WORDS[record[column]?.trim() ?? ""] as string]] : [],
        ),
      );
      const applies = Object.entries(record).filter(
        ([column, value]) =>
          value?.trim() && !["REF", "ORGA/SI", "Statut initial", ...Object.keys(LEVELS)].includes(column),
      );
      measures.push({
        ref,
        title: ref,
        text: [
          record["ORGA/SI"] && `Porte sur : ${record["ORGA/SI"]}`,
          ...applies.map(([column, value]) => `${column} : ${value.trim()}`),
        ]
          .filter(Boolean)
          .join("\n"),
        section: ref.split(".")[0] ?? null,
        levels,
        line: info.lines,
      });
    }
  }
  const version = /(V\d+[\w-]*)/.exec(basename(file))?.[1] ?? "1";
  return {
    catalogue: {
      key: "mon-service-securise",
      title: "MonServiceSécurisé",
      version,
      source: "ANSSI, MonServiceSécurisé",
      hash: sha256(text),
      measures,
    },
    refused,
    counted: {},
  };
}
