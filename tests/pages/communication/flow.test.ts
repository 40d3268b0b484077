import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActAnswer } from "#app/communication/queries/act-page.ts";
import { waitingOnHome } from "#app/communication/queries/home.ts";
import type { MessagePageModel } from "#app/communication/queries/page.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action as decide, loader as decisionPage } from "#app/routes/a.$token.tsx";
import { loader as list } from "#app/routes/messages._index.tsx";
import { loader as pageLoader } from "#app/routes/messages.$ref._index.tsx";
import { action as act, loader as actLoader } from "#app/routes/messages.$ref.agir.$type.tsx";
import { action as edit, loader as editLoader } from "#app/routes/messages.$ref.modifier.tsx";
import { action as create, loader as start } from "#app/routes/messages.nouveau.tsx";
import { MONDAY, type People, stage } from "../../communication/stage.ts";
import { freshDatabase } from "../../support/databases.ts";
import { withPerson } from "../../support/world.ts";
import { answerOf, browser, SECRET } from "../incident/harness.ts";

/** What a département types for a classique message. */
const typed = {
  process: "classique",
  dispositif: "mbn",
  as: "departement-54",
  topic: "other",
  profiles: ["families", "pupils"],
  perimeter: "departement",
  departement: "54",
  channels: ["ent-messaging"],
  title: "Carte de transport : inscriptions ouvertes",
  short: "Inscrivez votre enfant avant le 30 juin.",
  long: "Bonjour,\n\nLes inscriptions sont ouvertes.",
  objective: "Que chaque famille inscrive son enfant à temps.",
  startsAt: "30/03 à 8h",
  endsAt: "20 jours",
};

describe("a classique message by its pages, from the département to the heads of school", () => {
  let db: Database;
  let people: People;
  const clock = { at: MONDAY };
  let web: ReturnType<typeof browser>;
  let second: Caller;
  let ref: string;
  beforeAll(async () => {
    db = await freshDatabase();
    people = await stage(db);
    second = await withPerson(db, {
      function: "chefEtablissement",
      at: "0541236C",
      name: "Principal adjoint",
      rank: 1,
    });
    web = browser(db, clock);
  });
  afterAll(() => db.close());
  const get = async (as: Caller, path: string, loader: typeof pageLoader) =>
    (await answerOf(web.get(loader, as, path))).data as unknown;
  const page = async (as: Caller) =>
    ((await get(as, `/messages/${ref}`, pageLoader)) as { message: MessagePageModel }).message;
  const post = async (as: Caller, slug: string, fields: Record<string, string> = {}) => {
    const { status, to, data } = await answerOf(
      web.post(act, as, `/messages/${ref}/agir/${slug}`, {
        idempotency: `${slug}-${as.person.id}`,
        ...fields,
      }),
    );
    return { status, to, answer: data as ActAnswer };
  };

  test("the levels are offered with the convention's own definitions; nobody else writes", async () => {
    const levels = (await answerOf(web.get(start, people.departement, "/messages/nouveau"))).data as {
      view: string;
      levels: { process: string; statement: string; reason: { rule: string } }[];
    };
    expect(levels.view).toBe("levels");
    expect(levels.levels.map(({ process }) => process)).toEqual(["classique", "urgent", "crise", "surete"]);
    expect(levels.levels[0]?.reason.rule).toBe("MBN-5.2");
    const form = (await answerOf(web.get(start, people.departement, "/messages/nouveau?niveau=urgent")))
      .data as { options: { asked: Record<string, { required: boolean; article: string }> } };
    expect(Object.keys(form.options.asked)).toEqual(["title", "long", "justification", "sms", "attachments"]);
    expect(form.options.asked.justification).toEqual({ required: true, article: "Article 5.3" });
    const nobody = (await answerOf(web.get(start, people.exploitant, "/messages/nouveau"))).data;
    expect(nobody).toMatchObject({ view: "desks", dispositifs: [] });
  });

  test("a draft is kept incomplete; what the article asks is then said at each field", async () => {
    const { objective: _, startsAt: __, ...some } = typed;
    const { to } = await answerOf(
      web.post(create, people.departement, "/messages/nouveau", { ...some, key: "k1", intent: "next" }),
    );
    expect(to).toMatch(/^\/messages\/COM-2026-\d+\/modifier\?manque=1$/);
    ref = /COM-[\d-]+\d/.exec(to ?? "")?.[0] ?? "";
    const again = (
      await answerOf(web.get(editLoader, people.departement, `/messages/${ref}/modifier?manque=1`))
    ).data as { values: Record<string, string>; errors: { path: string; message: string }[] };
    expect(again.values.title).toBe(typed.title);
    expect(again.errors).toEqual([
      { path: "objective", message: "« Objectif » manque : l’article 5.3 le demande." },
      { path: "startsAt", message: "« Début » manque : l’article 5.3 le demande." },
    ]);
    // Twice is one draft.
    await answerOf(
      web.post(create, people.departement, "/messages/nouveau", { ...some, key: "k1", intent: "next" }),
    );
    const [row] = await db.query<{ n: number }>(
      "select count(*)::int n from dossier where kind = 'communication'",
    );
    expect(row?.n).toBe(1);
    expect((await answerOf(web.get(pageLoader, people.head54, `/messages/${ref}`))).status).toBe(404);
  });

  test("a start in seven days and a run of 31 days are refused at their fields, with the article", async () => {
    const send = async (more: Record<string, string>) => {
      const { revision } = (
        (await answerOf(web.get(editLoader, people.departement, `/messages/${ref}/modifier`))).data as {
          values: Record<string, string>;
        }
      ).values;
      return answerOf(
        web.post(edit, people.departement, `/messages/${ref}/modifier`, {
          ...typed,
          ...more,
          key: JSON.stringify(more),
          revision: revision ?? "",
          intent: "next",
        }),
      );
    };
    const soon = await send({ startsAt: "16/03 à 8h" });
    expect(soon.status).toBe(422);
    expect((soon.data as { errors: unknown[] }).errors).toEqual([
      {
        path: "startsAt",
        message: "Le début est prévu dans 7 jours : il vient au moins 8 jours après la demande. Article 5.3.",
      },
    ]);
    const long = await send({ endsAt: "31 jours" });
    expect((long.data as { errors: { message: string }[] }).errors[0]?.message).toMatch(
      /dure 31 jours.*15 à 30 jours.*Article 5\.3/,
    );
    const nowhere = await send({ endsAt: "quand ça finit" });
    expect((nowhere.data as { errors: { path: string }[] }).errors[0]?.path).toBe("endsAt");
    expect((await send({})).to).toBe(`/messages/${ref}/agir/envoyer`);
  });

  test("before sending: who, how, approved by whom and by when, and one button that says it", async () => {
    const before = (await answerOf(web.get(actLoader, people.departement, `/messages/${ref}/agir/envoyer`)))
      .data as unknown as {
      start: ActAnswer;
      before: { reached: { schools: number }; channels: { key: string; shut: unknown }[] };
    };
    expect(before.before.reached.schools).toBe(1);
    expect(before.before.channels).toMatchObject([{ key: "ent-messaging", shut: null }]);
    expect(before.start.step).toBe("preview");
    expect(before.start.foreseen?.state).toBe("t1");
    expect(before.start.foreseen?.approvals).toMatchObject([
      { function: "dasen", dueAt: "2026-03-16T23:00:00.000Z", silence: "approves", reachable: true },
    ]);
    const [clock] = before.start.foreseen?.clocks ?? [];
    expect(clock?.explanation).toMatchObject({ unit: "workingDays", amount: 5 });
    expect((await post(people.departement, "envoyer", { intent: "confirm" })).to).toBe(
      `/messages/${ref}?fait=envoyer`,
    );
    // Pressed twice: once.
    expect((await post(people.departement, "envoyer", { intent: "confirm" })).to).toBe(
      `/messages/${ref}?fait=envoyer`,
    );
  });

  test("the DSDEN finds it on the home page, adapts it, and the author sees what changes", async () => {
    const [line] = await waitingOnHome(db, people.dasen54);
    expect(line).toMatchObject({ ref, to: `/messages/${ref}`, dueAt: "2026-03-16T23:00:00.000Z" });
    expect(await waitingOnHome(db, people.dasen51)).toEqual([]);
    const { rows } = (await answerOf(web.get(list, people.dasen54, "/messages?attente=moi"))).data as {
      rows: { ref: string; waits: string }[];
    };
    expect(rows).toMatchObject([{ ref, waits: "t1" }]);
    const nothing = await post(people.dasen54, "adapter", {
      title: typed.title,
      short: typed.short,
      long: typed.long,
      reason: "Rien",
      intent: "preview",
    });
    expect([nothing.status, nothing.answer.errors[0]?.path]).toEqual([422, "long"]);
    const silent = await post(people.dasen54, "adapter", { long: "Autre texte.", intent: "confirm" });
    expect(silent.answer.errors).toEqual([
      { path: "reason", message: "Le motif manque : l’article 5.3 le demande." },
    ]);
    expect(
      (
        await post(people.dasen54, "adapter", {
          long: "Bonjour,\n\nLes inscriptions sont ouvertes à tous.",
          reason: "Précisez le public.",
          intent: "confirm",
        })
      ).to,
    ).toBe(`/messages/${ref}?fait=adapter`);
    const seen = await page(people.departement);
    expect(seen.state).toBe("adapting");
    expect(seen.waits).toBe("adaptation");
    expect(seen.adaptations[0]).toMatchObject({
      before: { long: typed.long },
      changes: { long: "Bonjour,\n\nLes inscriptions sont ouvertes à tous." },
    });
    expect((await post(people.departement, "accepter-adaptations", { intent: "confirm" })).to).toContain(
      "fait=accepter-adaptations",
    );
    expect((await page(people.departement)).state).toBe("t2");
  });

  const link = async (name: string) => {
    const [row] = await db.query<{ id: string }>(
      `select d.id from delivery d join notice n on n.id = d.notice_id
        where n.template = 'message-decision' and d.name like $1 order by n.created_at limit 1`,
      [`%${name}%`],
    );
    return ackPath(SECRET, row?.id ?? "");
  };
  const textOf = async (response: Response | null) => (response ? response.text() : "");

  test("a head opens the link without signing in: what, to whom, when, by when silence approves", async () => {
    const path = await link("Callot");
    const { status, response } = await answerOf(web.get(decisionPage, null, path));
    const html = await textOf(response);
    expect(status).toBe(200);
    expect(html).toContain("Établissement : Collège Callot");
    expect(html).toContain("familles et élèves");
    expect(html).toContain("Les inscriptions sont ouvertes à tous.");
    expect(html).toMatch(/votre accord est réputé donné \(article 5\.3\)/);
    expect(html).toContain("Accepter pour mon établissement");
    expect(html).not.toMatch(/<script/);
    expect((await page(people.head54)).decisions?.mine[0]?.state).toBe("pending");
  });

  test("refusing asks the reason, then says so; pressing again or late, or after a colleague, is a clear sentence", async () => {
    const path = await link("Callot");
    const press = async (fields: Record<string, string>) => {
      const { status, response } = await answerOf(web.post(decide, null, path, fields));
      return { status, html: await textOf(response) };
    };
    expect((await press({ answer: "refusing" })).html).toContain('name="reason"');
    const silent = await press({ answer: "refused", reason: "  " });
    expect(silent.status).toBe(422);
    expect(silent.html).toContain("l’article 5.3 le demande");
    const done = await press({ answer: "refused", reason: "Le collège n’a pas de transport <b>." });
    expect(done.html).toContain("Votre refus est enregistré");
    const again = await press({ answer: "accepted" });
    expect(again.html).toContain("a refusé ce message le");
    expect(again.html).toContain("pas de transport &lt;b&gt;.");
    const { decisions, state } = await page(people.departement);
    expect(decisions?.counts).toMatchObject({ refused: 1, pending: 0 });
    expect(state).toBe("rejected");
    const late = await post(second, "accepter", { intent: "confirm" });
    expect(late.status).toBe(422);
    expect(late.answer.refused?.because).toBeTruthy();
  });

  test("an altered link opens nothing", async () => {
    const { status } = await answerOf(web.get(decisionPage, null, `${await link("Callot")}x`));
    expect(status).toBe(404);
  });
});
