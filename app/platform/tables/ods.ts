import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { type Cell, inParis, type Table } from "./table.ts";

// Written by hand: of the libraries at hand, SheetJS is no longer published in the registry since 2022 and holds
// the whole workbook in memory, odf-kit wants Node 22, simple-odf knows texts only. A sheet without styles of its
// own is one short XML file, and 100,000 rows stream through it.

const MIME = "application/vnd.oasis.opendocument.spreadsheet";
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMES = ["office", "table", "text", "style", "number"]
  .map(
    (name) =>
      `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === "number" ? "datastyle" : name}:1.0"`,
  )
  .join(" ");

const MANIFEST = `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>`;

/** « 24/03/2026 03:10 » for cells of moments, bold for the header, room to read in each column. */
const STYLES = `<office:automatic-styles>
<number:date-style style:name="moment-format"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:date-style>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="moment-format"/>
<style:style style:name="header" style:family="table-cell"><style:text-properties xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" fo:font-weight="bold"/></style:style>
<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>
</office:automatic-styles>`;

/** What XML 1.0 forbids, lone surrogates included, goes out; the rest is escaped. */
const escaped = (text: string) =>
  text
    .replace(/\p{Cs}/gu, "\ufffd")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Lines are paragraphs; runs of spaces would be squeezed if they were not marked. */
const paragraphs = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const marked = escaped(line.replaceAll("\t", " "));
      return `<text:p>${marked.replace(/ {2,}|^ | $/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)}</text:p>`;
    })
    .join("");

/** A text is typed as a text, so no spreadsheet takes it for a formula. */
function cellXml(cell: Cell): string {
  if (cell === null || cell === "") return "<table:table-cell/>";
  if (typeof cell === "number")
    return `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
  if (typeof cell === "string")
    return `<table:table-cell office:value-type="string">${paragraphs(cell)}</table:table-cell>`;
  const { year, month, day, hour, minute, second } = inParis(cell);
  const value = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return `<table:table-cell table:style-name="moment" office:value-type="date" office:date-value="${value}"><text:p>${day}/${month}/${year} ${hour}:${minute}</text:p></table:table-cell>`;
}

async function* contentXml({ name, columns, rows }: Table) {
  const header = columns.map(
    ({ label }) =>
      `<table:table-cell table:style-name="header" office:value-type="string">${paragraphs(label)}</table:table-cell>`,
  );
  yield `${XML}<office:document-content ${NAMES} office:version="1.3">${STYLES}<office:body><office:spreadsheet>
<table:table table:name="${escaped(name)}"><table:table-column table:style-name="wide" table:number-columns-repeated="${columns.length}"/>
<table:table-header-rows><table:table-row>${header.join("")}</table:table-row></table:table-header-rows>\n`;
  let chunk = "";
  for await (const row of rows) {
    chunk += `<table:table-row>${columns.map((_, index) => cellXml(row[index] ?? null)).join("")}</table:table-row>\n`;
    if (chunk.length < 32_768) continue;
    yield chunk;
    chunk = "";
  }
  yield `${chunk}</table:table></office:spreadsheet></office:body></office:document-content>`;
}

/** The table as an OpenDocument spreadsheet, written as its rows come. */
export function odsOf(table: Table): Readable {
  const zip = new ZipFile();
  // First, stored, without extra field: that is how a reader knows the file for what it is (ODF 1.3, part 2, 3.3).
  zip.addBuffer(Buffer.from(MIME), "mimetype", { compress: false, forceDosTimestamp: true });
  zip.addBuffer(Buffer.from(MANIFEST), "META-INF/manifest.xml");
  const content = Readable.from(contentXml(table));
  zip.addReadStream(content, "content.xml");
  zip.end();
  const output = zip.outputStream as Readable;
  content.on("error", (error) => output.destroy(error));
  output.on("close", () => content.destroy());
  return output;
}
