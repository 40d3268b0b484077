import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActAnswer } from "#app/communication/queries/act-page.ts";
import type { Before } from "#app/communication/queries/before-page.ts";
import type { MessagePageModel } from "#app/communication/queries/page.ts";
import { rebuildCoverage } from "#app/directory/coverage.ts";
import { unitPrice } from "#app/messages/communication.ts";
import { messageSentence } from "#app/messages/communication-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader as pageLoader } from "#app/routes/messages.$ref._index.tsx";
import { action as act, loader as actLoader } from "#app/routes/messages.$ref.agir.$type.tsx";
import {
  classique,
  drafted,
  MONDAY,
  type People,
  readMessage,
  refusalOf,
  stage,
} from "../../communication/stage.ts";
import { freshDatabase } from "../../support/databases.ts";
import { answerOf, browser } from "../incident/harness.ts";

test("the price of one SMS keeps its tenth of a cent; what is paid in all is to the cent", () => {
  expect([4.5, 9, 120, 4.54, 250_012.5].map(unitPrice)).toEqual(
    ["0,045 €", "0,09 €", "1,20 €", "0,045 €", "2\u202f500,125 €"].map((one) => one.replace(" ", "\u00a0")),
  );
});

type BeforePage = { start: ActAnswer; before: Before };

describe("« Avant d’envoyer », where a variable has no value for some schools", () => {
  let db: Database;
  let people: People;
  let web: ReturnType<typeof browser>;
  beforeAll(async () => {
    db = await freshDatabase();
    people = await stage(db);
    web = browser(db, { at: MONDAY });
    await db.query(
      `insert into organisation (key, kind, school_type, sector, name, uai, academie, departement, commune_name, parent_id, updated_at)
       select 'u' || n, 'etablissement', 'college', 'public', 'Collège n° ' || n, '054' || (2000 + n) || 'X', 'Nancy-Metz', '54',
              case when n > 3 then 'Ville ' || n end, (select id from organisation where key = 'dsden-54'), now()
         from generate_series(1, 30) n`,
    );
    await db.query("update organisation set commune_name = 'Nancy' where uai = '0541236C'");
    await rebuildCoverage(db);
  });
  afterAll(() => db.close());
  const written = (more: Record<string, unknown>) => drafted(db, people.departement, classique(more));
  const seenBefore = async (ref: string) =>
    (await answerOf(web.get(actLoader, people.departement, `/messages/${ref}/agir/envoyer`)))
      .data as unknown as BeforePage;
  const post = (as: Caller, ref: string, slug: string, fields: Record<string, string>) =>
    answerOf(
      web.post(act, as, `/messages/${ref}/agir/${slug}`, {
        ...{ intent: "confirm", idempotency: JSON.stringify([ref, slug, fields]), ...fields },
      }),
    );

  test("they are named; without a word from the author nothing is sent; with it, the journal keeps it", async () => {
    const { id, ref } = await written({ long: "Bonjour {{etablissement}}, à {{ville}}." });
    const page = await seenBefore(ref);
    expect(page.before.lacking).toBe(3);
    expect(page.before.variables).toMatchObject([
      {
        sentence:
          "3 établissements sur 31 n’ont pas de valeur pour «\u00a0Commune de l’établissement\u00a0».",
        schools: ["Collège n° 1", "Collège n° 2", "Collège n° 3"],
      },
    ]);
    // What would follow is shown all the same.
    expect(page.start).toMatchObject({ step: "preview", foreseen: { state: "t1" }, errors: [] });
    const silent = await post(people.departement, ref, "envoyer", { note: "Merci de votre avis." });
    const { errors, values } = silent.data as unknown as ActAnswer;
    expect(silent.status).toBe(422);
    expect(errors).toEqual([
      {
        path: "lacking",
        message: "Dites que vous avez compris qui ne le recevra pas, ou modifiez le message.",
      },
    ]);
    expect(values.note).toBe("Merci de votre avis.");
    expect((await readMessage(db, id)).state).toBe("draft");
    expect((await post(people.departement, ref, "envoyer", { lacking: "3" })).to).toContain("fait=envoyer");
    const [entry] = await db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and type = 'communication.submitted'",
      [id],
    );
    const { type, data } = JSON.parse(entry?.payload ?? "{}");
    expect(data.found.lacking).toEqual({ schools: 3, missing: [{ variable: "ville", count: 3 }] });
    expect(messageSentence({ type, data }).text).toBe(
      "a soumis le message, sachant que 3 établissements sans valeur pour ses variables ne le recevront pas.",
    );
  });

  test("a client that says nothing, or fewer than there are, is refused by the rule, with what is possible instead", async () => {
    const { id, act: send } = await written({ title: "Rentrée à {{ville}}" });
    for (const said of [{}, { lacking: 2 }]) {
      const refusal = await refusalOf(send(people.departement, MONDAY, "communication.submitted", said));
      expect(refusal).toMatchObject({
        rule: "CHOIX-COMMUNICATION",
        because: "3 établissements n’ont pas de valeur pour {{ville}} : ils ne recevraient pas le message.",
        instead: ["communication.submitted", "communication.edited"],
      });
    }
    expect((await readMessage(db, id)).state).toBe("draft");
  });

  test("a variable that is none is refused before anything leaves, with the one that was meant", async () => {
    const { ref } = await written({ long: "Bonjour {{etablisement}}." });
    const { start, before: seen } = await seenBefore(ref);
    expect(seen.unknown).toHaveLength(1);
    expect(start.refused?.because).toBe(
      "« {{etablisement}} » n’est pas une variable connue. Vouliez-vous écrire « {{etablissement}} » ?",
    );
    expect((await post(people.departement, ref, "envoyer", {})).status).toBe(422);
    const clean = await written({});
    await clean.act(people.departement, MONDAY, "communication.submitted");
    const adapted = await refusalOf(
      clean.act(people.dasen54, MONDAY, "t1.adapted", {
        changes: { long: "À {{vile}}." },
        reason: "Précisez.",
      }),
    );
    expect(adapted.because).toContain("Vouliez-vous écrire « {{ville}} » ?");
  });

  test("a head of two schools decides for both in one press: one decision each, once", async () => {
    const [school] = await db.query<{ id: string; key: string; kind: string; name: string }>(
      "select id, key, kind, name from organisation where key = 'u5'",
    );
    await db.query(
      `insert into tenure (person_id, organisation_id, function, rank, "from") values ($1, $2, 'chefEtablissement', 0, '2020-01-01')`,
      [people.head54.person.id, school?.id],
    );
    const both: Caller = {
      ...people.head54,
      tenures: [
        ...people.head54.tenures,
        { function: "chefEtablissement", organisation: school as NonNullable<typeof school> },
      ],
    };
    const { id, ref, act: send } = await written({});
    await send(people.departement, MONDAY, "communication.submitted");
    await send(people.dasen54, MONDAY, "t1.approved");
    const unsaid = await post(both, ref, "accepter", {});
    expect((unsaid.data as unknown as ActAnswer).errors).toMatchObject([{ path: "school" }]);
    for (let twice = 0; twice < 2; twice += 1)
      expect((await post(both, ref, "refuser", { school: "all", reason: "Pas de car ici." })).to).toContain(
        "fait=",
      );
    const rows = await db.query(
      `select o.name, q.state, q.reason from school_decision q join organisation o on o.id = q.organisation_id
        where q.dossier_id = $1 and q.state <> 'pending' order by o.name`,
      [id],
    );
    expect(rows).toEqual([
      { name: "Collège Callot", state: "refused", reason: "Pas de car ici." },
      { name: "Collège n° 5", state: "refused", reason: "Pas de car ici." },
    ]);
    const { message } = (await answerOf(web.get(pageLoader, people.departement, `/messages/${ref}`)))
      .data as unknown as { message: MessagePageModel };
    expect(message.decisions?.counts).toMatchObject({ refused: 2, pending: 29 });
  });
});
