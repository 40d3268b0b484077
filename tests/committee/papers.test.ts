import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as meetingPage, action as press } from "#app/routes/instances.seances.$ref._index.tsx";
import { action as act } from "#app/routes/instances.seances.$ref.agir.$type.tsx";
import { loader as piece } from "#app/routes/instances.seances.$ref.pieces.$hash.ts";
import { visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { type CommitteeStage, committeeStage } from "./stage.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n");
type Answered = {
  data?: { errors?: { path: string; message: string }[]; refused?: { because: string } };
  init?: { status?: number };
};

describe("files of a point", () => {
  let db: Database;
  let stage: CommitteeStage;
  let meeting: Awaited<ReturnType<CommitteeStage["meet"]>>;
  let ref: string;
  let outsider: Caller;
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await committeeStage(db);
    await stage.fill("comite-suivi-securite");
    outsider = await withPerson(db, { function: "elu", at: "departement-54", name: "Élue" });
    meeting = await stage.meet("comite-suivi-securite", [{ kind: "other", title: "Charte" }, { kind: "other", title: "Bilan" }], { days: 2, until: "convened" });
    ref = (await stage.read(meeting.id)).ref;
  }); // biome-ignore format: facts in few lines
  afterAll(() => db.close());

  const visit = () => visitor(db, () => stage.clock.at);
  const join = async (
    who: Caller,
    name: string,
    bytes: Uint8Array | null,
    more: Record<string, string> = {},
    point = 0,
  ) => {
    stage.tick();
    const form = new FormData();
    if (bytes) form.set("file", new File([new Uint8Array(bytes)], name));
    for (const [key, value] of Object.entries({
      intent: "confirm",
      idempotency: crypto.randomUUID(),
      ...more,
    }))
      form.set(key, value);
    const path = `/instances/seances/${ref}/agir/joindre?point=${meeting.keys[point]}`;
    return (await visit().post(act, who, path, form, { ref, type: "joindre" })) as unknown as
      | Answered
      | Response;
  };
  const wrong = async (...given: Parameters<typeof join>) => {
    const answer = (await join(...given)) as Answered;
    expect(answer.init?.status).toBe(422);
    return answer.data?.errors?.[0]?.message ?? answer.data?.refused?.because;
  };
  const opens = async (who: Caller, hash: string) => {
    const path = `/instances/seances/${ref}/pieces/${hash}`;
    const one = visit();
    return one.raw(piece, path, { ref, hash }, await one.cookie(who)).catch((thrown: Response) => thrown);
  };
  const papers = async (point = 0) => (await meeting.context()).items[point]?.papers ?? [];

  test("what is no file, is empty, is too large, or only says to be a PDF is refused with a sentence, and nothing is kept", async () => {
    const { rssi } = stage.people;
    expect(await wrong(rssi, "", null)).toContain("Choisissez un fichier");
    expect(await wrong(rssi, "faux.pdf", Buffer.from("Bonjour"))).toContain("n’en est pas un");
    expect(await wrong(rssi, "coupe.pdf", PDF.subarray(0, 20))).toContain("coupé");
    expect(await wrong(rssi, "a.pdf", PDF, { link: "https://exemple.fr" })).toContain("l’un des deux");
    expect(await wrong(rssi, "", null, { link: "javascript:alert(1)" })).toBeDefined();
    expect(await wrong(rssi, "gros.bin", new Uint8Array(20 * 1024 * 1024 + 1))).toContain("20 Mo");
    expect(await papers()).toEqual([]);
  });

  test("a paper joined is read by members, downloaded under a safe name, once; an outsider finds nothing", async () => {
    const { people, seated } = stage;
    expect(await join(people.rssi, "../../projet de charte.pdf", PDF)).toBeInstanceOf(Response);
    const [paper] = await papers();
    expect(paper).toMatchObject({ title: "projet de charte.pdf", file: { name: "projet de charte.pdf", mime: "application/pdf", size: PDF.length } });
    const hash = paper?.file?.hash ?? "";
    const answer = await opens(seated.nancyDeputy, hash);
    expect([answer.status, Buffer.from(await answer.arrayBuffer()).equals(PDF)]).toEqual([200, true]);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect([(await opens(outsider, hash)).status, (await opens(seated.reims, "0".repeat(64))).status, (await opens(seated.reims, "../etc")).status]).toEqual([404, 404, 404]);
    expect(await wrong(people.rssi, "autre.pdf", PDF)).toContain("déjà jointe");
    const page = await visit().get(meetingPage, seated.reims, `/instances/seances/${ref}`, { ref });
    expect(page.news).toEqual([expect.stringContaining("projet de charte.pdf")]);
  }); // biome-ignore format: one fact a line

  test("one taken back is served no more; a decided point keeps what the meeting saw", async () => {
    const { people, seated } = stage;
    await join(people.rssi, "bilan.pdf", Buffer.concat([PDF, Buffer.from("\n")]), { title: "Bilan 2025" }, 1);
    const hash = (await papers(1))[0]?.file?.hash ?? "";
    const send = async (values: Record<string, string>) => {
      stage.tick();
      return (await visit().post(press, people.rssi, `/instances/seances/${ref}`, values, { ref })) as unknown as Answered | Response;
    };
    expect(await send({ type: "paper.removed", item: meeting.keys[1] ?? "", paper: hash })).toBeInstanceOf(Response);
    expect([await papers(1), (await opens(seated.reims, hash)).status]).toEqual([[], 404]);

    stage.clock.at = new Date((await meeting.context()).at);
    const { seats } = await stage.fill("comite-suivi-securite");
    await meeting.go(seated.secretary, "meeting.opened");
    await meeting.arrive([seats.region, seated.president], [seats.reims, seated.reims]);
    await meeting.go(seated.secretary, "item.opened", { item: meeting.keys[0] });
    const [kept] = await papers();
    const back = (await send({ type: "paper.removed", item: meeting.keys[0] ?? "", paper: kept?.file?.hash ?? "" })) as Answered;
    expect(back.data?.refused?.because).toContain("les pièces que la séance a vues restent");
    await meeting.go(seated.secretary, "item.decided", { item: meeting.keys[0], outcome: { kind: "other", verdict: "adopted", text: "Adoptée." } });
    expect(await wrong(people.rssi, "tard.pdf", Buffer.concat([PDF, Buffer.from("\n\n")]))).toContain("ne changent plus");
  }); // biome-ignore format: one act a line
});
