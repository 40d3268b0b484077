import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { action as act } from "#app/routes/liste-blanche.$ref.agir.$type.tsx";
import { openedRequest } from "#app/whitelist/queries/request.ts";
import { answerOf, browser } from "../pages/incident/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { wholeDraft } from "./cast.ts";
import { asking, type People, whitelistWorld } from "./real.ts";

type Refused = { refusal?: { rule: string; because: string; instead: string[] } };
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Refused) => error.refusal ?? Promise.reject(error),
  );

describe.each(["postgres", "embedded"] as const)("the same application asked for twice, %s", (kind) => {
  let db: Database;
  let people: People;
  let request: ReturnType<typeof asking>;
  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await whitelistWorld(db);
    request = asking(db, people);
    region.by = people.regionRssi;
  });
  afterAll(() => db.close());

  /** A whole draft of that application, not filed. */
  async function drafted(name: string, more: { by?: People["head"]; at?: string; publisher?: string } = {}) {
    const { id, ref } = await request.draft(name, more);
    const draft = wholeDraft(name.toLowerCase(), name, `${name.toLowerCase()}.exemple.fr`);
    if (more.publisher) draft.application.publisher = more.publisher;
    for (const [section, values] of Object.entries(draft))
      await request.act(more.by ?? people.head, id, "form.saved", { section, values });
    return { id, ref };
  }
  const stateOf = async (id: string) =>
    (await db.query<{ state: string }>("select state from dossier where id = $1", [id]))[0]?.state;
  const region = { at: "0511235B" } as { by: People["head"]; at: string };

  test("the second is refused when it is filed, with the reference of the first, and joins it", async () => {
    const first = await request.file("Doublon", { host: "doublon.exemple.fr" });
    const second = await drafted("Doublon", { ...region, publisher: "éditions  DOUBLON" });
    const refused = await refusalOf(request.act(people.regionRssi, second.id, "request.filed"));
    expect(refused).toMatchObject({
      rule: "MBN-6.1",
      because: expect.stringMatching(new RegExp(`${first.ref}.*rattaché`)),
      instead: expect.arrayContaining(["request.joined"]),
    });
    const mine = await openedRequest(db, people.regionRssi, second.ref);
    expect([mine?.exists?.ref, mine?.can.includes("request.joined")]).toEqual([first.ref, true]);
    const web = browser(db, { at: request.now() });
    const press = (slug: string, intent: string) =>
      answerOf(
        web.post(act, people.regionRssi, `/liste-blanche/${second.ref}/agir/${slug}`, {
          ...{ intent, idempotency: "00000000-0000-4000-8000-000000000042" },
        }),
      );
    expect(await press("deposer", "preview")).toMatchObject({
      status: 422,
      data: { refused: { reason: { rule: "MBN-6.1" }, instead: expect.arrayContaining(["request.joined"]) } },
    });
    const { data } = await press("rattacher", "preview");
    expect(JSON.stringify(data)).toMatch(new RegExp(`640 personnes.*${first.ref}.*prévenues par courriel`));
    expect(await press("rattacher", "confirm")).toMatchObject({ status: 302 });
    expect(await stateOf(second.id)).toBe("joined");
    const [other] = await db.query<{ joined: object[]; told: number; reads: number }>(
      `select context->'joined' joined,
              (select count(*)::int from delivery where dossier_id = d.id and alert like 'joined-%') told,
              (select count(*)::int from dossier_access a join organisation o on o.id = a.organisation_id
                where a.dossier_id = d.id and o.uai = '0511235B') reads from dossier d where id = $1`,
      [first.id],
    );
    expect(other?.joined).toMatchObject([{ ref: second.ref, population: { count: 640 } }]);
    expect([other?.told, other?.reads]).toEqual([expect.any(Number), 1]);
    expect(other?.told).toBeGreaterThan(1);
  });

  test("whoever may not read the first is told no more than its reference", async () => {
    const first = await drafted("Secret", region);
    await request.act(people.regionRssi, first.id, "request.filed");
    const second = await drafted("Secret");
    const refused = await refusalOf(request.act(people.head, second.id, "request.filed"));
    expect(refused?.because).toContain(`sa demande est en cours, sous la référence ${first.ref}`);
    expect(refused?.because).not.toContain("déposée");
    expect(refused?.instead).not.toContain(`dossier:${first.ref}`);
    expect(await openedRequest(db, people.head, first.ref)).toBeNull();
  });

  test("filed at the same instant one wins, the other is told of it", async () => {
    const [a, b] = [await drafted("Instant"), await drafted("Instant", region)];
    const outcomes = await Promise.all([
      refusalOf(request.act(people.head, a.id, "request.filed")),
      refusalOf(request.act(people.regionRssi, b.id, "request.filed")),
    ]);
    expect(outcomes.filter((one) => one === null)).toHaveLength(1);
    expect(outcomes.find((one) => one)?.because).toContain("déjà demandée");
    expect([await stateOf(a.id), await stateOf(b.id)].sort()).toEqual(["draft", "filed"]);
  });

  test("after a withdrawal, for another publisher, or at another address, a second is legitimate", async () => {
    const first = await drafted("Libre");
    await request.act(people.head, first.id, "request.filed");
    const second = await drafted("Libre", region);
    expect(await refusalOf(request.act(people.regionRssi, second.id, "request.filed"))).not.toBeNull();
    expect(await refusalOf(request.act(people.regionRssi, second.id, "request.joined"))).toBeNull();
    const third = await drafted("Libre", { ...region, publisher: "Un autre éditeur" });
    expect(await refusalOf(request.act(people.regionRssi, third.id, "request.filed"))).toBeNull();
    await request.act(people.head, first.id, "request.withdrawn", { reason: "Plus besoin." });
    const fourth = await drafted("Libre", region);
    expect(await refusalOf(request.act(people.regionRssi, fourth.id, "request.joined"))).toMatchObject({
      instead: ["request.filed"],
    });
    expect(await refusalOf(request.act(people.regionRssi, fourth.id, "request.filed"))).toBeNull();
  });
});
