import { stat } from "node:fs/promises";
import { Levels } from "../annuaire/levels.ts";
import { type Entry, entries } from "../files/entries.ts";
import { count, ImportRefused, type Progress, type Report } from "../report.ts";
import { Counts } from "./counts.ts";
import { readFileName } from "./file-name.ts";
import { type AafRecord, parseAaf } from "./parse.ts";
import { directionOf, personOf, type StagedPerson, type StagedTenure } from "./person.ts";
import { type Structure, structureOf } from "./structure.ts";

/** What an export says, before the database has its say. Keys are `scope/jointure`. */
export type Aaf = {
  structures: Structure[];
  levels: Levels;
  /** Structures that stand in the file, taken or refused: a Complet does not close them. */
  seen: Set<string>;
  persons: Map<string, StagedPerson>;
  /** By person; absent for those of whom a Delta says nothing on functions, who keep theirs. */
  tenures: Map<string, StagedTenure[]>;
  /** People no longer of any direction, structures withdrawn: a Delta says so. */
  endedPersons: Set<string>;
  endedStructures: Set<string>;
  /** Scopes that a Complet gives whole. */
  completeStructures: Set<string>;
  completePersons: Set<string>;
  /** People by school and profile, of a Complet. */
  counts: Counts;
};

/** France has some 15,000 people of direction: beyond, it is no export but an attack on the memory. */
const MOST_KEPT = 250_000;

const emptyAaf = (): Aaf => ({
  structures: [],
  levels: new Levels(),
  seen: new Set(),
  persons: new Map(),
  tenures: new Map(),
  endedPersons: new Set(),
  endedStructures: new Set(),
  completeStructures: new Set(),
  completePersons: new Set(),
  counts: new Counts(),
});

/** Reads all files of one delivery; what is kept is schools and their direction, whatever the size read. */
export async function gatherAaf(paths: string[], report: Report, onProgress?: Progress): Promise<Aaf> {
  const aaf = emptyAaf();
  let before = 0;
  let rows = 0;
  const total = (await Promise.all(paths.map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0);
  for (const path of paths) {
    const { size } = await stat(path);
    let read = 0;
    for await (const entry of entries(path)) {
      if (!/\.xml$/i.test(entry.name)) {
        count(report, "autres fichiers laissés");
        continue;
      }
      // Out of an archive more is read than the file weighs: the bar waits at its end.
      const chunks = measured(entry.chunks, (n) => {
        read = Math.min(read + n, size);
      });
      for await (const record of readEntry({ ...entry, chunks }, aaf, report)) {
        if (++rows % 5000 === 0) onProgress?.({ done: before + read, total, rows });
        if (aaf.structures.length + aaf.persons.size > MOST_KEPT)
          throw new ImportRefused(
            entry.path,
            record.line,
            `plus de ${MOST_KEPT} structures et personnes à garder`,
          );
      }
    }
    before += size;
    onProgress?.({ done: before, total, rows });
  }
  settleParents(aaf);
  return aaf;
}

async function* measured(chunks: AsyncIterable<Buffer>, read: (bytes: number) => void) {
  for await (const chunk of chunks) {
    read(chunk.length);
    yield chunk;
  }
}

async function* readEntry(entry: Entry, aaf: Aaf, report: Report) {
  const { prefix, complete, category } = readFileName(entry.name);
  let scope = prefix;
  const categories = new Set(category ? [category] : []);
  // Jointures are numbered académie by académie.
  const records = parseAaf(entry, (code) => (scope = `${prefix}@${code}`));
  for await (const record of records) {
    count(report, record.category || "sans catégorie");
    categories.add(record.category);
    const taking = { record, scope, complete, path: entry.path, report };
    if (complete) aaf.counts.take(record, scope);
    if (record.category === "EtabEducNat") takeStructure(aaf, taking);
    if (record.category === "PersEducNat") takePerson(aaf, taking);
    yield record;
  }
  if (complete && categories.has("EtabEducNat")) aaf.completeStructures.add(scope);
  if (complete && categories.has("PersEducNat")) aaf.completePersons.add(scope);
}

/** In the first degree, a school is attached to the circonscription that the export gives too. */
function settleParents({ structures }: Aaf) {
  const circonscriptions = new Map(
    structures
      .filter(({ organisation }) => organisation.kind === "circonscription")
      .map(({ organisation }) => [organisation.sourceKey, organisation.key]),
  );
  for (const { organisation, above } of structures)
    organisation.parentKey = (above && circonscriptions.get(above)) || organisation.parentKey;
}

type Taking = { record: AafRecord; scope: string; complete: boolean; path: string; report: Report };

function takeStructure(aaf: Aaf, { record, scope, path, report }: Taking) {
  const refuse = (reason: string, key = record.id) =>
    report.refused.push({ file: path, line: record.line, key, reason });
  if (!record.id) return refuse("identifiant absent");
  const key = `${scope}/${record.id}`;
  if (record.operation === "delete") return void aaf.endedStructures.add(key);
  if (aaf.seen.has(key)) return refuse("structure déjà lue plus haut : la première est gardée");
  aaf.seen.add(key);
  const organisation = structureOf(record, key);
  if (!organisation) return count(report, "structures sans école laissées");
  if ("refused" in organisation) return refuse(organisation.refused);
  if (organisation.academie && organisation.departement)
    aaf.levels.territory(organisation.academie, organisation.departement);
  report.mails[organisation.mail ? organisation.mailState : "missing"]++;
  const above = record.attributes.get("ENTEtablissementStructRattachFctl")?.[0];
  aaf.structures.push({
    organisation,
    above: above ? `${scope}/${above}` : null,
    partial: record.operation === "modify",
    line: record.line,
    path,
  });
}

function takePerson(aaf: Aaf, { record, scope, complete, path, report }: Taking) {
  const { id, line, operation } = record;
  if (!id) return void report.refused.push({ file: path, line, reason: "identifiant absent" });
  const key = `${scope}/${id}`;
  const tenures = directionOf(record, key, scope);
  if (operation === "delete" || tenures?.length === 0) {
    if (operation !== "delete") count(report, "PersEducNat hors direction");
    // A Complet says so by silence; a Delta has to be remembered.
    if (!complete) aaf.endedPersons.add(key);
    aaf.persons.delete(key);
    aaf.tenures.delete(key);
    return;
  }
  const person = personOf(record, key, path);
  if (operation === "add") report.mails[person.email ? person.mailState : "missing"]++;
  aaf.endedPersons.delete(key);
  aaf.persons.set(key, person);
  if (tenures) aaf.tenures.set(key, tenures);
}
