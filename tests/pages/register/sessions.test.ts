import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/administration.sessions.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { NIGHT, withPerson } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

describe("other people's sessions", () => {
  let db: Database;
  let admin: Caller;
  let lost: Caller;
  let visit: ReturnType<typeof visitor>;
  beforeAll(async () => {
    db = await freshDatabase();
    admin = await withPerson(db, { function: "administrateur" });
    lost = await withPerson(db, { function: "auditeur", name: "Vigie" });
    visit = visitor(db, () => NIGHT);
  });
  afterAll(() => db.close());

  test("an administrator finds somebody and ends their sessions; nobody else may", async () => {
    expect(await statusOf(visit.get(loader, lost, "/administration/sessions"))).toBe(302);
    const found = await visit.get(loader, admin, "/administration/sessions?q=vigie");
    expect(found.people).toMatchObject([{ name: "Camille Vigie", open: 1 }]);
    const { person, devices } = await visit.get(
      loader,
      admin,
      `/administration/sessions?personne=${lost.person.id}`,
    );
    expect([person?.open, devices]).toEqual([1, ["Firefox, Linux"]]);
    expect(await statusOf(visit.post(action, lost, "/", { person: admin.person.id }))).toBe(403);
    const { done } = await visit.post(action, admin, "/", { person: lost.person.id });
    expect(done).toBe("1 connexion de Camille Vigie fermée.");
    expect(await statusOf(visit.post(action, admin, "/", { person: "x" }))).toBe(404);
    // Theirs is worth nothing any more: the page asks them to sign in.
    expect(await statusOf(visit.get(loader, lost, "/administration/sessions"))).toBe(302);
  });
});
