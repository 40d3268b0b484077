import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import {
  LARGEST_ATTACHMENT,
  readAttachment,
  storeAttachment,
} from "#app/incident/attachments/store-attachment.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { acceptedType } from "#app/platform/files/accepted-type.ts";
import { safeName } from "#app/platform/files/file-name.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withPerson } from "../support/world.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  ),
);
const PDF = bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

async function zip(files: Record<string, string>): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [name, text] of Object.entries(files))
    file.addBuffer(Buffer.from(text), name, { compress: false });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
const docx = (main: string) =>
  zip({
    "[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    "word/document.xml": "<w:document/>",
  });
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

describe("what may be attached", () => {
  test.each([
    ["capture.png", PNG, "image/png", "png"],
    ["rapport.pdf", PDF, "application/pdf", "pdf"],
    ["journal.log", bytes("2026-03-24 02:10 connexion refusée\n"), "text/plain", "log"],
    ["liste.csv", bytes("\ufeffnom;prénom\r\nÉ;ß\r\n"), "text/csv", "csv"],
    [
      "menace.eml",
      bytes("From: a@b.fr\r\nTo: c@d.fr\r\nSubject: x\r\n\r\nCorps\r\n"),
      "message/rfc822",
      "eml",
    ],
  ])("%s", async (name, content, mime, ending) => {
    expect(await acceptedType(content, name)).toEqual({ mime, ending });
  });

  test("a zip and an OpenDocument are told apart by what is inside", async () => {
    expect(await acceptedType(await zip({ "a.txt": "a" }), "x.zip")).toMatchObject({ ending: "zip" });
    const odt = await zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" });
    expect(await acceptedType(odt, "x.odt")).toMatchObject({ ending: "odt" });
    expect(await acceptedType(await docx(WORD), "x.docx")).toMatchObject({ ending: "docx" });
  });

  test.each([
    ["a program called .pdf", "facture.pdf", Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0])],
    ["an ELF program", "x.txt", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
    ["a page called .txt", "note.txt", bytes("  <!DOCTYPE html><script>alert(1)</script>")],
    ["an SVG called .csv", "x.csv", bytes("<svg onload=alert(1)>")],
    ["an SVG after its XML line", "x.txt", bytes('<?xml version="1.0"?><svg/>')],
    ["a shell script", "x.txt", bytes("#!/bin/sh\nrm -rf /\n")],
    ["text by another name", "x.ps1", bytes("Get-Process")],
    ["text without an ending", "x", bytes("bonjour")],
    ["text with a NUL", "x.txt", bytes("a\u0000b")],
    ["bytes that are not UTF-8", "x.csv", Uint8Array.from([0x6e, 0xe9, 0x0a])],
    ["an .eml that is not mail", "x.eml", bytes("bonjour")],
  ])("refuses %s, with a French sentence", async (_, name, content) => {
    expect(await acceptedType(content, name)).toMatch(/fichier|texte/);
  });

  test("refuses a document with macros", async () => {
    const macros = await docx("application/vnd.ms-word.document.macroEnabled.main+xml");
    expect(typeof (await acceptedType(macros, "x.docx"))).toBe("string");
  });

  test.each([
    ["../../etc/passwd", "txt", "passwd.txt"],
    ["C:\\Users\\x\\photo.JPEG", "jpg", "photo.jpg"],
    ["facture.exe", "pdf", "facture.exe.pdf"],
    ['a"b\r\nX: y.png', "png", "a_b X_ y.png"],
    ["\u202egnp.exe", "png", "gnp.exe.png"],
    [".htaccess", "txt", "htaccess.txt"],
    ["", "pdf", "piece-jointe.pdf"],
    ["été 😀.png", "png", "été 😀.png"],
  ])("names %j as %s safely", (given, ending, safe) => {
    expect(safeName(given, ending)).toBe(safe);
    expect(safeName("x".repeat(10_000_000), "pdf").length).toBeLessThan(120);
  });
});

describe.each<Kind>(["postgres", "embedded"])("attachments on %s", (kind) => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let id: string;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    v = await smallVersailles(db);
    ({ id } = await declareIncident(db, v.head, declaration(), v.now));
  });
  afterAll(() => db.close());
  const added = () =>
    db.query("select 1 from journal_entry where dossier_id = $1 and type = 'attachment.added'", [id]);

  test("kept by hash, named in the journal, once", async () => {
    const first = await storeAttachment(db, v.head, id, { name: "écran.png", bytes: PNG }, v.now);
    const again = await storeAttachment(db, v.head, id, { name: "autre.png", bytes: PNG }, v.now);
    expect(again).toEqual(first);
    expect(await added()).toHaveLength(1);
    const read = await readAttachment(db, v.rssi, id, first.hash);
    expect({ ...read, bytes: undefined }).toEqual({ ...first, bytes: undefined });
    expect(Buffer.from(read.bytes).equals(Buffer.from(PNG))).toBe(true);
  });

  test("too large, empty or of another type: refused, and nothing is kept", async () => {
    const before = await db.query("select 1 from blob");
    for (const content of [new Uint8Array(LARGEST_ATTACHMENT + 1), new Uint8Array(), bytes("<html>")])
      await expect(
        storeAttachment(db, v.head, id, { name: "x.txt", bytes: content }, v.now),
      ).rejects.toMatchObject({
        errors: [{ path: "file" }],
      });
    expect(await db.query("select 1 from blob")).toHaveLength(before.length);
  });

  test("20 MB pass", async () => {
    const large = new Uint8Array(LARGEST_ATTACHMENT).fill(0x61);
    const { hash, size } = await storeAttachment(db, v.head, id, { name: "trace.log", bytes: large }, v.now);
    expect(size).toBe(LARGEST_ATTACHMENT);
    expect((await readAttachment(db, v.head, id, hash)).bytes.length).toBe(LARGEST_ATTACHMENT);
  });

  test("whoever may not see the incident neither adds nor reads; whoever may only read does not add", async () => {
    const stranger = await withPerson(db, { function: "chefEtablissement", at: "0781121V" });
    const auditor = await withPerson(db, { function: "auditeur" });
    const { hash } = await storeAttachment(db, v.head, id, { name: "a.pdf", bytes: PDF }, v.now);
    await expect(storeAttachment(db, stranger, id, { name: "a.pdf", bytes: PDF }, v.now)).rejects.toThrow(
      /n'existe pas/,
    );
    await expect(readAttachment(db, stranger, id, hash)).rejects.toThrow(/n'existe pas/);
    await expect(storeAttachment(db, auditor, id, { name: "a.pdf", bytes: PDF }, v.now)).rejects.toThrow(
      /attachment.added/,
    );
    expect((await readAttachment(db, auditor, id, hash)).name).toBe("a.pdf");
    await expect(readAttachment(db, v.head, id, "../../etc")).rejects.toThrow(/n'existe pas/);
  });

  test("bytes altered in the database are not handed out", async () => {
    const { hash } = await storeAttachment(db, v.head, id, { name: "note.txt", bytes: bytes("vrai") }, v.now);
    await db.query("update blob set bytes = $2 where hash = $1", [hash, bytes("faux")]);
    await expect(readAttachment(db, v.head, id, hash)).rejects.toThrow(/altérée/);
  });
});
