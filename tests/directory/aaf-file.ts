import { makeUai } from "#app/directory/uai.ts";

const values = (list: string[]) => list.map((value) => `<value>${value}</value>`).join("") || "<value/>";
const attrs = (attributes: Record<string, string | string[]>) =>
  Object.entries(attributes)
    .map(([name, value]) => `<attr name="${name}">${values([value].flat())}</attr>`)
    .join("\n");

/** One request as the real exports write it. */
export function request(
  operation: "add" | "modify" | "delete",
  category: string,
  id: string | number,
  attributes: Record<string, string | string[]> = {},
): string {
  const kind = category === "EtabEducNat" ? "categorieStructure" : "categoriePersonne";
  const modified = Object.entries(attributes)
    .map(
      ([name, value]) =>
        `<modification name="${name}" operation="replace">${values([value].flat())}</modification>`,
    )
    .join("\n");
  const body = {
    add: `<attributes>${attrs(attributes)}</attributes>`,
    modify: `<modifications>${modified}</modifications>`,
    delete: "",
  };
  return `<${operation}Request>
<operationalAttributes><attr name="${kind}"><value>${category}</value></attr></operationalAttributes>
<identifier><id>${id}</id></identifier>
${body[operation]}
</${operation}Request>`;
}

export const school = (
  id: number,
  name = `CLG$Collège ${id}`,
  uai = makeUai("16", 9000 + (id % 1000)),
  mail = `ce.${uai}@etab.example.invalid`,
) =>
  request("add", "EtabEducNat", id, {
    ENTStructureJointure: String(id),
    ENTStructureUAI: uai,
    ENTStructureNomCourant: name,
    ENTStructureTypeStruct: "COLLEGE",
    ENTEtablissementContrat: "PU",
    l: "ANGOULEME",
    ENTStructureMailSI: mail,
    ENTServAcAcademie: "POITIERS",
  });

export const person = (
  id: number,
  functions: string[],
  sn = `Nom${id}`,
  mail = `p${id}@etab.example.invalid`,
) => request("add", "PersEducNat", id, { sn, givenName: "Prénom", mail, ENTPersonFonctions: functions });

export const head = (etab: number) => `${etab}$DIR$DIRECTION$D0010$CHEF D&apos;ETABLISSEMENT`;
export const deputy = (etab: number) => `${etab}$DIR$DIRECTION$D0011$CHEF D&apos;ETABLISSEMENT ADJOINT`;
export const teacher = (etab: number) => `${etab}$ENS$ENSEIGNEMENT$G0170$ENSEIGNER`;

/** A whole file; `declaration` is the first line, `doctype` the second. */
export const aaf = (
  requests: string[],
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  doctype = '<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">',
) =>
  `${declaration}\n${doctype}\n<ficAlimMENESR>\n<!-- codeAcademieExport="13" -->\n${requests.join("\n")}\n</ficAlimMENESR>\n`;

export const etabName = (kind: "Complet" | "Delta", prefix = "ENT", day = "20260301") =>
  `${prefix}_${kind}_${day}_EtabEducNat_0000.xml`;
export const persName = (kind: "Complet" | "Delta", prefix = "ENT", day = "20260301") =>
  `${prefix}_${kind}_${day}_PersEducNat_0000.xml`;
