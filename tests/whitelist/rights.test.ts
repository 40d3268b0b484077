import { afterAll, beforeAll, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { permissions, type Right, type Role, roles } from "#app/platform/permissions.ts";
import { requestPersonEvents, requestRights } from "#machines/whitelist-request/v1/events.ts";
import { freshDatabase } from "../support/databases.ts";
import { withPerson } from "../support/world.ts";
import { badFact, decided, named, opinion } from "./cast.ts";
import { asking, MORNING, namedOf, type People, whitelistWorld } from "./real.ts";

let db: Database;
let people: People;
let dossier: string;
beforeAll(async () => {
  db = await freshDatabase();
  people = await whitelistWorld(db);
  dossier = (await asking(db, people).file("Labo virtuel")).id;
});
afterAll(() => db.close());

const given = { proof: "p", reason: "r", reasons: "r", text: "t", what: "w" };
const samples: Record<string, Record<string, unknown>> = {
  "form.saved": { section: "application", values: {} },
  "instructors.named": named,
  "opinion.given": opinion("security"),
  "request.decided": decided("approved"),
  "request.reviewed": { outcome: "kept", reasons: "r" },
  "request.reinstated": { reasons: "r" },
  "condition.met": { condition: 1, proof: "p" },
};
const bodyOf = (type: string) => {
  const shape = Object.keys(
    (requestPersonEvents[type as "request.suspended"] as { shape?: object }).shape ?? {},
  );
  return samples[type] ?? Object.fromEntries(Object.entries(given).filter(([name]) => shape.includes(name)));
};
const types = Object.keys(requestRights).filter(
  (type) => !["request.admitted", "information.wanted", "request.withdrawn", "checks.wanted"].includes(type),
);
// The requester's own school, another of the same dispositif.
const standings = { own: "0511234A", other: "0671237D" } as const;

test.each(
  roles.flatMap((role) => Object.entries(standings).map(([standing, at]) => ({ role, standing, at }))),
)("$role, $standing organisation: each event by its right, or not at all", async ({ role, standing, at }) => {
  const caller = await withPerson(db, {
    function: role,
    at,
    email: `${role}-${standing}@x.example.invalid`.toLowerCase(),
  });
  const may = (right: Right) => {
    const scope = permissions[role as Role][right];
    return standing === "own" ? scope !== undefined : scope === "all" || scope === "dispositif";
  };
  for (const type of types) {
    const right = requestRights[type as keyof typeof requestRights] as Right;
    const error = await sendEvent(db, caller, dossier, { type, ...bodyOf(type) }, MORNING).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!may("dossier.read")) expect(error, type).toBeInstanceOf(NotFound);
    else if (!may(right)) expect(error, type).toMatchObject(new Forbidden(right));
    // Filed already: what its right lets through, the life of a request refuses.
    else expect(error, type).toBeInstanceOf(RuleRefused);
  }
});

test("a fact that bars it is told to who would admit it, and the refusal is kept", async () => {
  const dane = await withPerson(db, {
    function: "dane",
    at: "academie-reims",
    email: "dane2@x.example.invalid",
  });
  const { dispatch } = await import("#app/engine/dispatch.ts");
  await dispatch(db, {
    dossier,
    type: "checks.recorded",
    data: badFact("host"),
    by: { kind: "system", id: "console", name: "Tocsin" },
    at: MORNING,
  });
  await expect(sendEvent(db, dane, dossier, { type: "request.admitted" }, MORNING)).rejects.toMatchObject({
    refusal: { rule: "MBN-6.1", article: "6.1" },
  });
  const [kept] = await db.query<{ rule: string }>(
    "select rule from refusal where dossier_id = $1 order by id desc limit 1",
    [dossier],
  );
  expect(kept?.rule).toBe("MBN-6.1");
});

test("whoever is named is who the directory says: a false name is not believed, an outsider is refused", async () => {
  const { id } = await asking(db, people).file("Autre labo", { host: "autre-labo.exemple.fr" });
  await sendEvent(db, people.dane, id, { type: "request.admitted" }, MORNING);
  const rssi = namedOf(people.rssi);
  const lie = { ...rssi, name: "Madame la Ministre", function: "ministre" };
  await sendEvent(db, people.dane, id, { type: "instructors.named", security: lie }, MORNING);
  const [row] = await db.query<{ security: Record<string, unknown> }>(
    "select context->'instructors'->'security' security from dossier where id = $1",
    [id],
  );
  expect(row?.security).toMatchObject({ id: rssi.id, name: "Camille RSSI Reims", function: "rssi" });
  for (const outsider of [namedOf(people.head), { ...rssi, id: "00000000-0000-4000-8000-000000000009" }])
    await expect(
      sendEvent(db, people.dane, id, { type: "instructors.named", pedagogy: outsider }, MORNING),
    ).rejects.toMatchObject({ refusal: { rule: "CHOIX-LISTE" } });
});
