import { SaxesParser } from "saxes";
import { decoder } from "../files/decode.ts";
import type { Entry } from "../files/entries.ts";
import { ImportRefused } from "../report.ts";

/** One request of an AAF export, with only the attributes the console reads. */
export type AafRecord = {
  operation: "add" | "modify" | "delete";
  category: string;
  id: string;
  attributes: Map<string, string[]>;
  line: number;
};

const OPERATIONS: Record<string, AafRecord["operation"]> = {
  addRequest: "add",
  modifyRequest: "modify",
  deleteRequest: "delete",
};
const ATTRIBUTES = new Set(
  [
    "ENTStructureUAI ENTStructureNomCourant ENTStructureTypeStruct ENTStructureSIREN ENTEtablissementContrat street postalCode l",
    "telephoneNumber ENTStructureMailSI ENTEtablissementStructRattachFctl ENTServAcAcademie",
    "sn ENTPersonNomPatro givenName mail ENTPersonFonctions",
  ].flatMap((names) => names.split(" ")),
);
/** Of a pupil: the school, and how many people are in charge (never who). Of families: nothing at all. */
const GUARDIANS = "ENTElevePersRelEleve";
const OF_PUPIL = new Set(["ENTPersonStructRattach", GUARDIANS]);
const READ: Record<string, Set<string>> = {
  EtabEducNat: ATTRIBUTES,
  PersEducNat: ATTRIBUTES,
  Eleve: OF_PUPIL,
};
const MAX_DEPTH = 16;
const MAX_VALUES = 500;
/** Longest stretch without a tag: a comment, a value or a DOCTYPE of a megabyte is an attack, not a school. */
const MAX_STRETCH = 1024 * 1024;

/**
 * Reads one XML of an AAF export as a stream, in constant memory. Nothing outside the file is ever fetched, and
 * a DOCTYPE that declares anything is refused: entities are how an XML file blows up or reads another.
 * @param onHeader called with the académie's code when the header has one.
 */
export async function* parseAaf(entry: Entry, onHeader: (code: string) => void): AsyncGenerator<AafRecord> {
  const decode = decoder(entry.path, "iso-8859-15");
  const reader = new Reader(entry.path, onHeader);
  for await (const chunk of entry.chunks) yield* reader.write(decode(chunk));
  yield* reader.write(decode(Buffer.alloc(0), true));
  reader.close();
}

class Reader {
  readonly #parser = new SaxesParser();
  readonly #path: string;
  #ready: AafRecord[] = [];
  #record: AafRecord | null = null;
  #values: string[] | null = null;
  #text: string | null = null;
  #into: "category" | "id" | "value" | null = null;
  #countOnly = false;
  #depth = 0;
  #since = 0;

  constructor(path: string, onHeader: (code: string) => void) {
    this.#path = path;
    this.#parser.on("error", (error) => this.#refuse(inFrench(error.message)));
    this.#parser.on("doctype", (doctype) => {
      if (/\[|<!/.test(doctype))
        this.#refuse("le DOCTYPE déclare des entités ou des éléments : refusé par sûreté");
    });
    this.#parser.on("comment", (comment) => {
      this.#since = 0;
      const code = /codeAcademieExport="(\w{1,4})"/.exec(comment)?.[1];
      if (code) onHeader(code);
    });
    this.#parser.on("opentag", ({ name, attributes }) => this.#open(name, attributes));
    this.#parser.on("closetag", ({ name }) => this.#close(name));
    const append = (text: string) => {
      if (this.#text !== null) this.#text += text;
    };
    this.#parser.on("text", append);
    this.#parser.on("cdata", append);
  }

  write(text: string): AafRecord[] {
    this.#since += text.length;
    this.#parser.write(text);
    if (this.#since > MAX_STRETCH)
      this.#refuse("plus d'un mégaoctet sans balise : ce n'est pas un export AAF");
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  close() {
    this.#parser.close();
  }

  #open(name: string, attributes: Record<string, string>) {
    this.#since = 0;
    if (++this.#depth === 1 && name !== "ficAlimMENESR")
      this.#refuse(`racine « ${name.slice(0, 40)} » : « ficAlimMENESR » attendu`);
    if (this.#depth > MAX_DEPTH) this.#refuse("trop de niveaux imbriqués");
    const operation = OPERATIONS[name];
    if (operation && this.#depth === 2)
      this.#record = { operation, category: "", id: "", attributes: new Map(), line: this.#parser.line };
    else if (this.#record && (name === "attr" || name === "modification"))
      this.#attribute(attributes.name ?? "");
    else if (name === "id") this.#into = "id";
    if ((name === "value" || name === "id") && this.#into) this.#text = "";
  }

  #attribute(name: string) {
    this.#values = null;
    this.#into = /^categorie(Structure|Personne)$/.test(name) ? "category" : null;
    if (!this.#record || this.#into || !READ[this.#record.category]?.has(name)) return;
    this.#countOnly = name === GUARDIANS;
    this.#values = [];
    this.#into = "value";
    this.#record.attributes.set(name, this.#values);
  }

  #close(name: string) {
    this.#since = 0;
    this.#depth--;
    if (name === "value" || name === "id") this.#keep(this.#text?.trim() ?? "");
    if (name === "attr" || name === "modification" || name === "id") this.#into = null;
    if (this.#depth !== 1 || !this.#record || !OPERATIONS[name]) return;
    this.#ready.push(this.#record);
    this.#record = null;
  }

  #keep(text: string) {
    this.#text = null;
    if (!this.#record) return;
    if (this.#into === "category") this.#record.category = text.slice(0, 40);
    else if (this.#into === "id") this.#record.id = text.slice(0, 64);
    else if (this.#into === "value" && text && (this.#values?.length ?? 0) < MAX_VALUES)
      this.#values?.push(this.#countOnly ? "" : text.slice(0, 500));
  }

  #refuse(reason: string): never {
    throw new ImportRefused(this.#path, this.#parser.line, reason);
  }
}

function inFrench(message: string): string {
  const said = message.replace(/^\d+:\d+: /, "");
  if (/unclosed tag|must contain a root|unexpected end|incomplete/i.test(said))
    return "XML tronqué : rien n'a été importé";
  if (/entity/i.test(said)) return "entité XML non prédéfinie : refusée, aucune n'est jamais résolue";
  return `XML mal formé (${said.slice(0, 80)}) : rien n'a été importé`;
}
