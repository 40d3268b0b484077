import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepFile, refuseTooLarge } from "#app/engine/pieces/keep-file.ts";
import { dossierZip } from "#app/homologation/pdf/dossier-zip.ts";
import { decisionPdf, dossierPdf } from "#app/homologation/pdf/sheets.ts";
import { fileHash, type Row, readHomologation } from "#app/homologation/queries/homologation-page.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as attestation } from "#app/routes/attestation.$ref.tsx";
import { loader as register } from "#app/routes/homologation._index.tsx";
import { loader as page } from "#app/routes/homologation.$ref._index.tsx";
import { action as act } from "#app/routes/homologation.$ref.agir.$type.tsx";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT } from "../support/world.ts";
import { firm, type HomologationStage, homologated, homologationStage, reserve } from "./support.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n");

describe("the pages of the register", () => {
  let db: Database;
  let stage: HomologationStage;
  let dossier: Awaited<ReturnType<typeof homologated>>;
  let visit: ReturnType<typeof visitor>;
  const now = later(NIGHT, 600);
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await homologationStage(db);
    const reserves = [reserve(1, "2026-12-01")];
    dossier = await homologated(db, stage, firm(12, { decision: "reserved", reserves }));
    visit = visitor(db, () => now);
  });
  afterAll(() => db.close());

  test("the register shows it to its dispositif, and not to another", async () => {
    const seen = await visit.get(register, stage.people.rssi, "/homologation");
    expect(seen.rows).toMatchObject([
      { ref: dossier.ref, state: "in-force", reserves: 1, decision: "reserved" },
    ]);
  });

  test("its page says what is decided, its hash, and what the reader may do", async () => {
    const params = { ref: dossier.ref };
    const forAuthority = await visit.get(page, stage.authority, `/homologation/${dossier.ref}`, params);
    expect(forAuthority.can).toContain("decision.suspended");
    expect(forAuthority.can).not.toContain("piece.added");
    expect(forAuthority.hash).toMatch(/^[0-9a-f]{64}$/);
    const forRssi = await visit.get(page, stage.people.rssi, `/homologation/${dossier.ref}`, params);
    expect(forRssi.can).not.toContain("decision.suspended");
    expect(
      await statusOf(
        visit.get(page, stage.people.rssi, "/homologation/HOM-2026-999", { ref: "HOM-2026-999" }),
      ),
    ).toBe(404);
  });

  test("an act is previewed, then done once however often it is pressed", async () => {
    const path = `/homologation/${dossier.ref}/agir/publier`;
    const params = { ref: dossier.ref, type: "publier" };
    expect(
      await statusOf(visit.get(attestation, null, `/attestation/${dossier.ref}`, { ref: dossier.ref })),
    ).toBe(404);
    const seen = await visit.post(act, stage.authority, path, { shown: "yes", intent: "preview" }, params);
    expect(seen).toMatchObject({ data: { step: "preview" } });
    const sent = { shown: "yes", intent: "confirm", idempotency: "une-fois" };
    const { revision } = await dossier.read();
    for (let press = 0; press < 2; press += 1) await visit.post(act, stage.authority, path, sent, params);
    expect((await dossier.read()).revision).toBe(revision + 1);
    const shown = await visit.get(attestation, null, `/attestation/${dossier.ref}`, { ref: dossier.ref });
    expect(shown).toMatchObject({
      name: "Mon Bureau Numérique",
      living: true,
      authority: "Autorité d’homologation",
    });
    expect(JSON.stringify(shown)).not.toContain("Réserve 1");
  });

  test("a piece is what its bytes are: 200 MB, an empty file, a PDF that is not one or is cut are refused", async () => {
    const huge = new Request("https://x.example", {
      method: "POST",
      headers: { "content-length": String(200 * 1024 * 1024) },
    });
    expect(() => refuseTooLarge(huge)).toThrow("200 Mo : 20 Mo au plus");
    const keep = (name: string, bytes: Uint8Array) => keepFile(db, { name, bytes });
    await expect(keep("vide.pdf", new Uint8Array())).rejects.toThrow("vide");
    await expect(keep("faux.pdf", Buffer.from("Bonjour"))).rejects.toThrow("n’en est pas un");
    await expect(keep("image.pdf", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).rejects.toThrow(
      "n’en est pas un",
    );
    await expect(keep("coupé.pdf", PDF.subarray(0, 20))).rejects.toThrow("coupé");
    expect(await keep("../../analyse.pdf", PDF)).toMatchObject({
      name: "analyse.pdf",
      mime: "application/pdf",
    });
  });

  test("the dossier prints, the decision is ready to sign, and both leave in one zip with the hashes", async () => {
    const row = (await readHomologation(db, stage.people.rssi, dossier.ref)) as Row;
    const asked = { row, hash: fileHash(row.context), now };
    for (const pdf of [await dossierPdf(asked), await decisionPdf(asked)])
      expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    const parts: Buffer[] = [];
    for await (const part of await dossierZip(db, asked)) parts.push(part as Buffer);
    const zip = Buffer.concat(parts).toString("latin1");
    for (const name of ["LISEZMOI.txt", "dossier.json", "dossier.pdf", "decision.pdf", "empreintes.txt"])
      expect(zip).toContain(name);
  });
});
