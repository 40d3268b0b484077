import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FormOptions } from "#app/communication/queries/form-options.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action as edit, loader as editLoader } from "#app/routes/messages.$ref.modifier.tsx";
import { action as create } from "#app/routes/messages.nouveau.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { MOST_FILES } from "#machines/communication/v1/facts.ts";
import { MONDAY, type People, readMessage, stage } from "../../communication/stage.ts";
import { freshDatabase } from "../../support/databases.ts";
import { answerOf, browser } from "../incident/harness.ts";

const typed = {
  ...{ process: "urgent", dispositif: "mbn", as: "departement-54", topic: "other", profiles: ["families"] },
  ...{ perimeter: "departement", departement: "54", channels: ["ent-messaging"], title: "Cars suspendus" },
  long: "Les cars ne circulent pas demain.",
  justification: "Verglas, alerte de la préfecture.",
};
const PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const genuine = file("horaires.pdf", PDF);
const hostile: [string, File, RegExp][] = [
  [
    "a PDF that is none",
    file("arrete.pdf", "Ceci n’est pas un PDF."),
    /« arrete\.pdf ».*nom en « \.pdf ».*contenu est autre/,
  ],
  [
    "a program under two endings",
    file("facture.pdf.exe", `MZ${"\0".repeat(200)}`),
    /« facture\.pdf\.exe » :/,
  ],
  [
    "a page under two endings",
    file("note.pdf.html", "<!doctype html><script>alert(1)</script>"),
    /« note\.pdf\.html » :.*page ou un programme/,
  ],
  ["an empty file", file("vide.pdf", ""), /« vide\.pdf » : Ce fichier est vide\./],
  ["more than 20 Mo", file("plan.pdf", new Uint8Array(20 * 1024 * 1024 + 1)), /« plan\.pdf » :.*20 Mo/],
];
type Shown = { options: FormOptions; values: Record<string, string>; errors: FieldError[]; to?: string };

describe("files of a message, through its form", () => {
  let db: Database;
  let people: People;
  let web: ReturnType<typeof browser>;
  let ref: string;
  let id: string;
  beforeAll(async () => {
    db = await freshDatabase();
    people = await stage(db);
    web = browser(db, { at: MONDAY });
  });
  afterAll(() => db.close());

  const form = async (as: Caller) =>
    (await answerOf(web.get(editLoader, as, `/messages/${ref}/modifier`))).data as unknown as Shown;
  let press = 0;
  async function save(fields: Record<string, string | string[] | File | File[]>) {
    const { values } = await form(people.departement);
    press += 1;
    return answerOf(
      web.post(edit, people.departement, `/messages/${ref}/modifier`, {
        ...{ ...typed, revision: values.revision ?? "", key: `save-${press}`, intent: "save" },
        ...(fields as Record<string, string>),
      }),
    );
  }
  const carried = async () => (await form(people.departement)).options.attachments.map(({ name }) => name);

  test("a draft begun with a bad file is kept with the good one: the field says what is wrong, nothing typed is lost", async () => {
    const fields = {
      ...{ ...typed, key: "k1", intent: "next" },
      files: [genuine, file("arrete.pdf", "Ceci n’est pas un PDF.")] as never,
    };
    const answer = await answerOf(web.post(create, people.departement, "/messages/nouveau", fields));
    expect(answer.status).toBe(422);
    const shown = answer.data as unknown as Shown;
    expect(shown.errors).toEqual([
      { path: "files", message: expect.stringMatching(/« arrete\.pdf ».*contenu est autre/) },
    ]);
    expect(shown.values).toMatchObject({
      title: typed.title,
      long: typed.long,
      justification: typed.justification,
    });
    expect(shown.options.attachments.map(({ name }) => name)).toEqual(["horaires.pdf"]);
    ref = /COM-[\d-]+\d/.exec(shown.to ?? "")?.[0] ?? "";
    expect(shown.to).toBe(`/messages/${ref}/modifier`);
    const rows = await db.query<{ id: string }>("select id from dossier where kind = 'communication'");
    expect(rows).toHaveLength(1);
    id = rows[0]?.id ?? "";
    // What the page shows next is sent on as it stands.
    const { intent: _, ...next } = { ...typed, ...shown.values, intent: "" };
    const { to } = await answerOf(
      web.post(edit, people.departement, shown.to ?? "", {
        ...next,
        profiles: typed.profiles,
        intent: "next",
      }),
    );
    expect(to).toBe(`/messages/${ref}/agir/envoyer`);
  });

  test.each(hostile)(
    "%s is refused at its field; the words typed beside it are kept",
    async (_, bad, why) => {
      const title = `Cars suspendus, avec ${bad.name}`;
      const answer = await save({ title, files: bad });
      expect(answer.status).toBe(422);
      const shown = answer.data as unknown as Shown;
      expect(shown.errors).toEqual([{ path: "files", message: expect.stringMatching(why) }]);
      expect(shown.values.title).toBe(title);
      expect((await form(people.departement)).values.title).toBe(title);
      expect(await carried()).toEqual(["horaires.pdf"]);
    },
  );

  test("a file is taken out as the draft is saved, and comes back when it is chosen again", async () => {
    const [kept] = (await form(people.departement)).options.attachments;
    expect((await save({ removed: kept?.hash ?? "" })).to).toBe(`/messages/${ref}?fait=brouillon`);
    expect(await carried()).toEqual([]);
    expect((await readMessage(db, id)).context.facts.attachments).toEqual([]);
    expect((await save({ files: genuine })).to).toContain("fait=brouillon");
    expect(await carried()).toEqual(["horaires.pdf"]);
    // A field left alone is no file.
    expect((await save({ files: file("", "") })).to).toContain("fait=brouillon");
    expect(await carried()).toEqual(["horaires.pdf"]);
  });

  test("more files than a message carries is said before anything is kept", async () => {
    const many = Array.from({ length: MOST_FILES }, (_, n) => file(`note-${n}.txt`, `Note ${n}`));
    const { status, data } = await save({ files: many });
    expect(status).toBe(422);
    expect((data as unknown as Shown).errors).toEqual([
      { path: "files", message: "10 pièces jointes au plus : retirez-en, ou joignez l’essentiel." },
    ]);
    expect(await carried()).toEqual(["horaires.pdf"]);
  });
});
